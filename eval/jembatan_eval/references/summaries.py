"""Reference summaries: two for each article, and how a summary is scored against them.

A night's summary is a lead and two to four sentences. All of it is scored against both references of its article, and
ROUGE takes the better one; its first sentence alone is scored against the lead reference. The references' headlines are
not scored: a summary has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jembatan.errors import InputError
from jembatan_eval.references.file import Numbered, Summary, read_entries

_SENTENCES = {"lead": 1, "brief": 3}


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
    return summary_references(path, read_entries(path))


def summary_references(path: Path, entries: Sequence[Numbered]) -> list[SummaryReference]:
    """The same of entries that were read from ``path``."""
    found: dict[str, dict[str, tuple[int, Summary]]] = {}
    for numbered in entries:
        summary = numbered.entry
        if not isinstance(summary, Summary):
            continue
        wanted = _SENTENCES[summary.style]
        if len(summary.sentences) != wanted:
            raise InputError(
                f"{path}:{numbered.line}: this {summary.style} summary has {len(summary.sentences)} sentences; "
                f"it must have {wanted}"
            )
        styles = found.setdefault(summary.article, {})
        if summary.style in styles:
            raise InputError(
                f"{path}:{numbered.line}: a second {summary.style} summary of {summary.article}; the first is line "
                f"{styles[summary.style][0]}; take one out"
            )
        styles[summary.style] = (numbered.line, summary)
    return [_reference(path, styles) for styles in found.values()]


def by_article(references: Sequence[SummaryReference]) -> dict[str, SummaryReference]:
    """The references by their article's id."""
    return {reference.article: reference for reference in references}


def _reference(path: Path, styles: dict[str, tuple[int, Summary]]) -> SummaryReference:
    if len(styles) < 2:
        number, summary = next(iter(styles.values()))
        other = "brief" if summary.style == "lead" else "lead"
        raise InputError(f"{path}:{number}: {summary.article} has a {summary.style} summary but no {other}; add it")
    lead, brief = styles["lead"][1], styles["brief"][1]
    return SummaryReference(lead.article, lead.headline, lead.sentences, brief.headline, brief.sentences)
