"""``jembatan-eval leaderboard``: every engine config on the same references."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jembatan.errors import InputError, StoreError
from jembatan.show import print_json
from jembatan_eval.cli.options import AsJson, Ref, References, Src

if TYPE_CHECKING:
    from jembatan_eval.leaderboard import Row
    from jembatan_eval.lines import Pair
    from jembatan_eval.score import Metric

app = typer.Typer()

NOTHING = 2


@app.command(
    epilog="Examples:  jembatan-eval leaderboard configs/*.yaml   |   "
    "jembatan-eval leaderboard configs/nightly.yaml configs/nllb.yaml --src dev.id --ref dev.en --save scores/"
)
def leaderboard(
    configs: Annotated[list[Path], typer.Argument(metavar="CONFIG...", help="Job configs, such as configs/*.yaml.")],
    src: Src = None,
    ref: Ref = None,
    references: References = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="Only the first N sentences: for a first look.")
    ] = None,
    contrast: Annotated[
        bool,
        typer.Option("--contrast", help="Translate the contrast set too: what breaks Indonesian news translation."),
    ] = False,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FOLDER", help="Write each config's translations and scores here."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Translate the same sentences with every config's engine: quality, number survival, speed, size and licence.

    The sentences are those of our references of the seeds, or of --src and --ref. Models must have been fetched; a
    config whose model was not has a row that says so. What a store holds already is not translated again. The speed is
    that of all work recorded in the config's store, on whatever machine did it. Exit codes: 0 done, 2 no config
    could be measured.
    """
    from jembatan_eval.contrast import read_contrast
    from jembatan_eval.leaderboard import leaderboard as measure

    if (src is None) != (ref is None):
        raise typer.BadParameter("--src and --ref belong together")
    if src is not None and references is not None:
        raise typer.BadParameter("give either --references or --src and --ref")
    pairs = _pairs(src, ref, references)[:limit]
    if save is not None:
        _make(save)
    rows = measure(configs, pairs, _say, read_contrast() if contrast else ())
    if save is not None:
        _save(save, rows, src, ref or references)
    if as_json:
        print_json([_as_data(row) for row in rows])
    else:
        _show(rows, len(pairs))
    if all(row.evaluation is None for row in rows):
        raise typer.Exit(NOTHING)


def _pairs(src: Path | None, ref: Path | None, references: Path | None) -> list[Pair]:
    from jembatan_eval.lines import Pair, read_aligned
    from jembatan_eval.references.file import SEEDS, read_references

    if src is not None:
        return list(read_aligned(src, ref, src))
    pairs = [
        Pair("", one.target, one.source, None, one.article, str(number))
        for number, one in enumerate(read_references(references or SEEDS), start=1)
    ]
    if not pairs:
        raise InputError(f"{references}: holds no reference translation, so there is nothing to translate")
    return pairs


def _say(config: str, done: int, total: int) -> None:
    typer.echo(f"{config}: {done} of {total} sentences", err=True)


def _make(folder: Path) -> None:
    """Before hours of translating, not after them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: the folder cannot be made ({error.strerror}); give another --save") from error


def _save(folder: Path, rows: list[Row], src: Path | None, ref: Path | None) -> None:
    from jembatan_eval import baselines, evaluation
    from jembatan_eval.references.file import SEEDS

    for row in rows:
        if row.evaluation is None:
            continue
        made = folder / f"{row.config}.en"
        # A line is a segment.
        try:
            made.write_text("".join(" ".join(text.split()) + "\n" for text in row.hypotheses), encoding="utf-8")
        except OSError as error:
            raise StoreError(f"{made}: the translations cannot be written ({error.strerror})") from error
        files = [("hypothesis", made), ("reference", ref or SEEDS), *([("source", src)] if src else [])]
        about = f"{row.model} by the config {row.config}, first output, without repair; licence: {row.licence}"
        origin = baselines.provenance(about, files, row.identity)
        baselines.write(folder / f"{row.config}.json", evaluation.as_data(row.evaluation), origin)


def _show(rows: list[Row], sentences: int) -> None:
    print(f"{sentences} sentences; 95% intervals in brackets")
    head = f"{'config':<12} {'BLEU':<19} {'chrF++':<19} {'numbers in %':<21} {'coverage':>8} {'sent/s':>7} {'MB':>6}"
    print(f"{head}  model, licence")
    for row in rows:
        if row.evaluation is None:
            print(f"{row.config:<12} not measured: {row.problem}")
            continue
        scores = row.evaluation.scores
        numbers = scores.numbers.by_sentence if scores.numbers else None
        cells = [
            f"{row.config:<12}",
            f"{_cell(scores.metrics['bleu']):<19}",
            f"{_cell(scores.metrics['chrf++']):<19}",
            f"{_cell(numbers, 100) if numbers else '-':<21}",
            f"{scores.coverage_share.score:>8.1%}" if scores.coverage_share else f"{'-':>8}",
            f"{row.sentences_per_second:>7.2f}" if row.sentences_per_second else f"{'-':>7}",
            f"{row.size / 1e6:>6.0f}" if row.size is not None else f"{'-':>6}",
            f" {row.model}, {row.licence}",
        ]
        print(" ".join(cells))
        if row.contrast is not None:
            parts = ", ".join(f"{one.phenomenon} {one.passed}/{one.total}" for one in row.contrast.phenomena)
            print(f"{'':<12} contrast set: {row.contrast.passed} of {row.contrast.total}: {parts}")
        if row.licence_note:
            print(f"{'':<12} licence: {row.licence_note}")


def _cell(metric: Metric, times: int = 1) -> str:
    within = metric.interval
    shown = f"{metric.score * times:.1f}"
    return f"{shown} [{within.low * times:.1f}, {within.high * times:.1f}]" if within else shown


def _as_data(row: Row) -> dict[str, object]:
    from jembatan_eval.evaluation import as_data

    return {
        "config": row.config,
        "model": row.model,
        "licence": row.licence,
        "licence_note": row.licence_note,
        "identity": row.identity,
        "size": row.size,
        "sentences_per_second": row.sentences_per_second,
        "problem": row.problem,
        "contrast": (
            {
                "passed": row.contrast.passed,
                "total": row.contrast.total,
                "phenomena": {one.phenomenon: [one.passed, one.total] for one in row.contrast.phenomena},
                "failed": [one.pair.id for one in row.contrast.failures],
            }
            if row.contrast
            else None
        ),
        "scores": as_data(row.evaluation) if row.evaluation else None,
    }
