"""What each check of the guard finds in translations that are aligned by line: its false alarms where they are right.

Run it as ``python -m jembatan_eval.guard_findings SOURCE TARGET [--glossary FILE] [--list]``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from jembatan import aligned
from jembatan.errors import JembatanError
from jembatan.glossary import file
from jembatan.glossary.glossary import Glossary
from jembatan.guard.check import CHECKS
from jembatan.guard.context import Context
from jembatan.records import Finding

_BAD = 2


class Judged(NamedTuple):
    """A pair of lines, and what the checks find wrong with it."""

    pair: aligned.LinePair
    findings: tuple[Finding, ...]


def judge(source: Path, target: Path, glossary: Glossary | None) -> Iterator[Judged]:
    """Every pair of lines, with HTML entities read as the signs they stand for. Raises InputError."""
    context = Context(glossary=glossary)
    for pair in aligned.pairs(source, target):
        texts = unescape(pair.source), unescape(pair.target)
        found = (check(*texts, context) for check in CHECKS.values())
        yield Judged(pair, tuple(finding for finding in found if not finding.clean))


def main(arguments: list[str] | None = None) -> int:
    """Print the counts. Exit codes: 0 measured, 2 the input is unusable."""
    parser = argparse.ArgumentParser(
        prog="python -m jembatan_eval.guard_findings",
        description="What each check of the guard finds in two files that are aligned by line.",
        epilog="Example:  python -m jembatan_eval.guard_findings dev.id dev.en --glossary configs/glossary.tsv --list",
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="Indonesian, a sentence a line")
    parser.add_argument("target", type=Path, metavar="TARGET", help="English, a sentence a line")
    parser.add_argument("--glossary", type=Path, metavar="FILE", help="a glossary, for the check of its terms")
    parser.add_argument("--list", action="store_true", dest="listed", help="show each finding with its line")
    given = parser.parse_args(arguments)
    lines = told = 0
    counts: Counter[str] = Counter()
    try:
        glossary = file.load(given.glossary) if given.glossary is not None else None
        for one in judge(given.source, given.target, glossary):
            lines += 1
            told += bool(one.findings)
            counts.update(finding.check for finding in one.findings)
            for finding in one.findings if given.listed else ():
                print(f"{one.pair.number} {finding.check}: {finding.explanation}")
    except JembatanError as error:
        print(f"guard_findings: {error}", file=sys.stderr)
        return _BAD
    share = f" ({told / lines:.2%})" if lines else ""
    print(
        f"{told} of {lines} lines are told{share}: " + (", ".join(f"{k} {n}" for k, n in counts.most_common()) or "-")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
