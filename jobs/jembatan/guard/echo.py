"""Source text that was copied instead of translated."""

from __future__ import annotations

from collections.abc import Iterator

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, Fault, finding, shown
from jembatan.guard.lexicon import is_indonesian
from jembatan.guard.tables import words
from jembatan.records import Finding

_SHARE = 0.3
"""Of the words: Indonesian ones from the source. A quoted saying or a title in a translated sentence stays below."""

_RUN, _KNOWN_IN_RUN = 3, 2
"""Words in a row copied from the source, and how many of them must be known as Indonesian."""


def echo_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether source words stand untranslated. The score falls with their share."""
    return finding("echo", echo(source, hypothesis))


def echo(source: str, hypothesis: str) -> Fault | None:
    """Whether source words stand untranslated in a hypothesis. Names, loans and English homographs count for nothing;
    what counts is Indonesian function words, words of the lexicon and Indonesian forms, in lower case."""
    made = WORD.findall(hypothesis)
    given = [word.lower() for word in WORD.findall(source)]
    if not made or not given:
        return None
    whole = [word.lower() for word in made] == given
    kept = set(given)
    known = [
        word.lower() in kept
        and (word.islower() or whole or (place == 0 and len(made) > 1))
        and is_indonesian(word.lower())
        for place, word in enumerate(made)
    ]
    if whole and any(known) and not _english(made):
        return Fault("echoed", 1.0, "It is the source, word for word, and not a translation.")
    share = sum(known) / len(made)
    if share >= _SHARE and (sum(known) >= 3 or (sum(known) == 2 and not _english(made))):
        return Fault(
            "echoed", min(1.0, 0.4 + share), f"{sum(known)} of its {len(made)} words are Indonesian, as in the source."
        )
    longest = max(_runs(made, given, known), key=len, default=[])
    if longest:
        return Fault(
            "echoed",
            min(1.0, 0.5 + len(longest) / len(made)),
            f"It keeps {shown(' '.join(longest))} of the source untranslated.",
        )
    return None


def _english(made: list[str]) -> bool:
    function = sum(word.lower() in words("english") and word.lower() not in words("indonesian") for word in made)
    return function > len(made) / 4


def _runs(made: list[str], given: list[str], known: list[bool]) -> Iterator[list[str]]:
    """Runs of copied words in the order of the source, with enough words among them that are Indonesian."""
    line = f" {' '.join(given)} "
    start = 0
    while start < len(made):
        end = start
        while end < len(made) and f" {' '.join(made[start : end + 1]).lower()} " in line:
            end += 1
        if end - start >= _RUN and sum(known[start:end]) >= _KNOWN_IN_RUN:
            yield made[start:end]
        start = max(end, start + 1)
