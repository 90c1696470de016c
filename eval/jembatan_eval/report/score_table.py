"""The scores of all systems as the report shows them: a table, and a plot for each of the measures that matter most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from jembatan_eval.evaluation import Evaluation
from jembatan_eval.measures import KINDS
from jembatan_eval.report import plots
from jembatan_eval.report.plots import Point
from jembatan_eval.score import Metric, Scores

LABELS = {name: kind.label for name, kind in KINDS.items()} | {
    "number_survival": "Number survival",
    "coverage": "Coverage",
    "flagged": "Flagged share",
    "ter": "TER (lower is better)",
}
PLOTTED = ("bleu", "chrf++", "number_survival", "coverage", "flagged")

_ABOUT = {
    "bleu": "likeness to the references, 0 to 100",
    "chrf": "likeness by letters, 0 to 100",
    "chrf++": "likeness by letters and words, 0 to 100",
    "ter": "edits to reach the reference for each 100 of its words",
    "number_survival": "sentences with numbers that have all of them right, in %",
    "coverage": "sentences without a fault of coverage, in %",
    "flagged": "sentences that the night itself flagged, in %, lower is better",
}


class Column(NamedTuple):
    """A measure over all systems: the name for people, what it says, and the signature behind it."""

    measure: str
    label: str
    about: str
    signature: str


class Cell(NamedTuple):
    """A score as shown, and its 95% interval; empty where there is none."""

    value: str
    within: str = ""


class ScoreRow(NamedTuple):
    """One system: how many sentences were scored, how many have a reference, and a cell for each column."""

    name: str
    sentences: int
    referenced: int
    cells: tuple[Cell, ...]


class Plot(NamedTuple):
    """A plot under its heading."""

    label: str
    about: str
    drawn: Markup


def metric_of(scores: Scores, measure: str) -> Metric | None:
    """A system's score under a measure of ``KINDS``; None where it was not measured."""
    if measure == "number_survival":
        return scores.numbers.by_sentence if scores.numbers else None
    if measure == "coverage":
        return scores.coverage_share
    return scores.metrics.get(measure)


def times(measure: str) -> int:
    """By what a score is multiplied where it is shown: shares are shown in percent."""
    return 1 if measure in KINDS and not KINDS[measure].share else 100


def points(named: Sequence[tuple[str, Evaluation]], measure: str) -> list[Point]:
    """Every system's score under a measure, as shown."""
    return [_point(name, evaluation, measure) for name, evaluation in named]


def columns(named: Sequence[tuple[str, Evaluation]]) -> list[Column]:
    """The measures that any of the systems has."""
    found = []
    for measure, label in LABELS.items():
        if any(point.score is not None for point in points(named, measure)):
            metrics = [metric_of(evaluation.scores, measure) for _, evaluation in named]
            signature = next((metric.signature for metric in metrics if metric), "")
            found.append(Column(measure, label, _ABOUT[measure], signature))
    return found


def rows(named: Sequence[tuple[str, Evaluation]], shown: Sequence[Column]) -> list[ScoreRow]:
    """The table of all scores."""
    return [
        ScoreRow(
            name,
            evaluation.scores.segments,
            evaluation.scores.referenced,
            tuple(_cell(_point(name, evaluation, column.measure)) for column in shown),
        )
        for name, evaluation in named
    ]


def drawn(named: Sequence[tuple[str, Evaluation]], shown: Sequence[Column], nights: bool) -> list[Plot]:
    """A plot for each of the measures shown that matter most: over time for nights, else a dot for each system."""
    draw = plots.over_nights if nights else plots.of_systems
    found = []
    for column in shown:
        if column.measure in PLOTTED:
            values = points(named, column.measure)
            told = "; ".join(f"{one.name} {one.score:.1f}" for one in values if one.score is not None)
            id = f"plot-{LABELS[column.measure].lower().replace(' ', '-').replace('+', 'p')}"
            found.append(Plot(column.label, column.about, draw(id, f"{column.label}: {told}", values)))
    return found


def _point(name: str, evaluation: Evaluation, measure: str) -> Point:
    if measure == "flagged":
        share = evaluation.flagged.share if evaluation.flagged else None
        return Point(name, None if share is None else share * 100)
    metric = metric_of(evaluation.scores, measure)
    if metric is None:
        return Point(name, None)
    by, within = times(measure), metric.interval
    if within is None:
        return Point(name, metric.score * by)
    return Point(name, metric.score * by, within.low * by, within.high * by)


def _cell(point: Point) -> Cell:
    if point.score is None:
        return Cell("–")
    if point.low is None or point.high is None:
        return Cell(f"{point.score:.1f}")
    return Cell(f"{point.score:.1f}", f"{point.low:.1f} to {point.high:.1f}")
