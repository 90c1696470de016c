"""How much faster a CPU night decodes with ``jembatan.engines.allocator`` than with glibc's defaults.

``python -m jembatan_eval.benchmark_allocator configs/nightly.yaml``: same model, sentences and machine, in processes
that take turns; prints seconds, page faults and the ratio of the medians.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from jembatan_eval.references.file import SEEDS, read_references

_SENTENCES = 16
_PAIRS = 3


def measure(config_path: Path, keep: bool) -> dict[str, float]:
    """Translate the sentences once, after one sentence of warming up; wall seconds and page faults."""
    from jembatan import config as configs
    from jembatan.engines import ctranslate2_causal, ctranslate2_seq2seq
    from jembatan.engines.load import load_translator
    from jembatan.models.decisions import locked, prompted

    if not keep:
        for adapter in (ctranslate2_causal, ctranslate2_seq2seq):
            setattr(adapter, "keep_freed_memory", lambda: False)  # noqa: B010
    config = configs.load(config_path)
    model = locked(config).translate
    translator = load_translator(model, prompted(config.translate, model), config.runtime)
    sentences = sorted({reference.source for reference in read_references(SEEDS)}, key=lambda text: (len(text), text))
    middle = len(sentences) // 2
    chosen = sentences[middle - _SENTENCES // 2 : middle + _SENTENCES // 2]
    translator.translate(chosen[:1])
    faults, started = resource.getrusage(resource.RUSAGE_SELF).ru_minflt, time.perf_counter()
    translator.translate(chosen)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "faults": resource.getrusage(resource.RUSAGE_SELF).ru_minflt - faults}


def main() -> None:
    """Run the pairs and print them."""
    parser = argparse.ArgumentParser(prog="python -m jembatan_eval.benchmark_allocator", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--one", choices=("keep", "default"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.config, given.one == "keep")))
        return
    walls: dict[str, list[float]] = {"default": [], "keep": []}
    for _ in range(_PAIRS):
        for mode, seen in walls.items():
            command = [sys.executable, "-m", "jembatan_eval.benchmark_allocator", str(given.config), "--one", mode]
            answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            one = json.loads(answer.stdout.splitlines()[-1])
            seen.append(one["seconds"])
            print(f"{mode:8} {one['seconds']:7.1f} s {one['faults']:12.0f} page faults", flush=True)
    ratio = statistics.median(walls["default"]) / statistics.median(walls["keep"])
    print(f"{_SENTENCES} sentences: {ratio:.2f} times as fast as with glibc's defaults (medians of {_PAIRS})")


if __name__ == "__main__":
    main()
