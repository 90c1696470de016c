"""How many invented figures and names the summary check catches: reference summaries, each with one fault put in.

Run it as ``python -m jembatan_eval.summaries.corruption [--references FILE] [--seed N] [--list]``. The text of an
article is its reference translation. Names are found by an expression of its own; it shares nothing with the check.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import NamedTuple

from jembatan.errors import JembatanError
from jembatan_eval.corruptions import corrupt
from jembatan_eval.references.file import SEEDS, read_references
from jembatan_eval.references.summaries import read_summary_references
from jembatan_eval.summaries.check import Evidence, FaultKind, SummaryFault, SummaryText, check

_BAD = 2
_NAME = re.compile(
    r"(?<=[a-z,] )(?:[A-Z][a-z]+(?:-[a-z]+)?|(?:[A-Z]\.){2}|[A-Z]{2,})(?: (?:[A-Z][a-z]+(?:-[a-z]+)?|[A-Z]{2,}))*"
)
_FIRST = re.compile(r"(?:[A-Z][a-z]+(?:-[a-z]+)?)(?: [A-Z][a-z]+(?:-[a-z]+)?)*(?= [a-z])")
_DATES = re.compile(
    "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Janu|Febru|March|April|May|June|July|August|Septem|Octo|Novem|Decem"
)
_END = re.compile(r"(?=[.!?]?[\"”’']?$)")
_FIGURES = frozenset(["digit", "transposed", "words", "magnitude", "decade", "ordinal"])
"""The kinds of ``corruptions`` that put another figure in the place of one."""


class Trial(NamedTuple):
    """One fault in one sentence of a summary, and whether the check found it there, of the right kind."""

    article: str
    kind: str
    sentence: str
    now: str
    caught: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """All trials, and what the check called a fault in the untouched summaries."""

    summaries: int
    sentences: int
    alarms: tuple[SummaryFault, ...]
    trials: tuple[Trial, ...]

    def of_kind(self, kind: str) -> tuple[Trial, ...]:
        """The trials of one kind of fault."""
        return tuple(trial for trial in self.trials if trial.kind == kind)


class _Fault(NamedTuple):
    kind: str
    looked_for: FaultKind
    text: str
    now: str


def measure(texts: Sequence[SummaryText], seed: int = 0) -> Outcome:
    """Check the summaries as they are; then put every fault into every sentence that has room for it, one at a time. A
    name of another article is one that this article does not hold."""
    names = {text.article: sorted({name for line in text.english for name in _names(line)}) for text in texts}
    alarms = [fault for text in texts for fault in check(text).faults]
    trials: list[Trial] = []
    for number, text in enumerate(texts):
        evidence = Evidence(text)
        # A name that the article holds under another spelling would be no fault.
        held = _also_called("\n".join(text.english))
        others = sorted({one for found in names.values() for one in found if not _shares_a_word(one, held)})
        for place, sentence in enumerate(text.summary, 1):
            before = {fault.surface for fault in evidence.faults(place, sentence)}
            for fault in _faults(sentence, {"other": others, "own": names[text.article]}, f"{seed}:{number}:{place}"):
                found = evidence.faults_of(fault.looked_for, place, fault.text)
                caught = any(one.surface not in before for one in found)
                trials.append(Trial(text.article, fault.kind, fault.text, fault.now, caught))
    return Outcome(len(texts), sum(len(text.summary) for text in texts), tuple(alarms), tuple(trials))


def reference_summaries(path: Path) -> list[SummaryText]:
    """Both reference summaries of every article, over its reference translation. Raises InputError."""
    translations = read_references(path)
    found = []
    for reference in read_summary_references(path):
        mine = [one for one in translations if one.article == reference.article]
        english, source = tuple(one.target for one in mine), tuple(one.source for one in mine)
        for headline, sentences in (
            (reference.lead_headline, reference.lead),
            (reference.brief_headline, reference.brief),
        ):
            found.append(SummaryText(reference.article, (headline, *sentences), english, source))
    return found


def _faults(sentence: str, names: Mapping[str, Sequence[str]], seed: str) -> Iterator[_Fault]:
    for fault in corrupt(sentence, seed):
        if fault.kind in _FIGURES:
            yield _Fault("figure changed", "number", fault.text, fault.now)
    end = _END.search(sentence)
    at = end.start() if end else len(sentence)
    added: tuple[tuple[str, FaultKind], ...] = (("added figure", "number"), ("added name", "name"))
    for kind, looked_for in added:
        clause = Random(f"{seed}:{kind}").choice(_table()[kind])
        gap = "" if clause.startswith(",") else " "
        yield _Fault(kind, looked_for, sentence[:at] + gap + clause + sentence[at:], clause)
    yield from _first(sentence, names, seed)
    for kind, pool in (
        ("name invented", _table()["name"]),
        ("name of another article", names["other"]),
        ("name of the same article", names["own"]),
    ):
        random = Random(f"{seed}:{kind}")
        for start, stop in ((match.start(), match.end()) for match in _NAME.finditer(sentence)):
            was = sentence[start:stop]
            choices = [name for name in pool if not _shares_a_word(name, sentence)]
            if choices and not _DATES.match(was):
                now = random.choice(choices)
                yield _Fault(kind, "name", sentence[:start] + now + sentence[stop:], now)


def _first(sentence: str, names: Mapping[str, Sequence[str]], seed: str) -> Iterator[_Fault]:
    """Another name where the sentence begins with one: a capital says nothing there."""
    begins = _FIRST.match(sentence)
    if begins and begins[0] in names["own"]:
        now = Random(f"{seed}:first").choice(_table()["name"])
        yield _Fault("name invented, first word", "name", now + sentence[begins.end() :], now)


def _names(text: str) -> list[str]:
    found = (match[0] for match in _NAME.finditer(text))
    return [name for name in found if not _DATES.match(name) and name not in _table()["plain"]]


def _also_called(text: str) -> str:
    """The text, and behind it the other spellings of what it names."""
    return " ".join([text, *(row for row in _table()["same"] if _shares_a_word(row, text))])


def _shares_a_word(name: str, text: str) -> bool:
    return any(word in text for word in re.findall(r"\w{2,}", name))


@cache
def _table() -> dict[str, list[str]]:
    rows = files("jembatan_eval.summaries").joinpath("invented.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if not row.startswith("#"))
    return {kind: texts.split(" / ") for kind, texts in cells}


def main(arguments: list[str] | None = None) -> int:
    """Print recall by kind of fault and the false alarms. Exit codes: 0 measured, 2 the input is unusable."""
    parser = argparse.ArgumentParser(
        prog="python -m jembatan_eval.summaries.corruption",
        description="Put invented figures and names into reference summaries and count how many the check catches.",
        epilog="Example:  python -m jembatan_eval.summaries.corruption --seed 1 --list",
    )
    parser.add_argument(
        "--references", type=Path, default=SEEDS, metavar="FILE", help="a references file (default: the seeds')"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another choice of faults (default 0)")
    parser.add_argument("--list", action="store_true", dest="listed", help="show every fault that was missed")
    given = parser.parse_args(arguments)
    try:
        outcome = measure(reference_summaries(given.references), given.seed)
    except JembatanError as error:
        print(f"summary_corruption: {error}", file=sys.stderr)
        return _BAD
    _show(outcome, given.listed)
    return 0


def _show(outcome: Outcome, listed: bool) -> None:
    print(f"{outcome.summaries} summaries, {outcome.sentences} sentences with headlines: {len(outcome.alarms)} alarms")
    for alarm in outcome.alarms:
        print(f"  {alarm.article}, sentence {alarm.sentence}: {alarm.explanation}")
    for kind in dict.fromkeys(trial.kind for trial in outcome.trials):
        trials = outcome.of_kind(kind)
        caught = sum(trial.caught for trial in trials)
        print(f"{kind:<26} {caught:4} of {len(trials):4} caught {caught / len(trials):7.1%}")
    for trial in outcome.trials:
        if listed and not trial.caught:
            print(f"\n{trial.article}, {trial.kind}: {trial.now}\n  {trial.sentence}")


if __name__ == "__main__":
    sys.exit(main())
