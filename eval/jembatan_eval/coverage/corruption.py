"""How many faults the coverage checks find: human translations, damaged at a low rate and looked through again.

Run it as ``python -m jembatan_eval.coverage.corruption SOURCE REFERENCE [--seed N] [--with-references] [--list]``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from jembatan.errors import JembatanError
from jembatan_eval.coverage import Coverage, CoverageFault, CoverageKind, coverage
from jembatan_eval.coverage.damage import MAKERS, Damage
from jembatan_eval.lines import Pair, read_aligned

_BAD = 2
_ROUNDS = 6
_RATE = 0.01
"""Of the segments that each kind of damage touches first, in one round."""

_APART = 3
"""Segments left alone between two damages."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A damaged segment. ``found``: some fault was told of it; ``named``: one of the right kind."""

    index: int
    name: str
    text: str
    found: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """All rounds over one set of pairs. ``alarms`` are the faults told of what nobody touched, ``before`` those in the
    pairs as they came; ``untouched`` counts segments over all rounds."""

    pairs: int
    before: Coverage
    trials: tuple[Trial, ...]
    untouched: int
    alarms: tuple[CoverageFault, ...]

    def named(self, name: str) -> tuple[Trial, ...]:
        """The trials of one kind of damage."""
        return tuple(trial for trial in self.trials if trial.name == name)


def measure(pairs: Sequence[Pair], seed: int = 0, rounds: int = _ROUNDS, with_references: bool = False) -> Outcome:
    """Damage the hypotheses of ``pairs`` (right translations) in several rounds, and look for the faults. References
    are given to the checks only if asked for: here they are the right translations themselves, which is the easiest
    case there is."""
    sources = [pair.source or "" for pair in pairs]
    targets = [pair.hypothesis for pair in pairs]

    def scored(outputs: Sequence[str]) -> Coverage:
        references = targets if with_references else [None] * len(targets)
        rows = zip(pairs, outputs, references, strict=True)
        return coverage([pair._replace(hypothesis=made, reference=wanted) for pair, made, wanted in rows])

    trials: list[Trial] = []
    alarms: list[CoverageFault] = []
    untouched = 0
    for number in range(rounds):
        damages = _damages(sources, targets, Random(f"{seed}:{number}"))
        outputs = list(targets)
        for damage in damages:
            for index, text in damage.outputs.items():
                outputs[index] = text
        found = scored(outputs).faults
        kinds: dict[int, set[CoverageKind]] = {}
        for fault in found:
            kinds.setdefault(fault.index, set()).add(fault.kind)
        for damage in damages:
            for index in damage.faulty:
                told = kinds.get(index, set())
                trials.append(Trial(index, damage.name, outputs[index], bool(told), not told.isdisjoint(damage.kinds)))
        touched = {index for damage in damages for index in damage.outputs}
        untouched += len(targets) - len(touched)
        alarms += [fault for fault in found if fault.index not in touched]
    return Outcome(len(pairs), scored(targets), tuple(trials), untouched, tuple(alarms))


def _damages(sources: Sequence[str], targets: Sequence[str], random: Random) -> list[Damage]:
    free = set(range(len(targets)))
    made = []
    for maker in MAKERS:
        wanted = max(1, round(_RATE * len(targets)))
        for index in random.sample(range(len(targets)), len(targets)):
            if not wanted:
                break
            damage = maker(sources, targets, index, random) if index in free and targets[index] else None
            if damage is None or not free.issuperset(damage.outputs):
                continue
            made.append(damage)
            wanted -= 1
            for place in damage.outputs:
                free -= set(range(place - _APART, place + _APART + 1))
    return made


def main(arguments: list[str] | None = None) -> int:
    """Print the table. Exit codes: 0 measured, 2 the input is unusable."""
    parser = argparse.ArgumentParser(
        prog="python -m jembatan_eval.coverage.corruption",
        description="Damage human translations sentence by sentence and count how many faults coverage finds.",
        epilog="Example:  python -m jembatan_eval.coverage.corruption dev.id dev.en --seed 1 --list",
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="Indonesian, one segment a line")
    parser.add_argument("reference", type=Path, metavar="REFERENCE", help="its human translation, aligned by line")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another choice of places (default 0)")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, metavar="N", help=f"times (default {_ROUNDS})")
    parser.add_argument("--with-references", action="store_true", help="give the checks the right translations too")
    parser.add_argument("--list", action="store_true", dest="listed", help="show what was missed, and false alarms")
    given = parser.parse_args(arguments)
    try:
        pairs = read_aligned(given.reference, given.reference, given.source)
    except JembatanError as error:
        print(f"coverage_corruption: {error}", file=sys.stderr)
        return _BAD
    plain = [pair._replace(reference=None) for pair in pairs]
    _show(plain, measure(plain, given.seed, given.rounds, given.with_references), given.listed)
    return 0


def _show(pairs: Sequence[Pair], outcome: Outcome, listed: bool) -> None:
    before = outcome.before
    print(f"{outcome.pairs} pairs; {len({fault.index for fault in before.faults})} have a fault as they came")
    for name in dict.fromkeys(trial.name for trial in outcome.trials):
        trials = outcome.named(name)
        found, named = sum(trial.found for trial in trials), sum(trial.named for trial in trials)
        shares = f"{found / len(trials):7.1%}, by its name {named / len(trials):7.1%}"
        print(f"{name:<17} {found:4} of {len(trials):4} found {shares}")
    alarmed = len({(place, fault.index) for place, fault in enumerate(outcome.alarms)})
    print(f"{'untouched':<17} {alarmed:4} of {outcome.untouched:4} false {alarmed / max(1, outcome.untouched):7.2%}")
    if not listed:
        return
    for trial in outcome.trials:
        if not trial.named:
            print(f"\nline {trial.index + 1}, {trial.name}{', found by another name' if trial.found else ''}")
            print(f"  {pairs[trial.index].source}\n  {trial.text}")
    for fault in outcome.alarms:
        pair = pairs[fault.index]
        print(f"\nline {fault.index + 1}, false alarm: {fault.kind}: {fault.explanation}")
        print(f"  {pair.source}\n  {pair.hypothesis}")


if __name__ == "__main__":
    sys.exit(main())
