"""Marian models were trained on text whose punctuation Moses had normalised; this does the same to their input."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sacremoses import MosesPunctNormalizer

_WHITE_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Straight quotes, plain dashes, ASCII full stops and single spaces, as OPUS-MT prepared its training text.

    Numbers keep their characters: Moses joins digits across a no-break space with a stop or comma of its own; that
    rule is off. White space of any kind becomes one space first, so that dropping control characters joins no words.
    Nothing else calls this: transformers' MarianTokenizer carries the normaliser but does not apply it.
    """
    return str(_normaliser().normalize(_WHITE_SPACE.sub(" ", text)))


@cache
def _normaliser() -> MosesPunctNormalizer:
    from sacremoses import MosesPunctNormalizer

    return MosesPunctNormalizer(
        lang="id",
        norm_quote_commas=False,
        norm_numbers=False,
        pre_replace_unicode_punct=True,
        post_remove_control_chars=True,
    )
