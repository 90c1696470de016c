"""``jembatan numbers``: what became of the numbers between two line-aligned files, and what is read in a text."""

from __future__ import annotations

import codecs
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand, TyperGroup

from jembatan import aligned, streams
from jembatan.errors import InputError
from jembatan.quantities import NumberMatch, NumberReport, Quantity

_NOT_OK = 3
_READ = "read"


class _Default(TyperGroup):
    """Whatever is not the name of the one sub-command are the files to compare."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if args[:1] == [_READ] else ["compare", *args])


class _Compare(TyperCommand):
    """It is the command ``jembatan numbers`` itself, and its help says so."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return super().make_context(parent.info_name, args, parent=parent.parent, **extra)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise InputError(f"--date {text}: no day of the calendar; write it as YYYY-MM-DD, such as 2024-11-05")
    return day


Published = Annotated[
    date | None,
    typer.Option(
        "--date", parser=_day, metavar="YYYY-MM-DD", help="The day of publication; it settles dates such as 5/11."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]

app = typer.Typer(cls=_Default, help="Compare the numbers of two line-aligned files by value; show what is read.")


@app.command(
    cls=_Compare,
    hidden=True,
    epilog="Examples:  jembatan numbers news.id news.en   |   jembatan numbers news.id news.en --json --date 2024-11-05"
    "   |   jembatan numbers read --lang id news.id  (see jembatan numbers read --help; a file of that name is ./read)",
)
def compare(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="Indonesian, UTF-8, one sentence a line.")],
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="Its English translation, aligned by line.")],
    published: Published = None,
    as_json: AsJson = False,
) -> None:
    """Compare every number of SOURCE with its translation in TARGET, and say which did not survive.

    A line is ok, converted (24 bulan = two years) or an error. Exit codes: 0 all lines ok, 3 some are not, 2 the input
    is unusable.
    """
    from jembatan import numbers

    verdicts: Counter[str] = Counter()
    with _may_be_cut_short():
        for line in aligned.pairs(source, target):
            report = numbers.compare("", line.source, line.target, published)
            verdicts[report.verdict] += 1
            if as_json:
                _print_json({"line": line.number, "verdict": report.verdict, "pairs": _pairs(report)})
            elif report.verdict != "ok":
                print("\n".join(_told(line, report)))
        if not as_json:
            print(
                f"{verdicts.total()} lines: {verdicts['ok']} ok, {verdicts['converted']} converted, "
                f"{verdicts['error']} error"
            )
        sys.stdout.flush()
    raise typer.Exit(0 if verdicts.total() == verdicts["ok"] else _NOT_OK)


@app.command(
    _READ,
    epilog="Examples:  jembatan numbers read --lang id news.id   |   "
    "echo 'Sabtu (10/12/2024) ada 11.800 orang' | jembatan numbers read --lang id",
)
def read(
    lang: Annotated[Literal["id", "en"], typer.Option("--lang", help="The language of the text.")],
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A UTF-8 text; without it, standard input is read.")
    ] = None,
    published: Published = None,
    as_json: AsJson = False,
) -> None:
    """Show every number that is read in a text: its line and place, what it is, and its value.

    Exit codes: 0 read, 2 the input is unusable.
    """
    from jembatan import numbers

    text = aligned.lines("standard input", sys.stdin.buffer) if file is None else aligned.file_lines(file)
    with _may_be_cut_short():
        for number, line in enumerate(text, 1):
            found = numbers.read(line, lang, published)
            if as_json:
                quantities = [{**_quantity(one), "readings": list(one.readings)} for one in found]
                _print_json({"line": number, "quantities": quantities})
            else:
                for one in found:
                    print(f"{number}:{one.start}-{one.end}\t{one.surface}\t{one.kind}\t{_value(one)}")
        sys.stdout.flush()


@contextmanager
def _may_be_cut_short() -> Iterator[None]:
    """Whoever closes the pipe has seen enough. It is not known then that all lines are ok."""
    try:
        yield
    except BrokenPipeError:
        streams.let_go(sys.stdout)
        raise typer.Exit(_NOT_OK) from None


def _told(line: aligned.LinePair, report: NumberReport) -> Iterable[str]:
    yield f"line {line.number}: {report.verdict}"
    yield f"  {line.source}"
    yield f"  {line.target}"
    for match in report.matches:
        if match.verdict != "ok":
            yield f"    {match.status}: {match.explanation} (confidence {match.confidence:.2f})"


def _pairs(report: NumberReport) -> list[dict[str, object]]:
    return [_pair(match) for match in report.matches]


def _pair(match: NumberMatch) -> dict[str, object]:
    return {
        "status": match.status,
        "verdict": match.verdict,
        "confidence": round(match.confidence, 4),
        "explanation": match.explanation,
        "source": _quantity(match.source) if match.source else None,
        "target": _quantity(match.target) if match.target else None,
    }


def _quantity(one: Quantity) -> dict[str, object]:
    return {
        "start": one.start,
        "end": one.end,
        "surface": one.surface,
        "value": one.value,
        "kind": one.kind,
        "unit": one.unit,
    }


def _value(one: Quantity) -> str:
    value = f"{one.value} {one.unit}" if one.unit else one.value
    others = [reading for reading in one.readings if reading != one.value]
    return f"{value} (or {', '.join(others)})" if others else value


def _print_json(value: object) -> None:
    # Elsewhere a letter that the stream lacks is written as \xe9, which no reader of JSON takes.
    lacks_letters = codecs.lookup(sys.stdout.encoding or "ascii").name != "utf-8"
    print(json.dumps(value, ensure_ascii=lacks_letters))
