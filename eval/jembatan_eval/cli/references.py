"""``jembatan-eval references``: look a file of references over, and add to it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from jembatan.show import print_json
from jembatan_eval.cli.options import AsJson

app = typer.Typer(help="Reference translations and summaries: look them over, and add to them.", no_args_is_help=True)

_DOUBTS = 3


@app.command(
    epilog="Examples:  jembatan-eval references check   |   jembatan-eval references check ours.jsonl --articles texts/"
)
def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A references file; without it, ours of the seeds.")
    ] = None,
    articles: Annotated[
        Path | None,
        typer.Option("--articles", metavar="FOLDER", help="Holds <article>.txt, in which the sources must stand."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a references file: its form, order and sources, numbers, coverage, and what its summaries say.

    Exit codes: 0 nothing was found, 3 a person should look at what is printed, 2 the file cannot be read.
    """
    from jembatan_eval.reference_check import check as look
    from jembatan_eval.references.file import SEEDS, read_entries

    path = file or SEEDS
    doubts = look(path, articles)
    entries = read_entries(path)
    if as_json:
        print_json({"entries": len(entries), "doubts": [asdict(doubt) for doubt in doubts]})
    else:
        for doubt in doubts:
            # What is said of the file as a whole names it.
            where = f"{path}:{doubt.line}: {doubt.article}: " if doubt.line else ""
            print(f"{where}{doubt.text}")
        kinds = [of.entry.type for of in entries]
        counts = ", ".join(f"{kinds.count(kind)} {kind}s" for kind in ("segment", "correction", "summary"))
        print(f"{counts.replace('summarys', 'summaries')}; {len(doubts)} to look at")
    if doubts:
        raise typer.Exit(_DOUBTS)


@app.command(
    epilog="Examples:  jembatan-eval references add --bundle BUNDLE --article gempa --sources > gempa.id   |   "
    "jembatan-eval references add --bundle BUNDLE --article gempa --targets gempa.en --to ours.jsonl   |   "
    "jembatan-eval references add --corrections back.jsonl --to ours.jsonl"
)
def add(
    bundle: Annotated[
        Path | None, typer.Option("--bundle", metavar="FOLDER", help="The bundle of the article.")
    ] = None,
    article: Annotated[str | None, typer.Option("--article", metavar="ID", help="The article's id.")] = None,
    sources: Annotated[bool, typer.Option("--sources", help="Print its segments to translate, one a line.")] = False,
    targets: Annotated[
        Path | None, typer.Option("--targets", metavar="FILE", help="Their translations, one a line, in that order.")
    ] = None,
    corrections: Annotated[
        Path | None, typer.Option("--corrections", metavar="FILE", help="Corrections that reviewers sent back (JSONL).")
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="The references file to add to.")] = None,
) -> None:
    """Add an article's reference translation, or reviewers' corrections, to a references file.

    Translate from the printed sources, not from the machine's output: a reference that follows one system favours it.
    A correction takes the place of the reference of the same sentence. Exit codes: 0 added, 2 not.
    """
    from jembatan_eval.bundle import read_bundle
    from jembatan_eval.references import add as adding

    if corrections is not None and to is not None and not (bundle or article or sources or targets):
        new: adding.Entries = adding.corrections(corrections)
    elif (
        corrections is None
        and bundle is not None
        and article is not None
        and (targets is None and to is None if sources else targets is not None and to is not None)
    ):
        segments = adding.translatable(read_bundle(bundle), article)
        if sources:
            for segment in segments:
                print(" ".join(segment["source"].split()))
            return
        if targets is None:
            raise typer.BadParameter("--targets FILE is missing")
        new = adding.translated(article, segments, targets)
    else:
        raise typer.BadParameter(
            "give --bundle and --article with --sources, or with --targets and --to; or --corrections with --to"
        )
    if to is None:
        raise typer.BadParameter("--to FILE is missing")
    adding.add(to, new)
    print(f"{to}: {len(new)} added; look them over with: jembatan-eval references check {to}")
