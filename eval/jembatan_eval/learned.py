"""COMET and BERTScore by their own libraries, in a virtual environment of their own.

Neither library gives its published scores beside transformers 5, which Jembatan needs. The head of
``eval/learned-requirements.txt`` says why, and how to make the other environment. Its
Python is named by an argument or by ``JEMBATAN_LEARNED_PYTHON``.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from jembatan.errors import JembatanError

PYTHON_VARIABLE = "JEMBATAN_LEARNED_PYTHON"

# Of the weights, not of the code. For any other model, its card says it.
_LICENCES: Mapping[str, str] = {
    "Unbabel/wmt22-comet-da": "Apache-2.0",
    "Unbabel/wmt22-cometkiwi-da": "CC-BY-NC-SA-4.0: not for commercial use",
    "bert-base-multilingual-cased": "Apache-2.0",
    "roberta-large": "MIT",
}

_WORKER = Path(__file__).with_name("learned_worker.py")
_MAKE = "make its environment as the head of eval/learned-requirements.txt says"


@dataclass(frozen=True, slots=True)
class LearnedScore:
    """A learned metric's score of a corpus (as its library means it: from about 0 to 1), the scores of the segments
    whose mean it is, and the signature under which all can be repeated."""

    score: float
    segments: tuple[float, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class BertScore(LearnedScore):
    """BERTScore: ``score`` and ``segments`` are F1."""

    precision: tuple[float, ...]
    recall: tuple[float, ...]


def licence(model: str) -> str:
    """Under which licence the weights of a hub's model come, as far as we know it for sure."""
    return _LICENCES.get(model, "see the model card")


def bertscore(
    hypotheses: Sequence[str],
    references: Sequence[str] | Sequence[Sequence[str]],
    *,
    model: str,
    layer: int | None = None,
    revision: str | None = None,
    batch_size: int = 64,
    device: str = "cpu",
    python: Path | None = None,
) -> BertScore:
    """BERTScore of segments, without idf weights and not rescaled.

    Args:
        hypotheses: at least one; an empty one scores 0.
        references: for each of them a reference, or a list of references of which the nearest counts.
        model: folder of an encoder (``config.json``, weights, tokenizer), or its name on the hub, such as
            ``roberta-large`` (MIT), bert-score's own choice for English.
        layer: whose output is compared; by default the one that bert-score found best for a model of this name.
        revision: a hub's commit, branch or tag.
        batch_size: segments.
        device: ``cpu`` or ``cuda``.
        python: the interpreter of the other environment; by default ``JEMBATAN_LEARNED_PYTHON``.

    Raises:
        JembatanError: a library or the weights are missing, or the numbers of segments differ.

    Source: Zhang et al. 2020, arXiv:1904.09675.
    """
    lists = [[one] if isinstance(one, str) else list(one) for one in references]
    _check_counts(len(hypotheses), references=len(lists))
    if not all(lists):
        raise JembatanError(f"segment {lists.index([])} has an empty list of references; give one at least")
    counts = {len(one) for one in lists}
    answer = _ask(
        python,
        metric="bertscore",
        model=model,
        revision=revision,
        layer=layer,
        batch_size=batch_size,
        device=device,
        hypotheses=list(hypotheses),
        references=[one[0] for one in lists] if counts == {1} else lists,
    )
    nrefs = counts.pop() if len(counts) == 1 else "var"
    return BertScore(
        answer.score,
        answer.segments,
        _signature("bertscore", model, answer, f"layer:{answer.layer}", "idf:no", "rescaled:no", f"nrefs:{nrefs}"),
        answer.precision,
        answer.recall,
    )


def comet(
    sources: Sequence[str],
    hypotheses: Sequence[str],
    references: Sequence[str] | None = None,
    *,
    model: str,
    revision: str | None = None,
    batch_size: int = 16,
    device: str = "cpu",
    python: Path | None = None,
) -> LearnedScore:
    """COMET of segments.

    Args:
        sources: one for each hypothesis.
        hypotheses: at least one.
        references: one for each hypothesis; None for a model that needs none. Such a model does not read any.
        model: folder of a model (``hparams.yaml`` and ``checkpoints/model.ckpt``), or its name on the hub:
            ``Unbabel/wmt22-comet-da`` (Apache-2.0), or ``Unbabel/wmt22-cometkiwi-da``, which needs no references
            (CC-BY-NC-SA-4.0: not for commercial use; the hub asks you to log in and agree).
        revision, batch_size, device, python: as for ``bertscore``.

    Raises:
        JembatanError: a library, the weights or the references are missing, or the numbers of segments differ.

    Source: Rei et al. 2020, doi:10.18653/v1/2020.emnlp-main.213.
    """
    _check_counts(
        len(hypotheses), sources=len(sources), **({} if references is None else {"references": len(references)})
    )
    answer = _ask(
        python,
        metric="comet",
        model=model,
        revision=revision,
        batch_size=batch_size,
        device=device,
        sources=list(sources),
        hypotheses=list(hypotheses),
        references=None if references is None else list(references),
    )
    return LearnedScore(answer.score, answer.segments, _signature("comet", model, answer, f"nrefs:{answer.nrefs}"))


class _Answer(BaseModel):
    """What the worker found."""

    score: float
    segments: tuple[float, ...]
    sha256: str
    versions: dict[str, str]
    revision: str | None
    precision: tuple[float, ...] = ()
    recall: tuple[float, ...] = ()
    layer: int | None = None
    nrefs: int | None = None


def _check_counts(hypotheses: int, **columns: int) -> None:
    if not hypotheses:
        raise JembatanError("there is no segment to score")
    for name, count in columns.items():
        if count != hypotheses:
            raise JembatanError(f"{count} {name} for {hypotheses} hypotheses; give one for each")


def _ask(python: Path | None, **request: object) -> _Answer:
    """Have the worker score. What it prints is told only if it breaks: libraries are talkative."""
    interpreter = str(python or os.environ.get(PYTHON_VARIABLE, ""))
    if not interpreter:
        raise JembatanError(
            f"COMET and BERTScore run in a virtual environment of their own, and {PYTHON_VARIABLE} does not name its "
            f"Python; {_MAKE}"
        )
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "answer.json"
        try:
            # Isolated (-I): this folder's modules and PYTHONPATH are not the other environment's.
            ended = subprocess.run(
                [interpreter, "-I", str(_WORKER), str(written)],
                input=json.dumps(request),
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        except OSError as error:
            raise JembatanError(
                f"{interpreter} ({PYTHON_VARIABLE}) cannot be run: {error.strerror}; {_MAKE}"
            ) from error
        if ended.returncode or not written.is_file():
            last = "\n".join(ended.stderr.strip().splitlines()[-3:])
            raise JembatanError(f"{request['metric']} broke in {interpreter} (exit {ended.returncode}):\n{last}")
        found = json.loads(written.read_text(encoding="utf-8"))
    if "error" in found:
        raise JembatanError(found["error"])
    return _Answer.model_validate(found)


def _signature(metric: str, model: str, answer: _Answer, *settings: str) -> str:
    """A folder is told by its last name: its digest, of the files of weights, says what it holds."""
    name = Path(model).resolve().name if Path(model).is_dir() else model
    origin = [] if answer.revision is None else [f"revision:{answer.revision[:12]}"]
    versions = [f"{library}:{told}" for library, told in answer.versions.items()]
    return "|".join([metric, f"model:{name}", *origin, f"sha256:{answer.sha256[:12]}", *settings, *versions])
