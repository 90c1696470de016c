"""What a sentence of a summary seems to tell and does not: the news itself, and over what time a number counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jembatan.evidence.article import ArticleText
from jembatan.evidence.trace import Trace

_ABOUT = re.compile(
    r"(?:The|This) (article|text|story|passage) (?:also |further |then )?"
    r"(?:is|discusses|describes|focuses|covers|mentions|highlights|explores|concludes|ends|begins|talks|provides|details"
    r"|outlines|addresses|deals|summarizes|summarises|explains|examines|reports|states|notes|looks)\b"
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


def timeless(sentence: str, article: ArticleText) -> tuple[str, ...]:
    """What to tell of each number that counts, wherever the article's English has it, over a time that is named with it
    (in the past week), where the sentence names no time at all."""
    if _TIME.search(sentence):
        return ()
    told = []
    for held in article.holders(sentence):
        if held.claim.kind in _CALENDAR:
            continue
        periods = [_PERIOD.search(article.english[at]) for at in held.english]
        if periods and periods[0] is not None and all(periods):
            told.append(
                f"Sentence {held.english[0] + 1} of the article has {held.claim.surface} {periods[0][0].lower()}."
            )
    return tuple(told)


def misses_the_news(traces: Sequence[Trace], article: ArticleText) -> bool:
    """None of a summary's sentences rests on the first part of the article, where the news stands."""
    first = max(len(article.english) * _FIRST, _FEWEST)
    best = [trace.segments[0] for trace in traces if trace.segments]
    return bool(best) and min(best) >= first
