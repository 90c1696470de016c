"""Terms with two neighbouring letters exchanged, as in hurried articles: what a model does not know it invents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jembatan.glossary.entries import Entry

_LEAST = 5
"""Letters from which on an exchange seldom gives another word."""

_WORDS = frozenset(["bukit", "tiup", "ditiup", "meniup", "tertiup", "tuang"])
"""Words of their own (hill, blow, pour), by the news that the glossary was tried on."""


def misprints(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each strict entry's words of one word and small letters with two neighbours exchanged (teaws for tewas), but for
    those that are words themselves."""
    known = _WORDS.union(written for entry in entries for written in entry.indonesian)
    for entry in entries:
        for written in entry.indonesian if entry.strict else ():
            if len(written) >= _LEAST and written.isalpha() and written.islower():
                pairs = range(len(written) - 1)
                exchanged = {written[:at] + written[at + 1] + written[at] + written[at + 2 :] for at in pairs}
                yield from ((entry, misprint) for misprint in sorted(exchanged - known))
