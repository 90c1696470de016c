"""What is doubtful in a file of references, all at once: for whoever adds to it, and before a score is believed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jembatan.errors import InputError
from jembatan.numbers import compare
from jembatan_eval.coverage import coverage
from jembatan_eval.lines import Pair, read_text
from jembatan_eval.references.file import Correction, Numbered, Segment, Summary, plain, read_entries, references
from jembatan_eval.references.summaries import summary_references
from jembatan_eval.summaries.check import SummaryText
from jembatan_eval.summaries.check import check as check_summary


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at. ``line`` counts from 1; 0 is the file as a whole."""

    line: int
    article: str
    text: str


def check(path: Path, articles: Path | None = None) -> list[Doubt]:
    """All doubts about a references file, by line. ``articles`` is a folder of ``<article>.txt``, in which the sources
    must stand, in their order. Raises InputError for a file that cannot be read as one."""
    entries = read_entries(path)
    by_article: defaultdict[str, list[Numbered]] = defaultdict(list)
    for numbered in entries:
        by_article[numbered.entry.article].append(numbered)
    doubts: list[Doubt] = []
    for article, of in by_article.items():
        segments = [(one.line, one.entry) for one in of if isinstance(one.entry, Segment)]
        doubts += _order(article, segments)
        doubts += _texts(article, of)
        if articles is not None and segments:
            doubts += _sources(article, segments, articles / f"{article}.txt")
        doubts += _summaries(article, of)
    try:
        summary_references(path, entries)
    except InputError as error:
        doubts.append(Doubt(0, "", str(error)))
    return sorted(doubts, key=lambda doubt: doubt.line)


def _order(article: str, segments: Sequence[tuple[int, Segment]]) -> Iterator[Doubt]:
    numbered = [(line, segment.n) for line, segment in segments if segment.n is not None]
    for wanted, (line, n) in enumerate(numbered):
        if n != wanted:
            yield Doubt(line, article, f"this is segment {n}, and {wanted} was to come")
            return


def _texts(article: str, entries: Sequence[Numbered]) -> Iterator[Doubt]:
    """Numbers, and whatever the coverage checks see, of every translation."""
    translated = [(of.line, of.entry) for of in entries if isinstance(of.entry, Segment | Correction)]
    pairs = [Pair(one.target, None, one.source, None, article, str(line)) for line, one in translated]
    for line, one in translated:
        for match in compare("", one.source, one.target).matches:
            if match.verdict == "error":
                yield Doubt(line, article, match.explanation)
    for fault in coverage(pairs).faults:
        yield Doubt(translated[fault.index][0], article, f"{fault.kind}: {fault.explanation}")
    opened = Counter(sign for _, one in translated for sign in one.target if sign in "“”")
    if opened["“"] != opened["”"]:
        yield Doubt(translated[0][0], article, f"{opened['“']} quotation marks open and {opened['”']} close")


def _sources(article: str, segments: Sequence[tuple[int, Segment]], path: Path) -> Iterator[Doubt]:
    try:
        text = plain(read_text(path))
    except InputError as error:
        yield Doubt(segments[0][0], article, str(error))
        return
    start = 0
    for line, segment in segments:
        found = text.find(plain(segment.source), start)
        if found < 0:
            yield Doubt(line, article, f"its source does not stand in {path.name}, or not in this order")
        else:
            start = found + len(plain(segment.source))


def _summaries(article: str, entries: Sequence[Numbered]) -> Iterator[Doubt]:
    """Figures and names of the reference summaries that the reference translation does not have."""
    translated = references(entries)
    if not translated:
        return
    english, source = tuple(one.target for one in translated), tuple(one.source for one in translated)
    for numbered in entries:
        if isinstance(numbered.entry, Summary):
            said = (numbered.entry.headline, *numbered.entry.sentences)
            for fault in check_summary(SummaryText(article, said, english, source)).faults:
                place = f"sentence {fault.sentence - 1}" if fault.sentence > 1 else "headline"
                yield Doubt(numbered.line, article, f"{place}: {fault.explanation}")
