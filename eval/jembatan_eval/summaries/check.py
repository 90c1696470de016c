"""What can be said of one summary without a reference: its length, what is new in its wording, and its faults.

An invented figure or name is a fault, and so is a name in the place of another; a summary with a fault fails. Figures
are looked for in the English text that the summary was made from, by the check that the night itself uses; names in
that text and in the Indonesian source. A figure that the translation got wrong is no fault of the summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jembatan.errors import InputError
from jembatan.names.swaps import ArticleSentences
from jembatan.names.unsupported import NameEvidence, unsupported_names
from jembatan.numbers import Figures
from jembatan.publish.schema import ArticleRecord
from jembatan.quantities import NumberMatch
from jembatan_eval.bundle import english

FaultKind = Literal["number", "name"]

NGRAMS = (1, 2, 3, 4)

_WORD = re.compile(r"\w+(?:['.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class SummaryFault:
    """Something in a summary that its article does not say. ``sentence`` counts from 1; ``surface`` is as written;
    ``explanation`` is a sentence for an editor."""

    article: str
    sentence: int
    kind: FaultKind
    surface: str
    explanation: str


@dataclass(frozen=True, slots=True)
class SummaryText:
    """A summary and what it was made from. ``english`` and ``source`` are parallel, a segment each; a segment without
    English is empty there, and ``source`` is empty where nobody has it. ``published`` settles numeric dates."""

    article: str
    summary: tuple[str, ...]
    english: tuple[str, ...]
    source: tuple[str, ...] = ()
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Novelty:
    """The n-grams of a summary that stand nowhere in the English article. Every occurrence counts; words are
    lower-cased, and an n-gram lies within one sentence."""

    n: int
    novel: int
    ngrams: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where no sentence has n words."""
        return self.novel / self.ngrams if self.ngrams else None


@dataclass(frozen=True, slots=True)
class SummaryCheck:
    """One summary against its article. ``words`` and ``article_words`` are parted by white space; ``numbers`` counts
    the summary's numbers, and ``supported`` those that stand in the article."""

    article: str
    sentences: int
    words: int
    article_words: int
    novelty: tuple[Novelty, ...]
    numbers: int
    supported: int
    faults: tuple[SummaryFault, ...]

    @property
    def ok(self) -> bool:
        """There is a summary, and it invents nothing."""
        return self.sentences > 0 and not self.faults

    @property
    def compression(self) -> float | None:
        """Words of the summary for each word of the English article; None where the article has none."""
        return self.words / self.article_words if self.article_words else None

    @property
    def number_survival(self) -> float | None:
        """The share of the summary's numbers that the article bears out, from 0 to 1; None where it has none."""
        return self.supported / self.numbers if self.numbers else None


def of_record(record: ArticleRecord) -> SummaryText:
    """The summary of a bundle's article and the text that the night made it from.

    Raises InputError where the date of publication is none.
    """
    texts = [(english(segment), segment["source"]) for segment in record["segments"]]
    try:
        published = date.fromisoformat(record["published"]) if record["published"] else None
    except ValueError as error:
        raise InputError(f"{record['id']}: published: {error}; publish the night again") from error
    return SummaryText(
        record["id"],
        tuple(sentence["text"] for sentence in record["summary"]),
        tuple(text or "" for text, _ in texts),
        tuple(source for _, source in texts),
        published,
    )


class Evidence:
    """What an article says, for checking sentences against it."""

    def __init__(self, text: SummaryText) -> None:
        self._text = text
        self._english = "\n".join(segment for segment in text.english if segment)
        self._figures = Figures(self._english, text.published)
        self._names = NameEvidence(self._english, "\n".join(text.source))
        self._sentences = ArticleSentences(text.english, text.source)

    def numbers(self, sentence: str) -> tuple[NumberMatch, ...]:
        """The numbers of one sentence, each with what became of it."""
        matches = self._figures.report(self._text.article, sentence).matches
        return tuple(match for match in matches if not match.excused)

    def faults_of(self, kind: FaultKind, place: int, sentence: str) -> tuple[SummaryFault, ...]:
        """The faults of one kind in the sentence at ``place``, from 1."""
        if kind == "number":
            return self.wrong(place, self.numbers(sentence))
        unknown = unsupported_names(sentence, self._names)
        exchanged = self._sentences.swapped(sentence)
        apart = [one for one in exchanged if not any(one.start < two.end and two.start < one.end for two in unknown)]
        return tuple(
            SummaryFault(self._text.article, place, "name", name.surface, name.explanation)
            for name in (*unknown, *apart)
        )

    def wrong(self, place: int, numbers: Sequence[NumberMatch]) -> tuple[SummaryFault, ...]:
        """The faults among the numbers of the sentence at ``place``, as ``numbers`` gave them."""
        return tuple(
            SummaryFault(self._text.article, place, "number", match.target.surface, match.explanation)
            for match in numbers
            if match.target is not None and match.verdict == "error"
        )

    def faults(self, place: int, sentence: str) -> tuple[SummaryFault, ...]:
        """All faults in the sentence at ``place``, the numbers first."""
        return self.faults_of("number", place, sentence) + self.faults_of("name", place, sentence)


def check(text: SummaryText) -> SummaryCheck:
    """Measure one summary; an empty one measures nothing."""
    evidence = Evidence(text)
    faults: list[SummaryFault] = []
    numbers = supported = 0
    for place, sentence in enumerate(text.summary, 1):
        found = evidence.numbers(sentence)
        numbers += len(found)
        supported += sum(match.verdict != "error" for match in found)
        faults += (*evidence.wrong(place, found), *evidence.faults_of("name", place, sentence))
    return SummaryCheck(
        text.article,
        len(text.summary),
        sum(len(sentence.split()) for sentence in text.summary),
        sum(len(line.split()) for line in text.english),
        tuple(novelty(text.summary, text.english, n) for n in NGRAMS),
        numbers,
        supported,
        tuple(faults),
    )


def novelty(summary: Sequence[str], article: Sequence[str], n: int) -> Novelty:
    """How many of the n-grams of the summary's sentences are in no sentence of the article."""
    known = {gram for sentence in article for gram in _ngrams(sentence, n)}
    grams = [gram for sentence in summary for gram in _ngrams(sentence, n)]
    return Novelty(n, sum(gram not in known for gram in grams), len(grams))


def _ngrams(sentence: str, n: int) -> Iterator[tuple[str, ...]]:
    # One apostrophe for both signs: a quotation mark set another way is no new word.
    words = _WORD.findall(sentence.casefold().replace("’", "'"))
    return (tuple(words[at : at + n]) for at in range(len(words) - n + 1))
