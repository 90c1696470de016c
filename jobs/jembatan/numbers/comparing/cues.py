"""The regular expressions of ``data/cues.tsv``: what words around numbers tell."""

from __future__ import annotations

import re
from functools import cache

from jembatan.numbers.reading.lexicon import rows


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern of this name; case is ignored. Raises KeyError for a name that the table does not have."""
    return _cues()[name]


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {row[0]: re.compile(row[1], re.IGNORECASE) for row in rows("cues.tsv")}
