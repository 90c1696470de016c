"""A glossary in memory: its entries, where they stand in a text, and which of their forms are written."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from jembatan.errors import GlossaryError
from jembatan.glossary import english, indonesian, phrases
from jembatan.glossary.entries import Entry, Hint, Match, Told
from jembatan.glossary.misprints import misprints


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entries in the order of their file. ``matches`` and ``told`` read one text; they are pure."""

    entries: tuple[Entry, ...] = ()
    _misprints: frozenset[str] = field(init=False, repr=False, compare=False)
    _indonesian: phrases.Index = field(init=False, repr=False, compare=False)
    _english: phrases.Index = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        every = [(entry, written) for entry in self.entries for written in entry.indonesian]
        misprinted = list(misprints(self.entries))
        every += misprinted
        forms = [(entry, written) for entry in self.entries for written in entry.accepted]
        object.__setattr__(self, "_misprints", frozenset(written for _, written in misprinted))
        object.__setattr__(self, "_indonesian", phrases.index(phrases.read(*one) for one in every))
        object.__setattr__(self, "_english", phrases.index(phrases.read(*one) for one in forms))

    @property
    def digest(self) -> str:
        """Of all that its entries say, in their order."""
        told = [[one.indonesian, one.english, one.also, one.kind, one.strictness] for one in self.entries]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def matches(self, source: str) -> tuple[Match, ...]:
        """The entries that an Indonesian text names, misprinted ones too, in its order, the longest at each place; none
        overlaps another."""
        found = indonesian.find(source, self._indonesian)
        return tuple(one for one in found if not self._misread(source, one))

    def _misread(self, source: str, match: Match) -> bool:
        """It would be a misprint, and is a name (Sakis, saksi) or part of another word (bersalah, beras)."""
        surface = source[match.start : match.end]
        whole = surface.islower() and not source[match.end : match.end + 1].isalpha()
        return surface.casefold() in self._misprints and not whole

    def told(self, text: str) -> tuple[Told, ...]:
        """The English forms that stand in an English text. A country inside the longer name of another country or place
        (Sudan in South Sudan) is not told."""
        found = english.find(text, self._english)
        longer = [one for one in found if one.entry.kind in ("country", "place")]
        return tuple(one for one in found if one.entry.kind != "country" or not _inside(one, longer))

    def hints(self, source: str, most: int, missed: Collection[str] | None = None) -> tuple[Hint, ...]:
        """The terms of a text for a prompt, in its order, each once and at most ``most``; where there are more, strict
        ones go before others, and names and terms before words. A term that English writes as it stands is left out.
        ``missed``: the forms that an earlier translation should have had. They go before all others, and words of
        several senses are told too, with a choice."""
        found: dict[str, tuple[Match, Hint]] = {}
        for match in self.matches(source):
            surface = source[match.start : match.end]
            told = match.entry.hinted or missed is not None
            if told and surface.casefold() != match.entry.form.casefold():
                found.setdefault(surface, (match, Hint(surface, match.entry.hint)))
        kept = sorted(found.values(), key=lambda one: _rank(one[0].entry, missed or ()))[: max(most, 0)]
        return tuple(hint for _, hint in sorted(kept, key=lambda one: one[0].start))

    def with_forms(self, chosen: Sequence[str]) -> Glossary:
        """The same glossary with other forms written: each chosen one instead of the first of its entry.

        Raises GlossaryError with all faults: a form that no entry has, two forms of one entry.
        """
        faults = [self._unknown(form) for form in chosen if not any(form in entry.english for entry in self.entries)]
        for entry in self.entries:
            both = [form for form in dict.fromkeys(chosen) if form in entry.english]
            if len(both) > 1:
                faults.append(f"  {' and '.join(both)} are forms of one entry ({entry.indonesian[0]}); choose one")
        if faults:
            raise GlossaryError(f"forms: {len(faults)} fault(s):\n" + "\n".join(faults))
        return Glossary(tuple(_choose(entry, chosen) for entry in self.entries))

    def _unknown(self, form: str) -> str:
        known = {one: entry for entry in reversed(self.entries) for one in entry.english}
        near = difflib.get_close_matches(form, known, n=1)
        if not near:
            return f"  the glossary has no form {form!r}; add it to the english column of its entry, or take it out"
        return f"  the glossary has no form {form!r}; accepted here: {' / '.join(known[near[0]].english)}"


def _rank(entry: Entry, missed: Collection[str]) -> tuple[bool, bool, bool]:
    return entry.form not in missed, entry.kind == "word", not entry.strict


def _inside(one: Told, longer: Sequence[Told]) -> bool:
    return any(
        other.entry is not one.entry
        and other.start <= one.start
        and one.end <= other.end
        and other.end - other.start > one.end - one.start
        for other in longer
    )


def _choose(entry: Entry, chosen: Sequence[str]) -> Entry:
    form = next((form for form in chosen if form in entry.english), entry.form)
    return replace(entry, english=(form, *(one for one in entry.english if one != form)))
