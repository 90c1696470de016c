"""All scores of one system's translations: published metrics, numbers and coverage, as a whole and by document."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from jembatan.quantities import NumberReport
from jembatan_eval import measures, number_survival, sacrebleu_metrics
from jembatan_eval.coverage import Coverage, coverage
from jembatan_eval.lines import Pair
from jembatan_eval.measures import Measured
from jembatan_eval.number_survival import NumberCounts
from jembatan_eval.resampling import Interval, interval


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric's score, unrounded (published metrics from 0 to 100, shares from 0 to 1), the signature under which it
    can be repeated, and its 95% interval, None where it was not asked for."""

    score: float
    signature: str
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What became of the numbers. ``by_sentence`` is the share of the sentences with numbers whose numbers all
    survived, None where there is none; ``errors`` are the others' indices, from 0."""

    counts: NumberCounts
    by_kind: Mapping[str, NumberCounts]
    with_numbers: int
    errors: tuple[int, ...]
    by_sentence: Metric | None


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One article's part. ``metrics`` are of its sentences that have a reference."""

    document: str
    segments: int
    metrics: Mapping[str, float]
    number_errors: int
    coverage_faults: int


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """One sentence, with sacreBLEU's sentence chrF++ (0 to 100; None without a reference) and what is wrong with it."""

    index: int
    pair: Pair
    chrf_pp: float | None
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one set of pairs. ``metrics`` is empty where no pair has a reference; ``numbers``, ``coverage`` and
    ``length_ratio`` (the median of English to Indonesian characters) are None where there is no source."""

    segments: int
    empty: int
    referenced: int
    metrics: Mapping[str, Metric]
    numbers: Numbers | None
    coverage: Coverage | None
    coverage_share: Metric | None
    length_ratio: float | None
    documents: tuple[DocumentScore, ...]
    sentences: tuple[SentenceScore, ...]


def score(pairs: Sequence[Pair], intervals: bool = False) -> Scores:
    """Score at least one pair. ``intervals`` resamples each score a thousand times. Raises JembatanError where
    sacreBLEU is needed and not installed."""
    sourced = all(pair.source is not None for pair in pairs)
    reports = number_survival.reports(number_survival.sentences(pairs)) if sourced else []
    covered = coverage(pairs) if sourced else None
    likeness = _Likeness(pairs)
    return Scores(
        segments=len(pairs),
        empty=sum(not pair.hypothesis.strip() for pair in pairs),
        referenced=len(likeness.rows),
        metrics={name: _metric(one, intervals) for name, one in likeness.measured.items()},
        numbers=_numbers(reports, intervals) if sourced else None,
        coverage=covered,
        coverage_share=_metric(measures.of_coverage(covered), intervals) if covered else None,
        length_ratio=_length_ratio(pairs) if sourced else None,
        documents=_documents(pairs, likeness, reports, covered),
        sentences=_sentences(pairs, likeness, reports, covered),
    )


def worst_first(sentences: Sequence[SentenceScore]) -> list[SentenceScore]:
    """Those with most faults first, and among their like those with the lowest chrF++."""
    return sorted(
        sentences, key=lambda one: (-len(one.faults), 100.0 if one.chrf_pp is None else one.chrf_pp, one.index)
    )


class _Likeness:
    """The published metrics of the pairs that have a reference, measured once: sentences' statistics add up, so that a
    document's score, or a sentence's chrF++, is that of its own rows."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        referenced = [(index, pair) for index, pair in enumerate(pairs) if pair.reference is not None]
        self.rows = {index: row for row, (index, _) in enumerate(referenced)}
        """The row of each pair, by its index among all."""
        self.measured = {
            name: measures.measure(name, [pair for _, pair in referenced])
            for name in sacrebleu_metrics.NAMES
            if referenced
        }

    def of(self, indices: Sequence[int]) -> dict[str, float]:
        """The scores of some of the pairs; nothing where none of them has a reference."""
        rows = [self.rows[index] for index in indices if index in self.rows]
        return {name: one.sample.of(rows) for name, one in self.measured.items() if rows}

    def chrf_pp(self, index: int) -> float | None:
        """A sentence's chrF++; None without a reference."""
        return self.measured["chrf++"].sample.of([self.rows[index]]) if index in self.rows else None


def _metric(measured: Measured, intervals: bool) -> Metric:
    signature = measures.resampled(measured.signature) if intervals else measured.signature
    return Metric(measured.sample.score, signature, interval(measured.sample) if intervals else None)


def _numbers(reports: Sequence[NumberReport], intervals: bool) -> Numbers:
    by_sentence = _metric(measures.of_numbers(reports), intervals)
    return Numbers(
        number_survival.counts(reports),
        number_survival.counts_by_kind(reports),
        sum(bool(report.matches) for report in reports),
        tuple(index for index, report in enumerate(reports) if not report.ok),
        None if math.isnan(by_sentence.score) else by_sentence,
    )


def _sentences(
    pairs: Sequence[Pair], likeness: _Likeness, reports: Sequence[NumberReport], covered: Coverage | None
) -> tuple[SentenceScore, ...]:
    uncovered: defaultdict[int, list[str]] = defaultdict(list)
    for fault in covered.faults if covered else ():
        uncovered[fault.index].append(f"{fault.kind}: {fault.explanation}")
    found = []
    for index, pair in enumerate(pairs):
        faults = uncovered[index]
        if reports:
            faults = faults + [match.explanation for match in reports[index].matches if match.verdict == "error"]
        found.append(SentenceScore(index, pair, likeness.chrf_pp(index), tuple(faults)))
    return tuple(found)


def _documents(
    pairs: Sequence[Pair],
    likeness: _Likeness,
    reports: Sequence[NumberReport],
    covered: Coverage | None,
) -> tuple[DocumentScore, ...]:
    """None for plain files, which have no documents."""
    faulty = {fault.index for fault in covered.faults} if covered else set()
    indices: dict[str, list[int]] = {}
    for index, pair in enumerate(pairs):
        if pair.document:
            indices.setdefault(pair.document, []).append(index)
    found = []
    for document, of in indices.items():
        found.append(
            DocumentScore(
                document,
                len(of),
                likeness.of(of),
                sum(bool(reports) and not reports[index].ok for index in of),
                sum(index in faulty for index in of),
            )
        )
    return tuple(found)


def _length_ratio(pairs: Sequence[Pair]) -> float | None:
    ratios = [len(pair.hypothesis) / len(pair.source) for pair in pairs if pair.source and pair.hypothesis.strip()]
    return median(ratios) if ratios else None
