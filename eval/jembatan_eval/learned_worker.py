"""Scores segments by COMET or BERTScore. Runs in the virtual environment of ``eval/learned-requirements.txt``.

A script that knows nothing of Jembatan, for Jembatan cannot be installed there. It reads a request from
standard input and writes the answer to the file that it is told; both are JSON, and ``learned`` says what is in them.
What the libraries print is no part of the answer.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_HUB_FILES = ["*.json", "*.txt", "*.model"]


class _CannotScoreError(Exception):
    """The message says why; its reader is a user."""


def main(answer: str) -> None:
    """Write the answer to the request. A failure that a user can mend is an answer too: ``{"error": ...}``."""
    request = json.load(sys.stdin)
    try:
        found = {"bertscore": _bertscore, "comet": _comet}[request["metric"]](request)
    except _CannotScoreError as error:
        found = {"error": str(error)}
    Path(answer).write_text(json.dumps(found), encoding="utf-8")


def _bertscore(request: dict[str, Any]) -> dict[str, Any]:
    library = _library("bert_score", "bert-score")
    if int(version("transformers").split(".")[0]) >= 5:
        raise _CannotScoreError(
            f"bert-score needs transformers below 5; {sys.executable} has {version('transformers')}, "
            "with which RoBERTa's scores are not the published ones"
        )
    folder, revision = _folder(request, [*_HUB_FILES, "*.safetensors"])
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        folder, revision = _folder(request, [*_HUB_FILES, "pytorch_model*.bin"])
        weights = sorted(folder.glob("pytorch_model*.bin"))
    _need(weights and (folder / "config.json").is_file(), f"{folder} holds no config.json with *.safetensors or *.bin")
    kind = json.loads((folder / "config.json").read_text(encoding="utf-8"))["model_type"]
    _need(
        "t5" not in str(folder) or "t5" in kind,
        f"bert-score takes a path with 't5' in it for a T5 model; give {folder} another name",
    )
    layer = request["layer"]
    if layer is None:
        tuned = importlib.import_module("bert_score.utils").model2layers
        layer = tuned.get(request["model"], tuned.get(Path(request["model"]).name))
        _need(layer is not None, f"bert-score knows no best layer of {request['model']}; say which one to take")
    try:
        precision, recall, f1 = library.score(
            request["hypotheses"],
            request["references"],
            model_type=str(folder),
            num_layers=layer,
            idf=False,
            device=request["device"],
            batch_size=request["batch_size"],
        )
    except (OSError, AssertionError) as error:  # a file is missing, or the model has fewer layers
        raise _CannotScoreError(f"bert-score cannot use {folder}: {error}") from error
    return {
        "score": f1.mean().item(),
        "segments": f1.tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "layer": layer,
        "revision": revision,
        "sha256": _digest(weights),
        "versions": {"version": version("bert-score"), "transformers": version("transformers")},
    }


def _comet(request: dict[str, Any]) -> dict[str, Any]:
    library = _library("comet", "unbabel-comet")
    folder, revision = _folder(request, None)
    weights = folder / "checkpoints" / "model.ckpt"
    _need(
        weights.is_file() and (folder / "hparams.yaml").is_file(),
        f"{folder} holds no hparams.yaml with checkpoints/model.ckpt",
    )
    try:
        model = library.load_from_checkpoint(str(weights))
    except OSError as error:
        raise _CannotScoreError(
            f"COMET cannot load {folder}: {error}\nIt takes config and tokenizer of `pretrained_model` in hparams.yaml "
            "(xlm-roberta-large, as a rule) from the hub's cache or the hub; a folder may be named there instead"
        ) from error
    columns = {"src": request["sources"], "mt": request["hypotheses"]}
    if request["references"] is not None and type(model).__name__ != "ReferencelessRegression":
        columns["ref"] = request["references"]
    _need("ref" in columns or not model.requires_references(), f"{request['model']} needs references")
    on_gpu = request["device"] != "cpu"
    found = model.predict(
        [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)],
        batch_size=request["batch_size"],
        gpus=int(on_gpu),
        accelerator="auto" if on_gpu else "cpu",
        progress_bar=False,
    )
    return {
        "score": float(found.system_score),
        "segments": [float(score) for score in found.scores],
        "nrefs": int("ref" in columns),
        "revision": revision,
        "sha256": _digest([weights]),
        "versions": {"version": version("unbabel-comet"), "transformers": version("transformers")},
    }


def _library(module: str, distribution: str) -> Any:
    try:
        version(distribution)
        return importlib.import_module(module)
    except (PackageNotFoundError, ImportError) as error:
        raise _CannotScoreError(
            f"{sys.executable} cannot import {module} ({error}); run: "
            f"{sys.executable} -m pip install -r eval/learned-requirements.txt"
        ) from error


def _folder(request: dict[str, Any], patterns: list[str] | None) -> tuple[Path, str | None]:
    """The model's folder, and its commit if it is a hub's. A hub that does not answer is no matter for cached files."""
    here = Path(request["model"])
    if here.is_dir():
        return here.resolve(), None
    hub = importlib.import_module("huggingface_hub")
    try:
        there = hub.snapshot_download(request["model"], revision=request["revision"], allow_patterns=patterns)
    except (OSError, ValueError) as error:
        told = str(error).strip().splitlines() or [type(error).__name__]
        raise _CannotScoreError(
            f"no folder {request['model']}, and no such model can be had from the hub or its cache: {told[0]}\n"
            "Fetch it where there is a network, and give the path of its folder"
        ) from error
    return Path(there), Path(there).name


def _need(there: object, message: str) -> None:
    if not there:
        raise _CannotScoreError(message)


def _digest(paths: Sequence[Path]) -> str:
    """Of the bytes of all files, in order."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1])
