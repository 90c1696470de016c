"""``jembatan canary``: what the fixed sentences give now, beside what was recorded of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jembatan import show
from jembatan.cli.options import AsJson, ConfigPath, Output, Settings, config_of

if TYPE_CHECKING:
    from jembatan.canary.flight import Flight

app = typer.Typer()

_DIFFERENT = 3


@app.command(
    epilog="Examples:  jembatan canary configs/nightly.yaml   |   jembatan canary configs/nightly.yaml --accept"
)
def canary(
    config: ConfigPath,
    output: Output = None,
    set_: Settings = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Record what comes out now; later nights are compared with it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Translate the fixed sentences with the config's translator and compare them with what was recorded.

    A night does so before its first batch, and stops where they differ: a library or a file of the model has changed
    what it writes. What was never recorded is recorded now, unless it is plainly no translation.
    Exit codes: 0 the same or recorded, 3 different or no translations, 2 something must be mended first.
    """
    from jembatan import pipeline
    from jembatan.canary import flight

    settings = config_of(config, None, output, set_)
    flown = flight.fly(pipeline.build_stages(settings).translate, settings, accept)
    if as_json:
        show.print_json(_plain(flown))
    else:
        _show(flown)
    raise typer.Exit(0 if flown.state in ("same", "recorded") else _DIFFERENT)


def _plain(flown: Flight) -> dict[str, object]:
    from jembatan.canary.soundness import fault
    from jembatan.canary.telling import differences

    before = flown.stored
    stored: list[str | None] = list(before.outputs) if before else [None] * len(flown.now.sentences)
    return {
        "state": flown.state,
        "recording": str(flown.path),
        "recorded": before.circumstances.made if before else None,
        "changed": len(flown.changed),
        "differences": list(differences(before.circumstances, flown.now.circumstances)) if before else [],
        "sentences": [
            {
                "source": one.source,
                "output": one.output,
                "stored": then,
                "same": None if then is None else then == one.output,
                "fault": fault(one.source, one.output),
            }
            for one, then in zip(flown.now.sentences, stored, strict=True)
        ],
    }


def _show(flown: Flight) -> None:
    from jembatan.canary import telling
    from jembatan.canary.soundness import fault

    lines = []
    for position, one in enumerate(flown.now.sentences):
        found = fault(one.source, one.output)
        lines += [f"{position + 1:2}  {one.source}", f"    now:  {one.output}{f'  [{found}]' if found else ''}"]
        if flown.stored is not None:
            then = flown.stored.outputs[position]
            lines.append("    then: the same" if then == one.output else f"    then: {then}")
    if flown.state == "recorded":
        lines.append(f"recorded: {flown.path}")
    elif flown.state == "gibberish":
        lines.append(telling.told_gibberish(flown.now, flown.faults))
    elif flown.stored is not None and flown.state == "changed":
        lines.append(telling.told_change(flown.stored, flown.now, flown.faults))
    elif flown.stored is not None:
        lines.append(telling.told_same(flown.stored, flown.now))
    show.console_of_stdout().print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
