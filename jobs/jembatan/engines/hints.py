"""What a prompt says of the terms in a sentence, by the glossary."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from jembatan.config import Decoding, ModelKind
from jembatan.engines import prompts
from jembatan.engines.protocol import Hints, no_hints
from jembatan.glossary.glossary import Glossary

MOST = 4
"""Terms a sentence: small models copy a long list into what they write."""

MOST_AGAIN = 6
"""The same where a sentence did not come out well at first."""


def hints_of(
    glossary: Glossary | None, settings: Decoding, kind: ModelKind, missed: Mapping[str, Collection[str]] | None = None
) -> Hints:
    """The hints that an engine of this kind reads: a causal model's whose prompt has a place for them. ``missed``: it
    is asked once more, and is told more, first the terms whose forms are here under the sentence; the mapping is read
    when the sentence is asked for."""
    if glossary is None or kind != "causal" or not prompts.load(settings.prompt).ask_hinted:
        return no_hints
    most = MOST if missed is None else MOST_AGAIN

    def hints(sentence: str) -> str:
        wanted = glossary.hints(sentence, most, None if missed is None else missed.get(sentence, ()))
        return "; ".join(f"{hint.indonesian} = {hint.english}" for hint in wanted)

    return hints
