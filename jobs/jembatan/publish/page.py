"""One article as a self-contained HTML page: Indonesian and English side by side, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from jembatan.publish.content import Bundle
from jembatan.publish.jsonl import engines_of, english_title, report_of, segment_id, translation_of
from jembatan.publish.marks import Piece, highlight
from jembatan.publish.mends import MendView, mend_view
from jembatan.publish.notes import SUPPORTED, UNSUPPORTED, Note, of_flags, of_segment, of_summary
from jembatan.publish.provenance import EngineNote, Provenance
from jembatan.publish.templating import environment
from jembatan.records import Removal, Replaced, Segment, Summary


@dataclass(frozen=True, slots=True)
class Row:
    """One segment on the page. ``removed`` is what cleaning took out before it; ``problem`` says why ``target`` is
    None."""

    id: str
    segment: Segment
    opens_paragraph: bool
    source: tuple[Piece, ...]
    target: tuple[Piece, ...] | None
    problem: str | None
    notes: tuple[Note, ...]
    removed: tuple[Removal, ...]
    needs_look: bool
    mend: MendView | None

    @property
    def repaired(self) -> bool:
        """Another text took the place of the first output, and not by its spelling alone."""
        return self.mend is not None and self.mend.kind in ("repaired", "machine-repaired")


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One sentence of the summary on the page. ``evidence`` are the anchors of the rows that bear it out, best first,
    ``similar`` those that an encoder added; ``instead`` is the sentence of the engine whose place it took."""

    id: str
    text: tuple[Piece, ...]
    notes: tuple[Note, ...]
    evidence: tuple[str, ...]
    instead: Replaced | None
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The summary on the page: the engine that wrote it, how its numbers fared, what was ``taken_out`` of it and what
    was ``cut`` off its end."""

    rows: tuple[SummaryRow, ...]
    taken_out: tuple[Replaced, ...]
    cut: tuple[str, ...]
    notes: tuple[Note, ...]
    engine: EngineNote | None
    identity: str
    parts: int
    answers: int
    supported: int
    unsupported: int
    needs_look: bool


def render_article(bundle: Bundle, provenance: Provenance) -> str:
    """The page of one article: no script, nothing loaded from elsewhere, the same bytes for the same records."""
    rows = _rows(bundle)
    # The headline stands over the page; a title segment further down stays where it is.
    titles = sum(1 for _ in takewhile(lambda row: row.segment.kind == "title", rows))
    summary = _summary(bundle.summary, provenance) if bundle.summary else None
    batches = dict.fromkeys(translation.batch for translation in bundle.translations if translation.batch)
    if bundle.summary and bundle.summary.batch:
        batches[bundle.summary.batch] = None
    return (
        environment()
        .get_template("article.html.j2")
        .render(
            article=bundle.segmented.article,
            bundle=bundle,
            title=english_title(bundle) or bundle.segmented.article.title or bundle.segmented.article.id,
            headline=rows[:titles],
            rows=rows[titles:],
            to_look_at=[row for row in rows if row.needs_look],
            repaired=[row for row in rows if row.repaired],
            sentences=len(rows),
            removed_at_end=[
                removal for removal in bundle.segmented.removed if removal.before >= len(bundle.segmented.segments)
            ],
            summary=summary,
            provenance=provenance,
            batches=list(batches),
            translators=[engine["name"] for engine in engines_of(bundle, provenance) if engine["stage"] == "translate"],
        )
    )


def _rows(bundle: Bundle) -> list[Row]:
    rows: list[Row] = []
    paragraph: int | None = None
    for position, segment in enumerate(bundle.segmented.segments):
        translation = translation_of(bundle, position)
        report = report_of(bundle, position)
        target = translation.target if translation else None
        flags = translation.flags if translation else ()
        problem = translation.problem if translation else "no translation was made"
        rows.append(
            Row(
                id=segment_id(segment.index),
                segment=segment,
                opens_paragraph=segment.paragraph != paragraph,
                source=highlight(segment.text, report, "source"),
                target=None if target is None else highlight(target, report, "target"),
                problem=problem,
                notes=of_segment(
                    flags,
                    translation.findings if translation else (),
                    report,
                    problem if target is not None else None,
                ),
                needs_look=bool(flags) or target is None,
                mend=mend_view(translation),
                removed=tuple(removal for removal in bundle.segmented.removed if removal.before == position),
            )
        )
        paragraph = segment.paragraph
    return rows


def _summary(summary: Summary, provenance: Provenance) -> SummaryView:
    instead = {one.place: one for one in summary.replaced}
    return SummaryView(
        rows=tuple(
            SummaryRow(
                f"summary-{at + 1}",
                highlight(sentence.text, sentence.numbers, "target"),
                of_summary(sentence.flags, sentence.numbers, sentence.findings),
                tuple(map(segment_id, sentence.evidence)),
                instead.get(at),
                tuple(map(segment_id, sentence.similar)),
            )
            for at, sentence in enumerate(summary.sentences)
        ),
        taken_out=tuple(one for one in summary.replaced if one.place is None),
        cut=summary.cut,
        notes=of_flags(summary.flags),
        engine=provenance.engine(summary.engine),
        identity=summary.engine,
        parts=summary.parts,
        answers=summary.answers,
        supported=sum(sentence.numbers.count(status) for sentence in summary.sentences for status in SUPPORTED),
        unsupported=sum(sentence.numbers.count(status) for sentence in summary.sentences for status in UNSUPPORTED),
        needs_look=bool(summary.flags) or any(sentence.flags for sentence in summary.sentences),
    )
