"""The command line of the evaluation side: thin; it prints what ``score`` found."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jembatan.errors import JembatanError

if TYPE_CHECKING:
    from jembatan_eval.references import Alignment
    from jembatan_eval.score import Scores

_BAD = 2

app = typer.Typer(
    name="jembatan-eval",
    help="Score translations: a night's bundle, or any line-aligned files.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def _commands() -> None:
    """Keep ``score`` a command of its own, also while it is the only one."""


@app.command(
    epilog="Examples:  jembatan-eval score outputs/bundles/2026-01-31   |   "
    "jembatan-eval score --hyp system.en --ref reference.en --src source.id --json"
)
def score(
    bundle: Annotated[
        Path | None, typer.Argument(metavar="[BUNDLE]", help="A bundle's folder, such as outputs/bundles/<date>.")
    ] = None,
    hyp: Annotated[Path | None, typer.Option("--hyp", metavar="FILE", help="Translations, one segment a line.")] = None,
    ref: Annotated[Path | None, typer.Option("--ref", metavar="FILE", help="References, aligned by line.")] = None,
    src: Annotated[
        Path | None, typer.Option("--src", metavar="FILE", help="Sources, aligned by line: scores the numbers too.")
    ] = None,
    references: Annotated[
        Path | None,
        typer.Option(
            "--references", metavar="FILE", help="References for a bundle; without it, those of the seeds are taken."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the unrounded result as JSON.")] = False,
) -> None:
    """Print BLEU and chrF with their signatures, and what became of the numbers.

    A segment without a translation is scored as empty. What has no counterpart on the other side is counted and told.
    Exit codes: 0 scored, 2 nothing could be scored.
    """
    from jembatan_eval import lines
    from jembatan_eval import score as scoring

    alignment = None
    if bundle is not None:
        if hyp or ref or src:
            raise typer.BadParameter("give either a bundle or --hyp and --ref, not both")
        alignment = _align(bundle, references)
        pairs = alignment.pairs
    elif hyp is not None and ref is not None:
        if references is not None:
            raise typer.BadParameter("--references belongs to a bundle; files take --ref")
        pairs = lines.read_aligned(hyp, ref, src)
    else:
        raise typer.BadParameter("give a bundle's folder, or both --hyp FILE and --ref FILE")
    scores = scoring.score(pairs)
    if as_json:
        print(json.dumps(_as_data(scores, alignment), ensure_ascii=False, indent=2))
    else:
        _show(scores, alignment)


def main() -> None:
    """Entry point of the ``jembatan-eval`` command."""
    try:
        app()
    except JembatanError as error:
        print(f"jembatan-eval: {error}", file=sys.stderr)
        sys.exit(_BAD)


def _align(bundle: Path, references: Path | None) -> Alignment:
    from jembatan_eval.bundle import read_bundle
    from jembatan_eval.references import SEEDS, align, read_references

    return align(read_bundle(bundle), read_references(references or SEEDS))


def _as_data(scores: Scores, alignment: Alignment | None) -> dict[str, object]:
    data: dict[str, object] = {
        "bleu": asdict(scores.bleu),
        "chrf": asdict(scores.chrf),
        "numbers": {**asdict(scores.numbers), "survival": scores.numbers.survival} if scores.numbers else None,
        "segments": {"scored": scores.segments, "empty": scores.empty},
    }
    if alignment is not None:
        data["articles"] = [
            {
                **asdict(one),
                "segments_without_reference": one.segments_without_reference,
                "references_without_segment": one.references_without_segment,
            }
            for one in alignment.articles
        ]
    return data


def _show(scores: Scores, alignment: Alignment | None) -> None:
    for name, metric in (("BLEU", scores.bleu), ("chrF", scores.chrf)):
        print(f"{name:<8} {metric.score:5.1f}  {metric.signature}")
    if scores.numbers is not None:
        found, share = scores.numbers, scores.numbers.survival
        survived = "no numbers in the source" if share is None else f"{share:.1%} survived"
        counts = ", ".join(f"{count} {status}" for status, count in asdict(found).items())
        print(f"numbers  {survived}: {counts}")
    print(f"scored   {scores.segments} segments, {scores.empty} of them empty")
    if alignment is None:
        return
    segments = sum(one.segments for one in alignment.articles)
    print(f"         {len(alignment.pairs)} of the bundle's {segments} segments have a reference")
    for one in alignment.articles:
        missing = [
            f"{count} {what}"
            for count, what in (
                (one.segments_without_reference, "segments without a reference"),
                (one.references_without_segment, "references without a segment"),
                (one.untranslated, "segments without a translation"),
            )
            if count
        ]
        if missing:
            print(f"         {one.article}: {', '.join(missing)}")
