"""Who an engine is, told without loading it: from the lock and from the installed libraries' metadata."""

from __future__ import annotations

from importlib.metadata import version

from jembatan.config import Decoding, ModelKind
from jembatan.engines import prompts
from jembatan.engines.protocol import EngineIdentity
from jembatan.models.lock import LockedModel

# The libraries whose version can change an output, per runtime: tokenising is transformers' on both.
_LIBRARIES = {
    "ctranslate2": ("ctranslate2", "transformers", "tokenizers"),
    "transformers": ("torch", "transformers", "tokenizers"),
}
# Kinds whose tokenisers use more than the rest.
_KIND_LIBRARIES = {"marian": ("sentencepiece", "sacremoses")}


def identity(model: LockedModel) -> EngineIdentity:
    """The identity of the engine that ``model`` makes. Imports neither torch nor transformers nor ctranslate2."""
    if model.kind == "fake":
        return EngineIdentity(kind="fake", model=model.name, runtime="fake", precision="none", weights="")
    libraries = _LIBRARIES[model.runtime] + _KIND_LIBRARIES.get(model.kind, ())
    return EngineIdentity(
        kind=model.kind,
        model=model.name,
        runtime=model.runtime,
        precision=model.precision,
        weights=model.weights,
        revision=model.revision,
        libraries={library: version(library) for library in sorted(libraries)},
    )


def semantic_settings(settings: Decoding, kind: ModelKind) -> dict[str, object]:
    """The settings that can change this kind of engine's output, as plain data for a key.

    Candidates, runtime and precision are left out: the identity says which model, runtime and precision it came to.
    """
    # A summary of too many sentences is stored whole and shortened when it is published.
    left_out = {"candidates", "runtime", "precision", "max_sentences"}
    left_out |= {"beam_size"} if kind == "causal" else {"causal_beam_size", "prompt"}
    if kind != "nllb":
        left_out |= {"source_language", "target_language"}
    kept = settings.model_dump(mode="json", exclude=left_out)
    if kind == "causal":
        kept["prompt"] = prompts.load(settings.prompt).digest
    return kept
