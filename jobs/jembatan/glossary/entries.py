"""What a glossary holds, and how an entry is found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["country", "people", "place", "office", "rank", "agency", "abbreviation", "phrase", "word", "person"]
"""What an entry names. Countries inside longer names are not told by them; only persons and places are respelt; the
English of a word is found inflected as verbs are, too."""

Strictness = Literal["strict", "check", "prefer"]
"""``strict``: a hint, and one of the English forms must come through. ``check``: one must, and it is a hint only where
a sentence is asked for again: the first form would often be wrong. ``prefer``: a hint, never a fault."""

_CHOICE = 3
"""Forms that a prompt names of a word whose English depends on the sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: its Indonesian phrases and its English forms, of which the first is the one to write. What is ``also``
    right is never written: an adjective, a word that may stand for it."""

    indonesian: tuple[str, ...]
    english: tuple[str, ...]
    kind: Kind
    strictness: Strictness
    also: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        """The English form to write."""
        return self.english[0]

    @property
    def hint(self) -> str:
        """What a prompt says: the form to write, or a choice of forms where it depends on the sentence."""
        return self.form if self.hinted else " / ".join(self.english[:_CHOICE])

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every form that is right."""
        return self.english + self.also

    @property
    def strict(self) -> bool:
        """Whether a translation without any of the forms is at fault."""
        return self.strictness != "prefer"

    @property
    def hinted(self) -> bool:
        """Whether a first prompt may name its English."""
        return self.strictness != "check"


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that stands at ``start:end`` of an Indonesian text."""

    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """The English ``form`` of an entry that stands at ``start:end`` of an English text, possessive apart."""

    entry: Entry
    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hint:
    """For a prompt: how a term stands in the Indonesian, and its English form."""

    indonesian: str
    english: str
