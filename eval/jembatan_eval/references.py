"""Reference translations, and which segments of a bundle they answer."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jembatan.errors import InputError
from jembatan.publish.schema import ArticleRecord
from jembatan_eval.lines import Pair, read_text

SEEDS = Path(__file__).parents[1] / "references" / "seeds.jsonl"
"""The references of the seeds, in a checkout."""


class Reference(BaseModel):
    """The reference translation of one segment: a line of a references file, schema 1."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    article: str
    source: str
    target: str


class _Line(BaseModel):
    """What every line of a references file says of itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1] = Field(alias="schema")
    type: Literal["segment", "summary"]


@dataclass(frozen=True, slots=True)
class ArticleCoverage:
    """How far references and segments of one article answer each other. ``untranslated`` counts those of the
    matched segments that have no English; they are scored as empty."""

    article: str
    segments: int
    references: int
    matched: int
    untranslated: int

    @property
    def segments_without_reference(self) -> int:
        """Segments that nothing can be compared with."""
        return self.segments - self.matched

    @property
    def references_without_segment(self) -> int:
        """References that no segment of the bundle answers."""
        return self.references - self.matched


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs that can be scored, and what could not be aligned, for each article of either side."""

    pairs: tuple[Pair, ...]
    articles: tuple[ArticleCoverage, ...]


def read_references(path: Path) -> list[Reference]:
    """The reference translations of a file, in its order; lines that hold summaries are not among them.

    Raises InputError naming the file and the line.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such references file; give one with --references FILE")
    references: list[Reference] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            if _Line.model_validate_json(line).type == "segment":
                references.append(Reference.model_validate_json(line))
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(str(part) for part in fault["loc"]) or "line"
            raise InputError(f"{path}:{number}: not a reference of schema 1 ({where}: {fault['msg']})") from error
    return references


def align(bundle: Sequence[ArticleRecord], references: Sequence[Reference]) -> Alignment:
    """Pair segments and references of the same article and source text (white space apart); where a text stands
    several times in an article, the first with the first, and so on. Raises InputError where nothing matches."""
    waiting: dict[tuple[str, str], deque[Reference]] = defaultdict(deque)
    for reference in references:
        waiting[reference.article, _plain(reference.source)].append(reference)
    wanted = Counter(reference.article for reference in references)
    pairs: list[Pair] = []
    articles: list[ArticleCoverage] = []
    for article in bundle:
        published = _date(article)
        matched = untranslated = 0
        for segment in article["segments"]:
            candidates = waiting.get((article["id"], _plain(segment["source"])))
            if not candidates:
                continue
            matched += 1
            untranslated += segment["target"] is None
            pairs.append(
                Pair(
                    segment["target"] or "",
                    candidates.popleft().target,
                    segment["source"],
                    published,
                    article["id"],
                    segment["id"],
                )
            )
        articles.append(
            ArticleCoverage(
                article["id"], len(article["segments"]), wanted.pop(article["id"], 0), matched, untranslated
            )
        )
    articles += [ArticleCoverage(article, 0, count, 0, 0) for article, count in wanted.items()]
    if not pairs:
        raise InputError(
            f"none of the bundle's {sum(one.segments for one in articles)} segments has one of the {len(references)} "
            "references; they are aligned by article id and source text: give the references of these articles "
            "with --references FILE"
        )
    return Alignment(tuple(pairs), tuple(articles))


def _date(article: ArticleRecord) -> date | None:
    if article["published"] is None:
        return None
    try:
        return date.fromisoformat(article["published"])
    except ValueError as error:
        raise InputError(f"{article['id']}: published: {error}; publish the night again") from error


def _plain(text: str) -> str:
    return " ".join(text.split())
