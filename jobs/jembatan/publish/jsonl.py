"""``bundle.jsonl``: all of an article in one line, in the schema of ``schema.py``."""

from __future__ import annotations

import json
import math
import re

from jembatan.publish.content import Bundle
from jembatan.publish.provenance import Provenance
from jembatan.publish.schema import (
    VERSION,
    ArticleRecord,
    EngineRecord,
    FindingRecord,
    NumberRecord,
    QuantityRecord,
    RepairStepRecord,
    ReplacedRecord,
    SegmentRecord,
    SummaryNotes,
    SummaryRecord,
)
from jembatan.quantities import NumberReport, Quantity
from jembatan.records import Finding, RepairStep, Replaced, Segment, Summary, SummarySentence, Translation

_DECIMALS = 4

_UNSAFE_IN_A_LINE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Line breaks that JSON allows in a string but other readers split at, and what UTF-8 cannot hold."""


def segment_id(index: int) -> str:
    """``s1`` for the first segment (index 0): its id in ``bundle.jsonl`` and its anchor on the page."""
    return f"s{index + 1}"


def line(record: ArticleRecord) -> str:
    """A record as one line of JSON, with its line feed."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return _UNSAFE_IN_A_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def record(bundle: Bundle, provenance: Provenance) -> ArticleRecord:
    """Everything that is published of one article, as plain data."""
    segmented, summary = bundle.segmented, bundle.summary
    article, segments = segmented.article, segmented.segments
    return {
        "schema": VERSION,
        "id": article.id,
        "status": bundle.status,
        "flagged": bundle.flagged,
        "source_path": article.path,
        "source_record": article.record,
        "title": article.title,
        "title_target": english_title(bundle),
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "language": segmented.language,
        "segments": [
            _segment(segment, translation_of(bundle, position), report_of(bundle, position))
            for position, segment in enumerate(segments)
        ],
        "removed": [
            {
                "text": removal.text,
                "reason": removal.reason,
                "before": segment_id(removal.before) if removal.before < len(segments) else None,
            }
            for removal in segmented.removed
        ],
        "repairs": [
            {"before": repair.before, "after": repair.after, "reason": repair.reason} for repair in segmented.repairs
        ],
        "summary": [_sentence(sentence) for sentence in summary.sentences] if summary else [],
        "summary_notes": _summary_notes(summary) if summary else None,
        "engines": engines_of(bundle, provenance),
        "failures": [
            {"stage": failure.stage, "reason": failure.reason, "path": failure.path, "record": failure.record}
            for failure in bundle.failures
        ],
    }


def english_title(bundle: Bundle) -> str | None:
    """The translation of the title segments, or None where there is no title or no translation of it."""
    targets = [
        translation.target
        for position, segment in enumerate(bundle.segmented.segments)
        if segment.kind == "title" and (translation := translation_of(bundle, position)) and translation.target
    ]
    return " ".join(targets) or None


def translation_of(bundle: Bundle, position: int) -> Translation | None:
    """The translation of a segment; None where the article failed before it was translated."""
    return bundle.translations[position] if position < len(bundle.translations) else None


def report_of(bundle: Bundle, position: int) -> NumberReport | None:
    """The number report of a segment; None where the article failed before its numbers were checked."""
    return bundle.numbers[position] if position < len(bundle.numbers) else None


def engines_of(bundle: Bundle, provenance: Provenance) -> list[EngineRecord]:
    """The engines that worked on an article, in the order of first use."""
    used = [(_stage_of(translation), translation.engine) for translation in bundle.translations if translation.engine]
    if bundle.summary is not None:
        used.append(("summarise", bundle.summary.engine))
        if bundle.summary.encoder:
            used.append(("evidence", bundle.summary.encoder))
    records: list[EngineRecord] = []
    for stage, identity in dict.fromkeys(used):
        note = provenance.engine(identity)
        records.append(
            {
                "stage": stage,
                "name": note.name if note else identity,
                "identity": note.identity if note else identity,
                "licence": note.licence if note else None,
            }
        )
    return records


def _stage_of(translation: Translation) -> str:
    """Which part of the night's work the published text is: a repair by another engine, or the translation."""
    taken = [step.rung for step in translation.steps if step.accepted]
    return "repair" if "engine" in taken else "translate"


def _segment(segment: Segment, translation: Translation | None, report: NumberReport | None) -> SegmentRecord:
    return {
        "id": segment_id(segment.index),
        "kind": segment.kind,
        "paragraph": segment.paragraph,
        "language": segment.language,
        "source": segment.text,
        "target": translation.target if translation else None,
        "problem": translation.problem if translation else "no translation was made",
        "flags": list(translation.flags) if translation else [],
        "findings": [_finding(finding) for finding in translation.findings] if translation else [],
        "engine": translation.engine if translation else None,
        "score": _rounded(translation.score) if translation else None,
        "pieces": translation.pieces if translation else 1,
        "batch": translation.batch if translation else "",
        "numbers": _numbers(report),
        "repaired": translation.mend if translation else None,
        "first_target": translation.first if translation else None,
        "repair_steps": [_step(step) for step in translation.steps] if translation else [],
    }


def _step(step: RepairStep) -> RepairStepRecord:
    return {
        "rung": step.rung,
        "tried": step.tried,
        "target": step.target,
        "engine": step.engine,
        "score": _rounded(step.score),
        "batch": step.batch,
        "accepted": step.accepted,
        "reason": step.reason,
        "checks": [_finding(finding) for finding in step.findings],
    }


def _finding(finding: Finding) -> FindingRecord:
    return {
        "check": finding.check,
        "clean": finding.clean,
        "score": round(finding.score, _DECIMALS),
        "explanation": finding.explanation,
    }


def _rounded(score: float | None) -> float | None:
    return None if score is None or not math.isfinite(score) else round(score, _DECIMALS)


def _summary_notes(summary: Summary) -> SummaryNotes:
    made: SummaryNotes = {
        "engine": summary.engine,
        "parts": summary.parts,
        "batch": summary.batch,
        "flags": list(summary.flags),
        "cut": list(summary.cut),
        "replaced": [_replaced(one) for one in summary.replaced],
        "answer": summary.answer,
        "answers": summary.answers,
    }
    if summary.uncompared:
        made["uncompared"] = summary.uncompared
    return made


def _sentence(sentence: SummarySentence) -> SummaryRecord:
    made: SummaryRecord = {
        "text": sentence.text,
        "flags": list(sentence.flags),
        "numbers": _numbers(sentence.numbers),
        "evidence": [segment_id(at) for at in sentence.evidence],
        "traced": [
            {
                "start": item.start,
                "end": item.end,
                "surface": item.surface,
                "kind": item.kind,
                "segment": None if item.segment is None else segment_id(item.segment),
            }
            for item in sentence.traced
        ],
        "findings": [_finding(finding) for finding in sentence.findings],
        "extracted": sentence.extracted,
    }
    if sentence.similar:
        made["similar"] = [segment_id(at) for at in sentence.similar]
    return made


def _replaced(one: Replaced) -> ReplacedRecord:
    return {"text": one.text, "findings": [_finding(finding) for finding in one.findings], "place": one.place}


def _numbers(report: NumberReport | None) -> list[NumberRecord]:
    if report is None:
        return []
    return [
        {
            "status": match.status,
            "source": _quantity(match.source),
            "target": _quantity(match.target),
            "explanation": match.explanation,
            "confidence": round(match.confidence, _DECIMALS),
            "excused": match.excused,
        }
        for match in report.matches
    ]


def _quantity(quantity: Quantity | None) -> QuantityRecord | None:
    if quantity is None:
        return None
    return {
        "start": quantity.start,
        "end": quantity.end,
        "surface": quantity.surface,
        "value": quantity.value,
        "kind": quantity.kind,
        "readings": list(quantity.readings),
        "unit": quantity.unit,
    }
