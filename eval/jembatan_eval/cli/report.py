"""``jembatan-eval report``: one page on nights or systems, to be read in a browser."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jembatan.show import print_json
from jembatan_eval.cli import systems
from jembatan_eval.cli.options import AsJson, Ref, References, Src
from jembatan_eval.cli.systems import Given

if TYPE_CHECKING:
    from jembatan_eval.report import Entry

app = typer.Typer()


@app.command(
    epilog="Examples:  jembatan-eval report outputs/bundles/2026-01-30 outputs/bundles/2026-01-31 --out report.html"
    "   |   jembatan-eval report ours=ours.en theirs=theirs.en --ref dev.en --src dev.id --out report.html"
)
def report(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="[NAME=]PATH...", help="Bundles, the oldest first, or files aligned by line. The last is central."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page; a file there is replaced.")] = Path(
        "report.html"
    ),
    ref: Ref = None,
    src: Src = None,
    references: References = None,
    worst: Annotated[
        int, typer.Option("--worst", metavar="N", min=0, help="How many sentences each list shows, the worst first.")
    ] = 20,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The page's heading.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write one HTML page: scores with intervals, numbers by kind, lengths, coverage, and the worst sentences.

    The last system or night given is looked at closely, beside the one before it. The page stands alone: no script,
    nothing loaded from elsewhere. Its path is printed. Exit codes: 0 written, 2 there is nothing to report.
    """
    from jembatan_eval.evaluation import as_data
    from jembatan_eval.report import render

    read = [systems.read(one, ref, src) for one in given]
    twice = next((name for name, count in Counter(one.name for one in read).items() if count > 1), None)
    if twice is not None:
        raise typer.BadParameter(f"two are called {twice}; name them apart, as in better={twice}")
    entries = [_entry(one, ref, src, references) for one in read]
    _write(out, render(entries, title, worst))
    if as_json:
        scored = {entry.name: as_data(entry.evaluation, worst) for entry in entries}
        print_json({"page": str(out), "systems": scored})
    else:
        typer.echo(out)


def _entry(given: Given, ref: Path | None, src: Path | None, references: Path | None) -> Entry:
    from jembatan_eval import baselines, evaluation
    from jembatan_eval.bundle import read_signature
    from jembatan_eval.references.file import SEEDS
    from jembatan_eval.report import Entry

    name = given.name
    if given.path.is_dir():
        found = evaluation.of_bundle(given.path, references, intervals=True)
        files = [("bundle", given.path / "bundle.jsonl"), ("references", references or SEEDS)]
        return Entry(name, found, baselines.provenance(str(given.path), files, read_signature(given.path)))
    found = evaluation.of_files(given.path, ref, src, intervals=True)
    files = [("translations", given.path)]
    files += [(role, path) for role, path in (("references", ref), ("sources", src)) if path is not None]
    return Entry(name, found, baselines.provenance(str(given.path), files))


def _write(path: Path, page: str) -> None:
    from jembatan.errors import StoreError
    from jembatan_eval import whole_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole_file.replace(path, page)
    except OSError as error:
        raise StoreError(f"{path}: the report cannot be written ({error.strerror}); give another --out") from error
