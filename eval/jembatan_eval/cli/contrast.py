"""The command ``contrast``: its sources to translate, and the score of what a system made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jembatan.show import print_json
from jembatan_eval.cli.options import AsJson

if TYPE_CHECKING:
    from jembatan_eval.contrast import ContrastScores

app = typer.Typer()


@app.command(
    epilog="Examples:  jembatan-eval contrast --sources > contrast.id   |   jembatan-eval contrast --hyp contrast.en"
)
def contrast(
    sources: Annotated[bool, typer.Option("--sources", help="Print the sources to translate, one a line.")] = False,
    hyp: Annotated[
        Path | None, typer.Option("--hyp", metavar="FILE", help="Their translations by a system, one a line.")
    ] = None,
    references: Annotated[
        Path | None,
        typer.Option("--references", metavar="FILE", help="A contrast file; without it, the project's own is taken."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check translations for what breaks Indonesian news: numbers, abbreviations, who did what to whom, and more.

    Each sentence tests one point only, so a sentence that passes can still be wrong elsewhere.
    Exit codes: 0 scored, 2 unusable input.
    """
    from jembatan_eval import contrast as sets

    if sources == (hyp is not None):
        raise typer.BadParameter("give either --sources or --hyp FILE")
    if sources and as_json:
        raise typer.BadParameter("--json belongs to --hyp")
    pairs = sets.read_contrast(references or sets.CONTRAST)
    if hyp is None:
        for pair in pairs:
            print(pair.source)
        return
    scores = sets.score_contrast(pairs, sets.read_outputs(hyp, pairs))
    if as_json:
        print_json(_as_data(scores))
    else:
        _show(scores)


def _as_data(scores: ContrastScores) -> dict[str, object]:
    return {
        "passed": scores.passed,
        "total": scores.total,
        "phenomena": {one.phenomenon: {"passed": one.passed, "total": one.total} for one in scores.phenomena},
        "failed": [
            {
                "id": one.pair.id,
                "phenomenon": one.pair.phenomenon,
                "source": one.pair.source,
                "target": one.pair.target,
                "output": one.output,
                "missing": one.verdict.missing,
                "avoided": one.verdict.avoided,
            }
            for one in scores.failures
        ],
    }


def _show(scores: ContrastScores) -> None:
    for one in scores.phenomena:
        print(f"{one.phenomenon:<15} {one.passed:3} of {one.total:3}")
    print(f"{'all':<15} {scores.passed:3} of {scores.total:3}")
    for failure in scores.failures:
        print(f"\n{failure.pair.id}: {'; '.join(failure.verdict.reasons)}")
        print(f"  source  {failure.pair.source}")
        print(f"  target  {failure.pair.target}")
        print(f"  output  {failure.output}")
