"""Tiny real models that know the seeds by heart: a Marian, an NLLB-architecture model and a BART-class summariser.

Each is trained once, from seeded random weights and ``eval/references/seeds.jsonl`` alone, until it is sure of every
token of every reference. It is saved as a hub folder is (safetensors, tokenizer, configs), so that adapters and
conversion take it as any other model. The folders are kept under ``.cache/tiny-models/<digest>/``. The digest covers
these scripts, the references and the libraries: what is there is never stale, and a change trains anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from filelock import FileLock

import tiny_training
from jembatan.engines import punctuation

ROOT = Path(__file__).resolve().parent.parent
REFERENCES = ROOT / "eval" / "references" / "seeds.jsonl"
LIBRARIES = ("torch", "transformers", "tokenizers", "sentencepiece")
UNSURE_EPOCHS = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment of a seed and its reference translation."""

    article: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class BriefSummary:
    """The English reference text of a seed, as the summariser is given it, and the summary it has learnt."""

    article: str
    source: str
    target: str


def summary_source(sentences: Sequence[str]) -> str:
    """What a summariser is given for an article: its English segments, title first, one a line."""
    return "\n".join(sentences)


def summary_target(headline: str, sentences: Sequence[str]) -> str:
    """What the tiny summariser answers: the headline as a sentence, then the sentences of the brief."""
    return " ".join([f"{headline}.", *sentences])


def pairs() -> list[Pair]:
    """Every segment of the seeds, in order."""
    return [
        Pair(record["article"], record["source"], record["target"])
        for record in _references()
        if record["type"] == "segment"
    ]


def summaries() -> list[BriefSummary]:
    """The brief summary of every seed."""
    english: dict[str, list[str]] = {}
    for pair in pairs():
        english.setdefault(pair.article, []).append(pair.target)
    return [
        BriefSummary(
            record["article"],
            summary_source(english[record["article"]]),
            summary_target(record["headline"], record["sentences"]),
        )
        for record in _references()
        if record["type"] == "summary" and record["style"] == "brief"
    ]


def marian() -> Path:
    """A Marian of two SentencePiece models and a joint vocabulary that knows every pair."""
    return _cached("marian", lambda folder: tiny_training.make_marian(folder, pairs()))


def nllb() -> Path:
    """An M2M100 with NLLB's tokenizer and language codes that knows every pair (ind_Latn to eng_Latn)."""
    return _cached("nllb", lambda folder: tiny_training.make_nllb(folder, pairs()))


def summariser() -> Path:
    """A BART that knows every brief summary by its article's English reference text."""
    return _cached("summariser", lambda folder: tiny_training.make_summariser(folder, summaries()))


def unsure_marian() -> Path:
    """A Marian taken out of training early: on sentences it has not seen its outputs end, and are full of near-ties."""
    return _cached("unsure-marian", lambda folder: tiny_training.make_marian(folder, pairs(), UNSURE_EPOCHS))


def _references() -> list[dict[str, Any]]:
    return [json.loads(line) for line in REFERENCES.read_text(encoding="utf-8").splitlines()]


def _cached(name: str, make: Callable[[Path], None]) -> Path:
    digest = hashlib.sha256()
    for path in (Path(__file__), Path(tiny_training.__file__), REFERENCES, Path(punctuation.__file__)):
        digest.update(path.read_bytes())
    digest.update(repr([version(library) for library in LIBRARIES]).encode())
    folder = ROOT / ".cache" / "tiny-models" / digest.hexdigest()[:16] / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f".{name}.lock")):  # tests run side by side, and each model is trained once
        if not folder.is_dir():
            scratch = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder.parent))
            try:
                make(scratch)
                scratch.rename(folder)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
    return folder
