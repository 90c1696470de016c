"""Reference summaries: two for each article, and how a summary is scored against them.

A night's summary is a lead and two to four sentences. All of it is scored against both references of its article, and
ROUGE takes the better one; its first sentence alone is scored against the lead reference. The references' headlines are
not scored: a summary has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jembatan.errors import InputError
from jembatan_eval.lines import read_text

Style = Literal["lead", "brief"]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1] = Field(alias="schema")
    type: Literal["segment", "summary"]


class _Summary(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    article: str = Field(min_length=1)
    style: Style
    headline: str = Field(pattern=r"\S")
    sentences: list[str] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class SummaryReference:
    """The two reference summaries of one article: a headline with a lead of one sentence, and one with a brief of
    three."""

    article: str
    lead_headline: str
    lead: tuple[str, ...]
    brief_headline: str
    brief: tuple[str, ...]

    @property
    def both(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a whole summary is scored against."""
        return self.lead, self.brief


def read_summary_references(path: Path) -> list[SummaryReference]:
    """The reference summaries of a references file, one for each article, in its order; translations are passed over.

    Raises InputError naming the file, and the line of what is not in schema 1, stands twice or lacks its other half.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such references file; give one with --references FILE")
    found: dict[str, dict[Style, tuple[int, _Summary]]] = {}
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        summary = _summary(path, number, line)
        if summary is None:
            continue
        styles = found.setdefault(summary.article, {})
        if summary.style in styles:
            raise InputError(
                f"{path}:{number}: a second {summary.style} summary of {summary.article}; the first is line "
                f"{styles[summary.style][0]}; take one out"
            )
        styles[summary.style] = (number, summary)
    return [_reference(path, styles) for styles in found.values()]


def by_article(references: Sequence[SummaryReference]) -> dict[str, SummaryReference]:
    """The references by their article's id."""
    return {reference.article: reference for reference in references}


def _summary(path: Path, number: int, line: str) -> _Summary | None:
    try:
        if _Line.model_validate_json(line).type == "segment":
            return None
        summary = _Summary.model_validate_json(line)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"]) or "line"
        raise InputError(f"{path}:{number}: not a reference summary of schema 1 ({where}: {fault['msg']})") from error
    wanted = 1 if summary.style == "lead" else 3
    if len(summary.sentences) != wanted or not all(sentence.strip() for sentence in summary.sentences):
        raise InputError(
            f"{path}:{number}: this {summary.style} summary has {len(summary.sentences)} sentences; "
            f"it must have {wanted}, none of them empty"
        )
    return summary


def _reference(path: Path, styles: dict[Style, tuple[int, _Summary]]) -> SummaryReference:
    if len(styles) < 2:
        number, summary = next(iter(styles.values()))
        other = "brief" if summary.style == "lead" else "lead"
        raise InputError(f"{path}:{number}: {summary.article} has a {summary.style} summary but no {other}; add it")
    lead, brief = styles["lead"][1], styles["brief"][1]
    return SummaryReference(lead.article, lead.headline, tuple(lead.sentences), brief.headline, tuple(brief.sentences))
