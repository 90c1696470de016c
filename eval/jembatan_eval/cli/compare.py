"""``jembatan-eval compare``: several systems or nights on the same sentences."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jembatan.show import print_json
from jembatan_eval.cli import systems
from jembatan_eval.cli.options import AsJson, Ref, References, Src

if TYPE_CHECKING:
    from jembatan_eval.compare import Comparison, Duel, System, Table

app = typer.Typer()


@app.command(
    epilog="Examples:  jembatan-eval compare outputs/bundles/2026-01-30 outputs/bundles/2026-01-31   |   "
    "jembatan-eval compare ours=ours.en theirs=theirs.en --ref dev.en --src dev.id --metric bleu"
)
def compare(
    given: Annotated[
        list[str], typer.Argument(metavar="[NAME=]PATH...", help="Two or more bundles, or files aligned by line.")
    ],
    ref: Ref = None,
    src: Src = None,
    references: References = None,
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric", metavar="NAME", help="bleu, chrf, chrf++, ter, number_survival or coverage; repeatable"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say which system is better, and whether the difference is more than chance.

    Paired bootstrap over the sentences that all have, a thousand draws; 95% intervals; significant is p < 0.05, of each
    pair for itself: among many pairs one in twenty may look significant by chance. Exit codes: 0 compared, 2 not.
    """
    from jembatan_eval import compare as comparing

    found = comparing.compare([_system(one, ref, src, references) for one in given], metric or ())
    if as_json:
        print_json(_as_data(found))
    else:
        _show(found)


def _system(given: str, ref: Path | None, src: Path | None, references: Path | None) -> System:
    from jembatan_eval import evaluation, lines
    from jembatan_eval.bundle import read_bundle
    from jembatan_eval.compare import System

    name, path = systems.read(given, ref, src)
    if path.is_dir():
        return System(name, evaluation.align(read_bundle(path), references).pairs)
    return System(name, lines.read_aligned(path, ref, src))


def _show(found: Comparison) -> None:
    from jembatan_eval.resampling import FEW

    of = f" of {found.documents} articles" if found.documents else ""
    print(f"{found.sentences} sentences{of} that all systems have")
    for name, count in found.left_out.items():
        if count:
            print(f"  {name}: {count} more, left out")
    if found.sentences < FEW:
        print(f"too few references to tell: with fewer than {FEW} sentences no difference is called significant")
    for table in found.tables:
        _show_table(table, found.sentences)


def _show_table(table: Table, sentences: int) -> None:
    from jembatan_eval.measures import KINDS

    kind = KINDS[table.measure]
    times = 100 if kind.share else 1
    width = max(len(standing.system) for standing in table.standings)
    print(f"\n{kind.label}{'' if kind.higher_is_better else ' (lower is better)'}{' in %' if kind.share else ''}")
    if table.sentences != sentences:
        print(f"  on the {table.sentences} sentences that have what it needs")
    print(f"  {table.signature}")
    for standing in table.standings:
        if standing.score is None or standing.interval is None:
            print(f"  {standing.system:<{width}}      -  nothing to score")
            continue
        low, high = standing.interval.low * times, standing.interval.high * times
        print(f"  {standing.system:<{width}}  {standing.score * times:5.1f}  [{low:.1f}, {high:.1f}]")
    for duel in table.duels:
        print(f"    {_duel(duel, times)}")


def _duel(duel: Duel, times: int) -> str:
    who = f"{duel.one} - {duel.other}:"
    found = duel.difference
    if found is None:
        return f"{who} cannot be compared"
    within = f"[{found.interval.low * times:+.1f}, {found.interval.high * times:+.1f}]"
    verdict = (
        "significant" if found.significant else "not significant" if found.enough else "too few references to tell"
    )
    return f"{who} {found.value * times:+.1f} {within} p={found.p:.3f}  {verdict}"


def _as_data(found: Comparison) -> dict[str, object]:
    return {
        "sentences": found.sentences,
        "documents": found.documents,
        "left_out": found.left_out,
        "measures": {table.measure: _table(table) for table in found.tables},
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "sentences": table.sentences,
        "signature": table.signature,
        "systems": [asdict(standing) for standing in table.standings],
        "differences": [
            {
                "one": duel.one,
                "other": duel.other,
                **(asdict(duel.difference) if duel.difference else {"value": None}),
                "significant": duel.difference.significant if duel.difference else None,
            }
            for duel in table.duels
        ],
    }
