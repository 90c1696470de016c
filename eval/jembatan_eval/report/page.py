"""What the report shows, as one HTML page that stands alone: no script, nothing loaded from elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from jembatan.publish import templating
from jembatan_eval.baselines import Provenance
from jembatan_eval.compare import Comparison, Duel, System, Table, keys
from jembatan_eval.coverage import CoverageFault
from jembatan_eval.evaluation import Evaluation
from jembatan_eval.lines import Pair
from jembatan_eval.number_survival import NumberCounts
from jembatan_eval.report import plots, score_table, side_by_side, significance, summary_table, wording
from jembatan_eval.report.length_ratios import LengthRatios, length_ratios
from jembatan_eval.score import DocumentScore

_LIBRARIES = ("jembatan", "sacrebleu", "numpy", "matplotlib")


@dataclass(frozen=True, slots=True)
class Entry:
    """One system or night: its evaluation, with intervals, and what it was made from."""

    name: str
    evaluation: Evaluation
    origin: Provenance


class _Kind(NamedTuple):
    name: str
    counts: NumberCounts


class _Fault(NamedTuple):
    pair: Pair
    explanation: str


@dataclass(frozen=True, slots=True)
class _FaultKind:
    """A kind of fault of coverage: how many there are, and the first of them."""

    name: str
    count: int
    shown: tuple[_Fault, ...]


class _Document(NamedTuple):
    """``before``: the same article the night before, if it was there."""

    score: DocumentScore
    before: DocumentScore | None


class _Row(NamedTuple):
    """Two systems under a measure, as shown."""

    one: str
    other: str
    difference: str
    within: str
    p: str
    verdict: str
    significant: bool


class _Table(NamedTuple):
    label: str
    sentences: int
    signature: str
    significant: int
    rows: tuple[_Row, ...]


def render(entries: Sequence[Entry], title: str = "", worst: int = 20) -> str:
    """The page of one entry or more, nights in the order of time. The last is looked at closely, beside the one before.

    ``worst`` limits every list of sentences. Names must be apart. Raises ValueError where there is no entry, and
    JembatanError where matplotlib is needed and not installed.
    """
    if not entries:
        raise ValueError("a report needs at least one entry")
    last, before = entries[-1], entries[-2] if len(entries) > 1 else None
    nights = all(entry.evaluation.alignment is not None for entry in entries)
    named = [(entry.name, entry.evaluation) for entry in entries]
    compared = significance.compared([_system(entry) for entry in entries])
    columns = score_table.columns(named)
    scores = last.evaluation.scores
    ratios = length_ratios([one.pair for one in scores.sentences])
    kinds = _kinds(last.evaluation)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=title or _title(entries, nights),
            nights=nights,
            entries=entries,
            last=last,
            before=before,
            opening=_opening(entries, compared, nights),
            columns=columns,
            rows=score_table.rows(named, columns),
            plots=score_table.drawn(named, columns, nights),
            numbers=scores.numbers,
            kinds=kinds,
            number_plot=_number_plot(last.name, kinds),
            ratios=ratios,
            outliers=ratios.outliers[:worst] if ratios else (),
            ratio_plot=_ratio_plot(last.name, ratios) if ratios else "",
            coverage=scores.coverage,
            faults=_faults(last.evaluation, worst),
            documents=_documents(last, before),
            comparison=compared,
            tables=[_shown(table) for table in compared.tables] if compared else [],
            worst=side_by_side.worst(
                scores.sentences,
                before.evaluation.scores.sentences if before else (),
                wording.called(before.name, nights) if before else "",
                nights,
                worst,
            ),
            summaries=summary_table.told(last.evaluation.summaries) if last.evaluation.summaries else None,
            versions=_versions(),
        )
    )


def _opening(entries: Sequence[Entry], compared: Comparison | None, nights: bool) -> list[str]:
    last = entries[-1]
    told = [wording.scored(last.name, last.evaluation, nights)]
    if len(entries) == 1:
        return told
    before = entries[-2]
    if not nights:
        told.insert(0, wording.best([(entry.name, entry.evaluation) for entry in entries], compared))
    here, there = _outputs(last), _outputs(before)
    shared = here.keys() & there.keys()
    changed = sum(here[key] != there[key] for key in shared)
    # Two have more sentences in common than all.
    two = compared if len(entries) == 2 else significance.compared([_system(before), _system(last)])
    return [
        *filter(None, told),
        " ".join(wording.against(last.name, before.name, two, nights, changed, len(shared))),
    ]


def _outputs(entry: Entry) -> dict[object, str]:
    pairs = [one.pair for one in entry.evaluation.scores.sentences]
    return dict(zip(keys(pairs), (pair.hypothesis for pair in pairs), strict=True))


def _system(entry: Entry) -> System:
    return System(entry.name, tuple(one.pair for one in entry.evaluation.scores.sentences))


def _title(entries: Sequence[Entry], nights: bool) -> str:
    names = [templating.iso_day(entry.name) if nights else entry.name for entry in entries]
    if len(names) == 1:
        return f"Evaluation of {names[0]}"
    if nights:
        return f"Evaluation of {len(names)} nights, {names[0]} to {names[-1]}"
    return f"Evaluation of {len(names)} systems"


def _kinds(evaluation: Evaluation) -> list[_Kind]:
    numbers = evaluation.scores.numbers
    return [_Kind(kind, counts) for kind, counts in numbers.by_kind.items()] if numbers else []


def _number_plot(name: str, kinds: Sequence[_Kind]) -> Markup | str:
    bars = [plots.Bar(kind, tuple(getattr(of, status) for status in plots.STACKED)) for kind, of in kinds]
    bars = [bar for bar in bars if any(bar.counts)]
    if not bars:
        return ""
    return plots.number_bars("plot-kinds", f"What became of the numbers of {name}, by kind; the table has them", bars)


def _ratio_plot(name: str, found: LengthRatios) -> Markup:
    said = f"Ratios of English to Indonesian characters of {name}: median {found.median:.2f}"
    return plots.length_histogram("plot-lengths", said, found.all, found.references)


def _faults(evaluation: Evaluation, limit: int) -> list[_FaultKind]:
    scores = evaluation.scores
    kinds: dict[str, list[CoverageFault]] = {}
    for fault in scores.coverage.faults if scores.coverage else ():
        kinds.setdefault(fault.kind, []).append(fault)
    counts = Counter({kind: len(found) for kind, found in kinds.items()})
    return [
        _FaultKind(
            kind,
            count,
            tuple(
                _Fault(scores.sentences[fault.index].pair, fault.explanation)
                for fault in sorted(kinds[kind], key=lambda fault: (-fault.score, fault.index))[:limit]
            ),
        )
        for kind, count in counts.most_common()
    ]


def _documents(last: Entry, before: Entry | None) -> list[_Document]:
    former = {one.document: one for one in before.evaluation.scores.documents} if before else {}
    return [_Document(one, former.get(one.document)) for one in last.evaluation.scores.documents]


def _shown(table: Table) -> _Table:
    rows = tuple(_row(duel, table.measure) for duel in table.duels)
    significant = sum(row.significant for row in rows)
    return _Table(score_table.LABELS[table.measure], table.sentences, table.signature, significant, rows)


def _row(duel: Duel, measure: str) -> _Row:
    found, by = duel.difference, score_table.times(measure)
    if found is None:
        return _Row(duel.one, duel.other, "–", "–", "–", "cannot be compared", False)
    return _Row(
        duel.one,
        duel.other,
        _signed(found.value * by),
        f"{_signed(found.interval.low * by)} to {_signed(found.interval.high * by)}",
        f"{found.p:.3f}",
        "significant" if found.significant else "not significant" if found.enough else "too few sentences to tell",
        found.significant,
    )


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")


def _versions() -> list[tuple[str, str]]:
    found = [("Python", ".".join(str(part) for part in sys.version_info[:3]))]
    for name in _LIBRARIES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found


@cache
def _environment() -> Environment:
    """The house's own: the same base page, style and filters, and the same strictness."""
    made = templating.environment()
    return made.overlay(loader=ChoiceLoader([PackageLoader("jembatan_eval.report"), PackageLoader("jembatan.publish")]))
