"""How many single faults the number check catches: human translations, corrupted and compared again.

Run it as ``python -m jembatan_eval.number_corruption SOURCE TARGET [--seed N] [--list]``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jembatan import aligned
from jembatan.errors import JembatanError
from jembatan.numbers import compare
from jembatan_eval.corruptions import Corruption, corrupt

_BAD = 2


class Trial(NamedTuple):
    """One fault put into line ``line``, and whether the check called it an error."""

    line: int
    source: str
    corruption: Corruption
    caught: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """All trials over a set of pairs. Only pairs that were ``ok`` before are corrupted."""

    pairs: int
    ok: int
    trials: tuple[Trial, ...]

    def of_kind(self, kind: str) -> tuple[Trial, ...]:
        """The trials of one kind of fault."""
        return tuple(trial for trial in self.trials if trial.corruption.kind == kind)

    @property
    def missed(self) -> tuple[Trial, ...]:
        """What the check let pass."""
        return tuple(trial for trial in self.trials if not trial.caught)


def measure(pairs: Iterable[aligned.LinePair], seed: int = 0) -> Outcome:
    """Corrupt every pair that is called ok, once for each kind that it has room for, and compare again."""
    count = ok = 0
    trials = []
    for pair in pairs:
        count += 1
        if compare("", pair.source, pair.target).verdict != "ok":
            continue
        ok += 1
        for corruption in corrupt(pair.target, f"{seed}:{pair.number}"):
            verdict = compare("", pair.source, corruption.text).verdict
            trials.append(Trial(pair.number, pair.source, corruption, verdict == "error"))
    return Outcome(count, ok, tuple(trials))


def main(arguments: list[str] | None = None) -> int:
    """Print the table. Exit codes: 0 measured, 2 the input is unusable."""
    parser = argparse.ArgumentParser(
        prog="python -m jembatan_eval.number_corruption",
        description="Corrupt the numbers of human translations and count how many faults the check catches.",
        epilog="Example:  python -m jembatan_eval.number_corruption dev.id dev.en --seed 1 --list",
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="Indonesian, one sentence a line")
    parser.add_argument("target", type=Path, metavar="TARGET", help="its human translation, aligned by line")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another choice of places (default 0)")
    parser.add_argument("--list", action="store_true", dest="listed", help="show every fault that was missed")
    given = parser.parse_args(arguments)
    try:
        outcome = measure(aligned.pairs(given.source, given.target), given.seed)
    except JembatanError as error:
        print(f"number_corruption: {error}", file=sys.stderr)
        return _BAD
    _show(outcome, given.listed)
    return 0


def _show(outcome: Outcome, listed: bool) -> None:
    print(f"{outcome.pairs} pairs, {outcome.ok} of them called ok and corrupted")
    for kind in sorted({trial.corruption.kind for trial in outcome.trials}):
        print(_row(kind, outcome.of_kind(kind)))
    repeated = tuple(trial for trial in outcome.trials if trial.corruption.repeated)
    print(_row("(repeated)", repeated))
    print(_row("all", outcome.trials))
    if listed:
        for line, source, corruption, _ in outcome.missed:
            label = ", repeated" if corruption.repeated else ""
            print(f"\nline {line}, {corruption.kind}{label}: {corruption.was!r} -> {corruption.now!r}")
            print(f"  {source}\n  {corruption.text}")


def _row(name: str, trials: tuple[Trial, ...]) -> str:
    caught = sum(trial.caught for trial in trials)
    share = f"{caught / len(trials):7.1%}" if trials else "      -"
    return f"{name:<14} {caught:5} of {len(trials):5} caught {share}"


if __name__ == "__main__":
    sys.exit(main())
