"""``jembatan-eval score``: one bundle, or one system's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jembatan.show import print_json
from jembatan_eval.cli.options import AsJson, Ref, References, Src

if TYPE_CHECKING:
    from jembatan_eval.evaluation import Evaluation
    from jembatan_eval.references.align import Alignment
    from jembatan_eval.score import Metric, Numbers, Scores, SentenceScore
    from jembatan_eval.summaries.scores import SummaryScores

app = typer.Typer()


@app.command(
    epilog="Examples:  jembatan-eval score outputs/bundles/2026-01-31   |   "
    "jembatan-eval score --hyp system.en --ref reference.en --src source.id --json"
)
def score(
    bundle: Annotated[
        Path | None, typer.Argument(metavar="[BUNDLE]", help="A bundle's folder, such as outputs/bundles/<date>.")
    ] = None,
    hyp: Annotated[Path | None, typer.Option("--hyp", metavar="FILE", help="Translations, one segment a line.")] = None,
    ref: Ref = None,
    src: Src = None,
    references: References = None,
    intervals: Annotated[
        bool, typer.Option("--intervals/--no-intervals", help="95% intervals, by a thousand resamplings.")
    ] = True,
    worst: Annotated[
        int, typer.Option("--worst", metavar="N", min=-1, help="Show the N worst sentences; -1 for all, worst first.")
    ] = 0,
    comet: Annotated[
        str | None,
        typer.Option("--comet", metavar="MODEL", help="COMET too: a hub name or a folder; see eval/metrics/comet."),
    ] = None,
    bertscore: Annotated[
        str | None,
        typer.Option("--bertscore", metavar="MODEL", help="BERTScore too: likewise; see eval/metrics/bertscore."),
    ] = None,
    bertscore_layer: Annotated[
        int | None,
        typer.Option("--bertscore-layer", metavar="N", help="Its layer, where bert-score knows no best one."),
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Write the scores as a baseline for gates, as JSON.")
    ] = None,
    about: Annotated[
        str, typer.Option("--about", metavar="TEXT", help="What the baseline is of, in a sentence for people.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Score translations: BLEU, chrF, chrF++ and TER with signatures, numbers, coverage, and a bundle's summaries.

    A segment without a translation is scored as empty. What has no counterpart on the other side is counted and told.
    Without references there are no scores of likeness; numbers and coverage need only the sources.
    Exit codes: 0 scored, 2 nothing could be scored.
    """
    from jembatan_eval import evaluation

    if bundle is not None:
        if hyp or ref or src:
            raise typer.BadParameter("give either a bundle or --hyp, not both")
        found = evaluation.of_bundle(bundle, references, intervals)
    elif hyp is not None and (ref is not None or src is not None):
        if references is not None:
            raise typer.BadParameter("--references belongs to a bundle; files take --ref")
        found = evaluation.of_files(hyp, ref, src, intervals)
    else:
        raise typer.BadParameter("give a bundle's folder, or --hyp FILE with --ref FILE, --src FILE or both")
    if comet is not None or bertscore is not None:
        found = evaluation.with_learned(found, comet, bertscore, bertscore_layer)
    if as_json:
        print_json(evaluation.as_data(found, worst))
    else:
        _show(found, worst)
    if save is not None:
        _save(save, found, about, {"bundle": bundle, "hypothesis": hyp, "reference": ref or references, "source": src})


def _save(path: Path, found: Evaluation, about: str, given: dict[str, Path | None]) -> None:
    from jembatan_eval import baselines, evaluation
    from jembatan_eval.bundle import read_signature
    from jembatan_eval.references.file import SEEDS

    signature = None
    bundle = given.pop("bundle")
    if bundle is not None:
        signature = read_signature(bundle)
        given = {"bundle": bundle / "bundle.jsonl", "reference": given["reference"] or SEEDS}
    files = [(role, of) for role, of in given.items() if of is not None]
    baselines.write(path, evaluation.as_data(found), baselines.provenance(about, files, signature))


def _show(found: Evaluation, worst: int) -> None:
    from jembatan_eval.measures import KINDS
    from jembatan_eval.score import worst_first

    scores = found.scores
    for name, metric in scores.metrics.items():
        print(f"{KINDS[name].label:<9} {metric.score:5.1f}{_within(metric)}  {metric.signature}")
    for name, learned in found.learned.items():
        print(f"{name:<9} {learned.score:.4f}{_within(learned, digits=4)}  {learned.signature}")
    if scores.numbers is not None:
        _show_numbers(scores.numbers)
    if scores.coverage is not None and scores.coverage_share is not None:
        kinds = ", ".join(f"{count} {kind}" for kind, count in scores.coverage.counts.items() if count) or "no fault"
        share = f"{scores.coverage_share.score:5.1%}{_within(scores.coverage_share, 100)}"
        print(f"coverage  {share} of the sentences without a fault: {kinds}")
    if scores.length_ratio is not None:
        print(f"length    {scores.length_ratio:.2f} characters of English for one of Indonesian (median)")
    if found.summaries is not None:
        _show_summaries(found.summaries)
    if found.flagged is not None:
        of = found.flagged
        print(f"flagged   {of.flagged} of {of.segments} segments, {of.repaired} repaired; {of.failed} articles failed")
    _show_ground(scores, found.alignment)
    for document in scores.documents:
        metrics = ", ".join(f"{KINDS[name].label} {value:.1f}" for name, value in document.metrics.items())
        faults = f"{document.number_errors} with wrong numbers, {document.coverage_faults} with faults of coverage"
        print(
            f"          {document.document}: {document.segments} segments; {metrics + '; ' if metrics else ''}{faults}"
        )
    ordered = worst_first(scores.sentences)
    for one in ordered if worst < 0 else ordered[:worst]:
        _show_sentence(one)


def _show_numbers(found: Numbers) -> None:
    from dataclasses import asdict

    share = found.counts.survival
    survived = "no numbers in the source" if share is None else f"{share:.1%} survived"
    counts = ", ".join(f"{count} {status}" for status, count in asdict(found.counts).items())
    print(f"numbers   {survived}: {counts}")
    if found.by_sentence is not None:
        right = found.with_numbers - len(found.errors)
        print(
            f"          {found.by_sentence.score:.1%}{_within(found.by_sentence, 100)} of the sentences with numbers "
            f"have all of them right: {right} of {found.with_numbers}"
        )


def _show_summaries(found: SummaryScores) -> None:
    from jembatan_eval.resampling import FEW
    from jembatan_eval.summaries.rouge import VARIANTS

    for system in found.systems:
        scores = ", ".join(f"{variant} {getattr(system.whole, variant).score:.1f}" for variant in VARIANTS)
        print(f"summaries {system.name}: {scores}")
    if found.systems:
        print(f"          {found.systems[0].whole.rouge1.signature}")
        if len(found.scored) < FEW:
            print(f"          {len(found.scored)} articles with a reference summary: too few to tell which is better")
    missing = len(found.without_summary)
    made = len(found.checks) - missing
    print(
        f"          {made} summaries, {missing} articles without; {len(found.failed)} say what their article does not"
    )
    for fault in found.faults:
        print(f"          ! {fault.article}, sentence {fault.sentence}: {fault.explanation}")


def _show_ground(scores: Scores, alignment: Alignment | None) -> None:
    from jembatan_eval.resampling import FEW

    print(f"scored    {scores.segments} segments, {scores.empty} of them empty")
    if alignment is None:
        if 0 < scores.referenced < FEW:
            print(f"          {_too_few()}")
        return
    print(f"          {scores.referenced} of the bundle's segments have a reference")
    if 0 < scores.referenced < FEW:
        print(f"          {_too_few()}")
    elif scores.referenced:
        articles = sum(one.matched > 0 for one in alignment.articles)
        print(f"          the intervals are over these sentences; of {articles} articles, they say little of others")
    for one in alignment.articles:
        missing = [
            f"{count} {what}"
            for count, what in (
                (one.segments_without_reference, "segments without a reference"),
                (one.references_without_segment, "references without a segment"),
                (one.untranslated, "segments without a translation"),
                (one.foreign, "segments not in Indonesian, left alone"),
            )
            if count
        ]
        if missing:
            print(f"          {one.article}: {', '.join(missing)}")


def _too_few() -> str:
    from jembatan_eval.resampling import FEW

    return f"too few references to tell: fewer than {FEW} say more of the sentences than of the system"


def _show_sentence(one: SentenceScore) -> None:
    likeness = "" if one.chrf_pp is None else f"  chrF++ {one.chrf_pp:.1f}"
    print(f"\n{' '.join(filter(None, (one.pair.document, one.pair.segment)))}{likeness}")
    for fault in one.faults:
        print(f"  ! {fault}")
    for sign, text in (
        ("id", one.pair.source),
        ("en", one.pair.hypothesis or "(nothing)"),
        ("ref", one.pair.reference),
    ):
        if text is not None:
            print(f"  {sign:<4}{text}")


def _within(metric: Metric, times: int = 1, digits: int = 1) -> str:
    if metric.interval is None:
        return ""
    return f" [{metric.interval.low * times:.{digits}f}, {metric.interval.high * times:.{digits}f}]"
