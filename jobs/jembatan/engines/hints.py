"""What a prompt says of the terms in a sentence, by the glossary."""

from __future__ import annotations

from jembatan.config import Decoding, ModelKind
from jembatan.engines import prompts
from jembatan.engines.protocol import Hints, no_hints
from jembatan.glossary.glossary import Glossary

MOST = 4
"""Terms a sentence: small models copy a long list into what they write."""

MOST_AGAIN = 6
"""The same where a sentence did not come out well at first."""


def hints_of(glossary: Glossary | None, settings: Decoding, kind: ModelKind, again: bool = False) -> Hints:
    """The hints that an engine of this kind reads: a causal model's whose prompt has a place for them. ``again``: it is
    asked once more, and is told more, the words with several senses too."""
    if glossary is None or kind != "causal" or not prompts.load(settings.prompt).ask_hinted:
        return no_hints
    most = MOST_AGAIN if again else MOST
    return lambda sentence: "; ".join(
        f"{hint.indonesian} = {hint.english}" for hint in glossary.hints(sentence, most, again)
    )
