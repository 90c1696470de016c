"""What small models write into a summary and nobody wants: stray blanks, "The article says that", and the headline."""

from __future__ import annotations

import re

from jembatan.evidence.article import ArticleText

_PARTED = re.compile(r"\b\d{1,3}(?:, \d{3})+\b")
_CLOSING = re.compile(r"([.,!?]) +([\"”])(?=\s|$)")
_ANNOUNCED = re.compile(
    r"(?m)(^|(?<=[.!?] ))(?:The|This) (article|text|story|passage) (?:also |further )?"
    r"(?:says|states|reports|notes|mentions|adds|concludes|explains|claims|indicates|reveals|highlights) that (\w)"
)


def tidied(answer: str, article: ArticleText) -> str:
    """An answer without the blanks that small models put into figures (``11, 800`` where the article has 11,800) and
    before a closing quotation mark, without "The article says that" before what it says, unless the article itself
    speaks of an article, and without the article's headline before its first sentence. Nothing else goes."""
    written = article.text

    def closed(match: re.Match[str]) -> str:
        figure = match[0].replace(", ", ",")
        return figure if figure in written and match[0] not in written else match[0]

    def plain(match: re.Match[str]) -> str:
        return match[0] if match[2] in written.casefold() else match[1] + match[3].upper()

    return _CLOSING.sub(r"\1\2", _PARTED.sub(closed, _ANNOUNCED.sub(plain, _without_headline(answer, article))))


def _without_headline(answer: str, article: ArticleText) -> str:
    """The headline stands over the page already, and is seldom a whole sentence. An answer of nothing else keeps it."""
    words = re.findall(r"\w+", article.english[0]) if 0 in article.titles else []
    if not words:
        return answer
    headline = r"\W+".join(map(re.escape, words))
    found = re.match(rf"\W*{headline}[^\w\s]*\s+(?=[\W\d]*(?-i:[^\W_a-z]))", answer, re.I)
    return answer if found is None else answer[found.end() :]
