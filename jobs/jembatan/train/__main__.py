"""``python -m jembatan.train``: an adapter from a recipe, aligned sentences and a model."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from jembatan import aligned
from jembatan.errors import JembatanError
from jembatan.glossary import file
from jembatan.train import recipe as recipes
from jembatan.train.pairs import Pair, select

_BAD = 2


def main(arguments: list[str] | None = None) -> int:
    """Select, train and save. Exit codes: 0 done, 2 something must be mended first."""
    parser = argparse.ArgumentParser(
        prog="python -m jembatan.train",
        description="Teach a causal model to translate: an adapter (LoRA) from aligned sentences.",
        epilog="Example:  python -m jembatan.train jobs/jembatan/models/adapters/id-en-news/recipe.yaml id-en.tsv.gz "
        "outputs/models/weights/cc324af070c2ecbf-qwen2.5-coder-1.5b-instruct outputs/adapter "
        "--glossary configs/glossary.tsv --dev dev.id dev.en",
    )
    parser.add_argument("recipe", type=Path, help="what is learnt, and how")
    parser.add_argument("pairs", type=Path, help="corpus, domain, licence, id, en with tabs between; may be .gz")
    parser.add_argument("model", type=Path, help="a folder with a GGUF file or a transformers model")
    parser.add_argument("adapter", type=Path, help="the folder to write")
    parser.add_argument("--glossary", type=Path, metavar="FILE", help="terms that the sentences are asked with")
    parser.add_argument("--dev", type=Path, nargs=2, metavar=("ID", "EN"), help="aligned by line, to measure the loss")
    parser.add_argument("--dev-every", type=int, default=20, metavar="N", help="of that every N-th line (20)")
    parser.add_argument("--never", type=Path, metavar="FILE", help="Indonesian lines that must not be learnt")
    parser.add_argument("--go-on-from", type=Path, metavar="ADAPTER", help="a folder with an adapter that learns more")
    parser.add_argument("--select-only", action="store_true", help="only say what would be learnt")
    given = parser.parse_args(arguments)

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    try:
        recipe = recipes.load(given.recipe)
        glossary = file.load(given.glossary) if given.glossary is not None else None
        never = given.never.read_text(encoding="utf-8").splitlines() if given.never is not None else ()
        selected = select(given.pairs, recipe, glossary, never)
        for (corpus, reason), count in sorted(selected.left_out.items()):
            say(f"{corpus}: {count} left out: {reason}")
        say(f"{len(selected.pairs)} pairs, {sum(bool(pair.hints) for pair in selected.pairs)} of them with terms")
        if given.select_only:
            return 0
        lines = aligned.pairs(*given.dev) if given.dev is not None else ()
        dev = [Pair("dev", line.source, line.target) for line in lines if line.number % given.dev_every == 0]
        from jembatan.train.lora import Trainer

        with tempfile.TemporaryDirectory() as scratch:
            trainer = Trainer(_transformers(given.model, Path(scratch)), recipe, given.go_on_from)
            loss = trainer.train(selected.pairs, dev, say)
        trainer.save(given.adapter)
    except (JembatanError, OSError, UnicodeDecodeError) as error:
        print(f"train: {error}", file=sys.stderr)
        return _BAD
    print(json.dumps({"adapter": str(given.adapter), "pairs": len(selected.pairs), "dev_loss": loss}))
    return 0


def _transformers(model: Path, scratch: Path) -> Path:
    """The model as a transformers folder: a GGUF file is de-quantised into ``scratch``."""
    gguf = sorted(model.glob("*.gguf"))
    if not gguf:
        return model
    from jembatan.engines.gguf import to_safetensors

    to_safetensors(gguf[0], scratch)
    return scratch


if __name__ == "__main__":
    sys.exit(main())
