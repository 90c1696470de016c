"""The report's first paragraphs, in words: what the last system scored, what changed, and whether that is certain."""

from __future__ import annotations

from collections.abc import Sequence

from jembatan.publish.templating import count, iso_day
from jembatan_eval.compare import Comparison
from jembatan_eval.evaluation import Evaluation
from jembatan_eval.report.score_table import LABELS, metric_of, times
from jembatan_eval.report.significance import between
from jembatan_eval.resampling import FEW, Difference
from jembatan_eval.score import Metric

_TOLD = ("bleu", "chrf++", "number_survival", "coverage")
_NAMES = LABELS | {"number_survival": "number survival", "coverage": "coverage"}


def called(name: str, nights: bool) -> str:
    """A system in a sentence: "the night of 5 November 2026", or its name."""
    return f"the night of {iso_day(name)}" if nights else name


def scored(name: str, evaluation: Evaluation, nights: bool) -> str:
    """What one system scored."""
    scores, flagged = evaluation.scores, evaluation.flagged
    who = f"The night of {iso_day(name)}" if nights else f"The last given, {name},"
    likeness = [f"{LABELS[name]} {_shown(scores.metrics[name], name)}" for name in _TOLD if name in scores.metrics]
    if likeness:
        part = "" if scores.referenced == scores.segments else f", of {scores.segments:,},"
        ground = f"{count(scores.referenced, 'sentence')}{part} with a reference"
        told = [f"{who} scores {' and '.join(likeness)} on the {ground}."]
    else:
        told = [
            f"{who} has {count(scores.segments, 'sentence')}, none with a reference: there is no BLEU or chrF++ of it."
        ]
    numbers = metric_of(scores, "number_survival")
    if numbers is not None and scores.numbers is not None:
        with_numbers = f"{count(scores.numbers.with_numbers, 'sentence')} with numbers"
        told.append(f"Of its {with_numbers}, {_percent(numbers)} have all of them right.")
    if scores.coverage_share is not None:
        told.append(f"{_percent(scores.coverage_share)} of its sentences show no fault of coverage.")
    if flagged is not None and flagged.share is not None:
        told.append(f"The night itself flagged {flagged.flagged:,} of {flagged.segments:,}.")
    if 0 < scores.referenced < FEW:
        told.append(f"Too few references to tell: fewer than {FEW} say more of the sentences than of the system.")
    return " ".join(told)


def best(named: Sequence[tuple[str, Evaluation]], found: Comparison | None) -> str:
    """Which of several systems leads, and whether its lead is certain; empty where they have no measure in common."""
    for measure in _TOLD:
        metrics = [(name, metric) for name, one in named if (metric := metric_of(one.scores, measure)) is not None]
        if len(metrics) == len(named):
            (first, score), (second, _) = sorted(metrics, key=lambda one: -one[1].score)[:2]
            lead = f"Of {len(named)} systems, {first} leads by {_NAMES[measure]} with {_shown(score, measure)}."
            difference = between(found, measure, second, first)
            return lead if difference is None else f"{lead} For {second}, the next, it is {moved(difference, measure)}."
    return ""


def against(
    name: str, before: str, found: Comparison | None, nights: bool, changed: int, shared: int
) -> tuple[str, ...]:
    """What is different from the one before, where ``found`` compares the two; ``changed`` of the ``shared``
    sentences read otherwise."""
    other = called(before, nights)
    if not shared:
        return (f"It has no sentence in common with {other}, so the two cannot be held against each other.",)
    if not changed:
        return (f"All {shared:,} sentences in common read as in {other}: nothing changed.",)
    told = [f"Against {other}, {changed:,} of the {shared:,} sentences in common are different."]
    differences = [(measure, between(found, measure, name, before)) for measure in _TOLD]
    parts = [f"{_NAMES[measure]} is {moved(one, measure)}" for measure, one in differences if one is not None]
    if parts:
        told.append(f"On those in common, {'; '.join(parts)}.")
    return tuple(told)


def moved(difference: Difference, measure: str) -> str:
    """A difference with its verdict: "0.4 points lower (not significant, p = 0.087)"."""
    points = difference.value * times(measure)
    if abs(points) < 0.05:
        return "the same" if points == 0 else f"the same within a tenth of a point ({verdict(difference)})"
    return f"{abs(points):.1f} points {'higher' if points > 0 else 'lower'} ({verdict(difference)})"


def verdict(difference: Difference) -> str:
    """Whether a difference is more than chance."""
    if not difference.enough:
        return f"too few sentences to tell: fewer than {FEW}"
    shown = f"p = {difference.p:.3f}".replace(" ", "\N{NO-BREAK SPACE}")
    return f"{'significant' if difference.significant else 'not significant'}, {shown}"


def _shown(metric: Metric, measure: str) -> str:
    by = times(measure)
    if metric.interval is None or metric.interval.low == metric.interval.high:
        return f"{metric.score * by:.1f}"
    return f"{metric.score * by:.1f} ({metric.interval.low * by:.1f} to {metric.interval.high * by:.1f})"


def _percent(metric: Metric) -> str:
    within = metric.interval
    shown = f"{metric.score:.1%}"
    return (
        shown
        if within is None or within.low == within.high
        else f"{shown} ({within.low * 100:.1f} to {within.high * 100:.1f})"
    )
