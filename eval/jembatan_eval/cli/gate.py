"""``jembatan-eval gate``: whether a bundle keeps its thresholds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from jembatan.show import print_json
from jembatan_eval.cli.options import AsJson, Ref, References, Src

app = typer.Typer()

FAILED = 3


@app.command(
    epilog="Examples:  jembatan-eval gate outputs/bundles/2026-01-31 --gate eval/gates/nightly.yaml   |   "
    "jembatan-eval gate --hyp system.en --ref dev.en --src dev.id --gate my-gate.yaml"
)
def gate(
    bundle: Annotated[Path | None, typer.Argument(metavar="[BUNDLE]", help="A bundle's folder.")] = None,
    gate_file: Annotated[
        Path | None, typer.Option("--gate", metavar="FILE", help="The thresholds; without it, eval/gates/nightly.yaml.")
    ] = None,
    hyp: Annotated[Path | None, typer.Option("--hyp", metavar="FILE", help="Translations, one segment a line.")] = None,
    ref: Ref = None,
    src: Src = None,
    references: References = None,
    as_json: AsJson = False,
) -> None:
    """Hold a bundle's scores, or a file's, against thresholds and a baseline.

    A threshold is named by the path of a number in `jembatan-eval score --json`, such as bleu.score or
    numbers.survival. Exit codes: 0 all kept, 3 not, with the reasons, 2 nothing could be judged.
    """
    from jembatan_eval import evaluation
    from jembatan_eval.gate import NIGHTLY, judge, read_gate

    thresholds = read_gate(gate_file or NIGHTLY)
    if references is not None and bundle is None:
        raise typer.BadParameter("--references belongs to a bundle; files take --ref")
    if bundle is not None and not (hyp or ref or src):
        found = evaluation.of_bundle(bundle, references)
    elif bundle is None and hyp is not None and (ref is not None or src is not None):
        found = evaluation.of_files(hyp, ref, src)
    else:
        raise typer.BadParameter("give a bundle's folder, or --hyp FILE with --ref FILE, --src FILE or both")
    verdict = judge(evaluation.as_data(found), thresholds)
    if as_json:
        print_json({"passed": verdict.passed, **asdict(verdict)})
    else:
        for reason in verdict.reasons:
            print(f"failed   {reason}")
        for said in verdict.skipped:
            print(f"skipped  {said}")
        for kept in verdict.passed_checks:
            print(f"kept     {kept}")
        print("the gate is passed" if verdict.passed else "the gate has failed")
    if not verdict.passed:
        raise typer.Exit(FAILED)
