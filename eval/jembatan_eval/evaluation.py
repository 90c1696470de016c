"""One system's whole evaluation: translations, summaries and what the bundle itself says; and the same as plain data.

The data is what ``jembatan-eval score --json`` prints, what a gate's thresholds name and what a baseline keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from jembatan.errors import InputError
from jembatan.publish.schema import ArticleRecord
from jembatan_eval import learned, lines, sacrebleu_metrics
from jembatan_eval.bundle import read_bundle
from jembatan_eval.learned import LearnedScore
from jembatan_eval.measures import resampled
from jembatan_eval.references.align import Alignment
from jembatan_eval.references.align import align as align_references
from jembatan_eval.references.file import SEEDS, Reference, read_entries, read_references, references
from jembatan_eval.references.summaries import summary_references
from jembatan_eval.resampling import difference, interval, means
from jembatan_eval.score import Metric, Numbers, Scores, SentenceScore, score, worst_first
from jembatan_eval.summaries.rouge import VARIANTS, RougeScore
from jembatan_eval.summaries.scores import SummaryScores, score_summaries

Data = Mapping[str, object]
"""Plain data, ready for JSON."""

GROUPS = (
    *(*sacrebleu_metrics.NAMES, *VARIANTS, "comet", "bertscore"),
    *("numbers", "coverage", "length_ratio", "segments", "summaries", "bundle"),
)
"""What the path of a number in the data begins with."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """What a bundle says of itself: articles by status, and how many of its segments a person should look at."""

    articles: int
    empty_articles: int
    failed: int
    review: int
    segments: int
    flagged: int
    repaired: int

    @property
    def share(self) -> float | None:
        """Flagged segments of all, from 0 to 1."""
        return self.flagged / self.segments if self.segments else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """``alignment``, ``flagged`` and ``summaries`` are None for plain files."""

    scores: Scores
    alignment: Alignment | None = None
    flagged: Flagged | None = None
    summaries: SummaryScores | None = None
    learned: Mapping[str, Metric] = field(default_factory=dict)


def of_files(hypothesis: Path, reference: Path | None, source: Path | None, intervals: bool = False) -> Evaluation:
    """Line-aligned files. Raises InputError for what cannot be read or aligned."""
    return Evaluation(score(lines.read_aligned(hypothesis, reference, source), intervals))


def of_bundle(folder: Path, reference_file: Path | None = None, intervals: bool = False) -> Evaluation:
    """A published bundle, against a references file or, without one, our references of the seeds, as far as they go.

    Raises InputError for what cannot be read, and where none of the references given answers a segment.
    """
    articles = read_bundle(folder)
    path = reference_file or SEEDS
    entries = read_entries(path)
    wanted = references(entries)
    alignment = _aligned(articles, wanted, reference_file)
    if not alignment.pairs:
        raise InputError(f"{folder}: holds no Indonesian segment, so there is nothing to score")
    summaries = score_summaries(articles, summary_references(path, entries), wanted)
    return Evaluation(score(alignment.pairs, intervals), alignment, _flagged(articles), summaries)


def with_learned(
    found: Evaluation, comet_model: str | None, bertscore_model: str | None, layer: int | None = None
) -> Evaluation:
    """The same with COMET or BERTScore, or both, of the sentences that have a reference. The licence of the weights, as
    far as it is known, stands in the signature. Raises JembatanError where a library or the weights cannot be had."""
    pairs = [one.pair for one in found.scores.sentences if one.pair.reference is not None]
    if not pairs:
        raise InputError("COMET and BERTScore need references; give --ref FILE or --references FILE")
    made, wanted = [pair.hypothesis for pair in pairs], [pair.reference or "" for pair in pairs]
    scores: dict[str, LearnedScore] = {}
    if comet_model is not None:
        if any(pair.source is None for pair in pairs):
            raise InputError("COMET needs the sources; give --src FILE")
        scores["comet"] = learned.comet([pair.source or "" for pair in pairs], made, wanted, model=comet_model)
    if bertscore_model is not None:
        scores["bertscore"] = learned.bertscore(made, wanted, model=bertscore_model, layer=layer)
    models = {"comet": comet_model, "bertscore": bertscore_model}
    return replace(
        found,
        learned={
            name: Metric(
                one.score,
                resampled(f"{one.signature}|licence:{learned.licence(models[name] or '')}"),
                interval(means(one.segments)),
            )
            for name, one in scores.items()
        },
    )


def align(articles: Sequence[ArticleRecord], reference_file: Path | None) -> Alignment:
    """The pairs of a bundle. Raises InputError as ``of_bundle`` does."""
    return _aligned(articles, read_references(reference_file or SEEDS), reference_file)


def _aligned(articles: Sequence[ArticleRecord], wanted: Sequence[Reference], reference_file: Path | None) -> Alignment:
    alignment = align_references(articles, wanted)
    if reference_file is not None and not alignment.matched:
        raise InputError(
            f"{reference_file}: none of its {len(wanted)} references answers one of the bundle's "
            f"{len(alignment.pairs)} segments; they are matched by article id and source text"
        )
    return alignment


def _flagged(articles: Sequence[ArticleRecord]) -> Flagged:
    segments = [segment for article in articles for segment in article["segments"]]
    return Flagged(
        articles=len(articles),
        empty_articles=sum(not article["segments"] for article in articles),
        failed=sum(article["status"] == "failed" for article in articles),
        review=sum(article["status"] == "review" for article in articles),
        segments=len(segments),
        flagged=sum(bool(segment["flags"]) for segment in segments),
        repaired=sum(segment["repaired"] is not None for segment in segments),
    )


def as_data(found: Evaluation, worst: int = 0) -> dict[str, object]:
    """The evaluation as plain data, unrounded; with the ``worst`` sentences at its end, -1 for all."""
    scores = found.scores
    data: dict[str, object] = {name: _metric(metric) for name, metric in {**scores.metrics, **found.learned}.items()}
    data |= {
        "numbers": _numbers(scores.numbers) if scores.numbers else None,
        "coverage": (
            {**_metric(scores.coverage_share), "faults": dict(scores.coverage.counts)}
            if scores.coverage and scores.coverage_share
            else None
        ),
        "length_ratio": scores.length_ratio,
        "segments": {
            "scored": scores.segments,
            "referenced": scores.referenced,
            "empty": scores.empty,
            "unanswered": found.alignment.unanswered if found.alignment else None,
        },
        "documents": [asdict(one) for one in scores.documents],
    }
    if found.summaries is not None:
        data |= _rouge(found.summaries)
        data["summaries"] = _summaries(found.summaries)
    if found.flagged is not None:
        data["bundle"] = {**asdict(found.flagged), "flagged_share": found.flagged.share}
    if found.alignment is not None:
        data["articles"] = [
            {
                **asdict(one),
                "segments_without_reference": one.segments_without_reference,
                "references_without_segment": one.references_without_segment,
            }
            for one in found.alignment.articles
        ]
    if worst:
        ordered = worst_first(scores.sentences)
        data["worst"] = [_sentence(one) for one in (ordered if worst < 0 else ordered[:worst])]
    return data


def _metric(metric: Metric) -> dict[str, object]:
    interval = [metric.interval.low, metric.interval.high] if metric.interval else None
    return {"score": metric.score, "signature": metric.signature, "interval": interval}


def _numbers(numbers: Numbers) -> dict[str, object]:
    return {
        **asdict(numbers.counts),
        "survival": numbers.counts.survival,
        "by_kind": {kind: {**asdict(of), "survival": of.survival} for kind, of in numbers.by_kind.items()},
        "by_sentence": {
            "with_numbers": numbers.with_numbers,
            "errors": len(numbers.errors),
            **(_metric(numbers.by_sentence) if numbers.by_sentence else {"score": None}),
        },
    }


def _rouge(summaries: SummaryScores) -> dict[str, object]:
    """ROUGE of the whole summaries, with what the leads come to on the same articles; nothing without references."""
    if not summaries.systems:
        return {}
    own, *baselines = summaries.systems
    found: dict[str, object] = {}
    for variant in VARIANTS:
        of: RougeScore = getattr(own.whole, variant)
        within = interval(of.sample)
        found[variant] = {
            "score": of.score,
            "signature": resampled(of.signature),
            "interval": [within.low, within.high] if within else None,
            "articles": len(of.values),
            "baselines": {one.name: _against(of, getattr(one.whole, variant)) for one in baselines},
        }
    return found


def _against(own: RougeScore, baseline: RougeScore) -> dict[str, object]:
    found = difference(own.sample, baseline.sample)
    return {"score": baseline.score, "difference": asdict(found) if found else None}


def _summaries(summaries: SummaryScores) -> dict[str, object]:
    made = len(summaries.checks) - len(summaries.without_summary)
    faults = Counter(fault.kind for fault in summaries.faults)
    return {
        "articles": len(summaries.checks),
        "without_summary": len(summaries.without_summary),
        "failed": len(summaries.failed),
        "failed_share": len(summaries.failed) / made if made else None,
        "unsupported": {kind: faults[kind] for kind in ("number", "name")},
        "faults": [asdict(fault) for fault in summaries.faults],
        "number_survival": summaries.number_survival,
        "compression": summaries.compression,
        "novelty": {str(one.n): one.share for one in summaries.novelty},
        "lead": {
            one.name: {variant: getattr(one.first, variant).score for variant in VARIANTS} for one in summaries.systems
        },
    }


def _sentence(one: SentenceScore) -> dict[str, object]:
    pair = one.pair
    return {
        "document": pair.document,
        "segment": pair.segment,
        "chrf++": one.chrf_pp,
        "faults": list(one.faults),
        "source": pair.source,
        "hypothesis": pair.hypothesis,
        "reference": pair.reference,
    }
