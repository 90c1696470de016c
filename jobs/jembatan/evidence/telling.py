"""What a sentence of a summary seems to tell and does not: anything, the news, over what time a number counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jembatan.evidence.article import ArticleText
from jembatan.evidence.trace import Trace
from jembatan.names.unsupported import name_runs

_ABOUT = re.compile(
    r"(?:The|This) (article|text|story|passage) (?:also |further |then )?"
    r"(?:is|discusses|describes|focuses|covers|mentions|highlights|explores|concludes|ends|begins|talks|provides|details"
    r"|outlines|addresses|deals|summarizes|summarises|explains|examines|reports|states|notes|looks)\b"
)
_SMALL = re.compile(r"\b(?!(?:an?|and|as|at|by|for|from|in|into|of|on|or|over|the|to|with)\b)[a-z]")
_OPEN = re.compile(r"\b(?:whether|apakah)\b", re.I)
_LEFT_OPEN = re.compile(
    r"\b(?:whether|if|may|might|could|possibl[ey]|perhaps|un(?:known|clear|certain|confirmed)|questions?|alleged(?:ly)?"
    r"|not (?:yet )?(?:been )?(?:known|clear|certain|confirmed|sure|say|know|verif(?:y|ied)))\b",
    re.I,
)
_UNITS = r"(?:hour|day|night|week|weekend|fortnight|month|quarter|year|decade)s?"
_PERIOD = re.compile(rf"\b(?:in|over|during|within|for) the (?:past|last|previous) (?:[\w-]+ ){{0,2}}{_UNITS}\b", re.I)
_TIME = re.compile(rf"\b(?:{_UNITS}|daily|weekly|monthly|yearly|since|until|overnight|today|yesterday|so far)\b", re.I)
_CALENDAR = frozenset(["weekday", "month", "date", "time"])
_FIRST = 1 / 3
_FEWEST = 4
"""The news stands in the first third of an article, and in its first sentences where it is short."""


def about_the_article(sentence: str, article: ArticleText) -> bool:
    """It says what the article does ("The article discusses...") where the article does not speak of one itself."""
    found = _ABOUT.match(sentence)
    return found is not None and found[1] not in article.text.casefold()


def is_headline(sentence: str) -> bool:
    """It is a name or a headline with capitals (``Moscow-Ukraine War``), which says of nobody that he does something.
    What is in capitals throughout is not judged."""
    return " " in sentence and not sentence.isupper() and not _SMALL.search(sentence)


def settled(sentence: str, found: Trace, article: ArticleText) -> int | None:
    """The segment that asks whether this is so, where the sentence tells it as settled; None where there is none."""
    if not found.segments or _LEFT_OPEN.search(sentence):
        return None
    at = found.segments[0]
    return at if _OPEN.search(article.english[at]) or _OPEN.search(article.source[at]) else None


def timeless(sentence: str, article: ArticleText) -> tuple[str, ...]:
    """What to tell of each number that counts, wherever the article's English has it, over a time that is named with it
    (in the past week), where the sentence names no time at all."""
    return tuple(
        f"Sentence {at + 1} of the article has {surface} {period.lower()}."
        for surface, at, period in _untimed(sentence, article)
    )


def with_time(sentence: str, article: ArticleText) -> str:
    """The sentence with the time of its numbers before it, in the article's words, where it leaves that out and one
    time is that of all of them."""
    periods = {period.lower() for _, _, period in _untimed(sentence, article)}
    if len(periods) != 1:
        return sentence
    runs = name_runs(sentence)
    named = bool(runs) and runs[0][0].start == 0
    period = periods.pop()
    return f"{period[0].upper()}{period[1:]}, {sentence if named else sentence[0].lower() + sentence[1:]}"


def _untimed(sentence: str, article: ArticleText) -> Iterator[tuple[str, int, str]]:
    """Each number that lacks its time: how it stands, the segment that has it, and the time."""
    if _TIME.search(sentence):
        return
    for held in article.holders(sentence):
        periods = [_PERIOD.search(article.english[at]) for at in held.english]
        if held.claim.kind not in _CALENDAR and periods and periods[0] is not None and all(periods):
            yield held.claim.surface, held.english[0], periods[0][0]


def misses_the_news(traces: Sequence[Trace], article: ArticleText) -> bool:
    """None of a summary's sentences rests on the first part of the article, where the news stands."""
    first = max(len(article.english) * _FIRST, _FEWEST)
    best = [trace.segments[0] for trace in traces if trace.segments]
    return bool(best) and min(best) >= first
