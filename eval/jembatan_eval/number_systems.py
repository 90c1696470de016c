"""Number survival of several systems on one test set, the best first, with the sentences that each got wrong.

Run it as ``python -m jembatan_eval.number_systems FOLDER [--list]``.
"""

from __future__ import annotations

import argparse
import sys
from html import unescape
from pathlib import Path
from typing import NamedTuple

from jembatan import aligned
from jembatan.errors import InputError, JembatanError
from jembatan.quantities import NumberReport
from jembatan_eval.number_survival import Sentence, SentenceSurvival, reports, survival

_BAD = 2


class System(NamedTuple):
    """What one system made of the test set."""

    name: str
    pairs: tuple[aligned.LinePair, ...]
    survival: SentenceSurvival


def measure(folder: Path) -> list[System]:
    """All systems of a folder, by survival: ``NAME.id`` is the source, ``NAME.SYSTEM.en`` what a system made of it, and
    ``NAME.en`` the reference. Raises InputError where the folder does not hold these."""
    sources = sorted(folder.glob("*.id"))
    if len(sources) != 1:
        raise InputError(f"{folder}: holds {len(sources)} files *.id; one is needed, beside its translations *.en")
    (source,) = sources
    systems = []
    for target in sorted(folder.glob(f"{source.stem}*.en")):
        pairs = tuple(aligned.pairs(source, target))
        name = target.name.removeprefix(source.stem).removesuffix(".en").strip(".") or "reference"
        systems.append(System(name, pairs, survival(Sentence(pair.source, pair.target) for pair in pairs)))
    if not systems:
        raise InputError(f"{folder}: holds no translation {source.stem}.en or {source.stem}.SYSTEM.en")
    return sorted(systems, key=lambda system: -(system.survival.survival or 0))


def main(arguments: list[str] | None = None) -> int:
    """Print the table. Exit codes: 0 measured, 2 the input is unusable."""
    parser = argparse.ArgumentParser(
        prog="python -m jembatan_eval.number_systems",
        description="Number survival of the systems of a folder: dev.id, dev.en and dev.SYSTEM.en, aligned by line.",
        epilog="Example:  python -m jembatan_eval.number_systems flores-dev --list",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the source and its translations")
    parser.add_argument("--list", action="store_true", dest="listed", help="show the sentences that are errors")
    given = parser.parse_args(arguments)
    try:
        systems = measure(given.folder)
    except JembatanError as error:
        print(f"number_systems: {error}", file=sys.stderr)
        return _BAD
    for system in systems:
        print(_row(system))
    for system in systems:
        if given.listed:
            _list(system)
        else:
            print(f"{system.name}: lines {', '.join(str(index + 1) for index in system.survival.errors) or '-'}")
    return 0


def _row(system: System) -> str:
    found = system.survival
    share = "      -" if found.survival is None else f"{found.survival:7.1%}"
    statuses = ", ".join(f"{count} {status}" for status, count in found.statuses.items())
    sentences = f"{len(found.errors)} error, {len(found.converted)} converted of {found.with_numbers} sentences"
    return f"{system.name:<14} {share}  {sentences}; numbers: {statuses}"


def _list(system: System) -> None:
    pairs = [system.pairs[index] for index in system.survival.errors]
    for pair, report in zip(pairs, reports(Sentence(pair.source, pair.target) for pair in pairs), strict=True):
        print(f"\n{system.name}, line {pair.number}: {_why(report)}")
        print(f"  {unescape(pair.source)}\n  {unescape(pair.target)}")


def _why(report: NumberReport) -> str:
    return " ".join(match.explanation for match in report.matches if match.verdict == "error")


if __name__ == "__main__":
    sys.exit(main())
