"""What a prompt says of the terms in a sentence, by the glossary."""

from __future__ import annotations

from jembatan.config import Decoding, ModelKind
from jembatan.engines import prompts
from jembatan.engines.protocol import Hints, no_hints
from jembatan.glossary.glossary import Glossary

MOST = 4
"""Terms a sentence: small models copy a long list into what they write."""


def hints_of(glossary: Glossary | None, settings: Decoding, kind: ModelKind) -> Hints:
    """The hints that an engine of this kind reads: a causal model's whose prompt has a place for them."""
    if glossary is None or kind != "causal" or not prompts.load(settings.prompt).ask_hinted:
        return no_hints
    return lambda sentence: "; ".join(f"{hint.indonesian} = {hint.english}" for hint in glossary.hints(sentence, MOST))
