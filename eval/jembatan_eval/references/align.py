"""Which segments of a bundle a file of references answers."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jembatan.errors import InputError
from jembatan.publish.schema import ArticleRecord
from jembatan_eval.lines import Pair
from jembatan_eval.references.file import Reference, plain


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """How far references and segments of one article answer each other. ``untranslated`` counts the segments without
    English, which are scored as empty; ``foreign`` those that are not Indonesian and were left alone, which are not
    scored."""

    article: str
    segments: int
    references: int
    matched: int
    untranslated: int
    foreign: int = 0
    in_bundle: bool = True

    @property
    def segments_without_reference(self) -> int:
        """Segments that nothing can be compared with."""
        return self.segments - self.foreign - self.matched

    @property
    def references_without_segment(self) -> int:
        """References that no segment of the bundle answers."""
        return self.references - self.matched


@dataclass(frozen=True, slots=True)
class Alignment:
    """All Indonesian segments of a bundle in its order, each with its reference where there is one, and what could not
    be aligned, for each article of either side."""

    pairs: tuple[Pair, ...]
    articles: tuple[ArticleMatch, ...]

    @property
    def matched(self) -> int:
        """How many segments have a reference."""
        return sum(one.matched for one in self.articles)

    @property
    def unanswered(self) -> int:
        """How many references of the bundle's articles no segment answers: something of these articles is gone."""
        return sum(one.references_without_segment for one in self.articles if one.in_bundle)


def align(bundle: Sequence[ArticleRecord], references: Sequence[Reference]) -> Alignment:
    """Pair segments and references of the same article and source text (white space apart); where a text stands
    several times in an article, the first with the first, and so on."""
    waiting: dict[tuple[str, str], deque[Reference]] = defaultdict(deque)
    for reference in references:
        waiting[reference.article, plain(reference.source)].append(reference)
    wanted = Counter(reference.article for reference in references)
    pairs: list[Pair] = []
    articles: list[ArticleMatch] = []
    for article in bundle:
        published = _date(article)
        indonesian = [segment for segment in article["segments"] if "foreign-language" not in segment["flags"]]
        matched = 0
        for segment in indonesian:
            candidates = waiting.get((article["id"], plain(segment["source"])))
            matched += bool(candidates)
            pairs.append(
                Pair(
                    segment["target"] or "",
                    candidates.popleft().target if candidates else None,
                    segment["source"],
                    published,
                    article["id"],
                    segment["id"],
                )
            )
        segments = len(article["segments"])
        articles.append(
            ArticleMatch(
                article["id"],
                segments,
                wanted.pop(article["id"], 0),
                matched,
                sum(segment["target"] is None for segment in indonesian),
                segments - len(indonesian),
            )
        )
    articles += [ArticleMatch(article, 0, count, 0, 0, in_bundle=False) for article, count in wanted.items()]
    return Alignment(tuple(pairs), tuple(articles))


def _date(article: ArticleRecord) -> date | None:
    if article["published"] is None:
        return None
    try:
        return date.fromisoformat(article["published"])
    except ValueError as error:
        raise InputError(f"{article['id']}: published: {error}; publish the night again") from error
