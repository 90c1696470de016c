"""The schema of ``bundle.jsonl``, version 2: one ArticleRecord per line. ``SCHEMA.md`` describes it for readers.

``bundle.schema.json`` is made from these types (a test keeps the two equal). A field may be added within a version, as
one that older bundles need not have; a field that is removed, renamed or changes its meaning makes a new version.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

from jembatan.quantities import QuantityStatus
from jembatan.records import Mend, SegmentKind, Trial

VERSION = 2

_described = with_config(ConfigDict(use_attribute_docstrings=True))


@_described
class QuantityRecord(TypedDict):
    """A number as read."""

    start: int
    """First character of the number in the text it was read from (Unicode code points, from 0)."""
    end: int
    """One past the last character."""
    surface: str
    """The number as written."""
    value: str
    """Its exact value in plain decimal notation, or an ISO 8601 date."""
    kind: str
    """What kind of quantity it is, for example number or date."""
    readings: list[str]
    """Every value that the form may have; empty where it has only one."""
    unit: str | None
    """What is counted where that is part of the value: an ISO 4217 currency or a unit."""


@_described
class NumberRecord(TypedDict):
    """What became of one number between two texts."""

    status: QuantityStatus
    """kept, reworded (another form of the same value), converted (the value comes through something else), changed,
    lost (in the source only) or invented (in the target only)."""
    source: QuantityRecord | None
    """The number in the source; null where it was invented."""
    target: QuantityRecord | None
    """The number in the target; null where it was lost."""
    explanation: str
    """A sentence for an editor."""
    confidence: float
    """From 0 to 1: how sure the pairing and its status are, to 4 decimals."""
    excused: bool
    """Told, but no error: a weekday that was only left out."""


@_described
class FindingRecord(TypedDict):
    """What one check said of one text."""

    check: str
    """The name of the check."""
    clean: bool
    """Whether it found nothing wrong."""
    score: float
    """The share of what was checked that is right, from 0 to 1, to 4 decimals."""
    explanation: str
    """What is wrong, for an editor; empty where it is clean."""


@_described
class RepairStepRecord(TypedDict):
    """One try of the repair."""

    rung: Trial
    """n-best, again, re-case, split, engine, rewrite, marks, or spelling."""
    tried: str
    """What was tried, in words."""
    target: str | None
    """The text that came of it; null where none came."""
    engine: str
    """Identity of the engine that made it."""
    score: float | None
    """The engine's own score, to 4 decimals; not comparable between engines."""
    batch: str
    """The recorded batch plan that made it."""
    accepted: bool
    """Whether it took the place of the text before it."""
    reason: str
    """Why it was accepted or not, in words."""
    checks: list[FindingRecord]
    """What every check said of it."""


@_described
class SegmentRecord(TypedDict):
    """One sentence, heading or title with its translation."""

    id: str
    """s1, s2, ... in reading order; also the anchor on the article's page."""
    kind: SegmentKind
    """title, heading or sentence."""
    paragraph: int
    """Segments with the same number stand in one paragraph."""
    language: str | None
    """ISO 639-1 code of the source; null where the text is too short to tell."""
    source: str
    """The Indonesian, cleaned."""
    target: str | None
    """The English; null where `problem` says why."""
    problem: str | None
    """Why there is no English."""
    flags: list[str]
    """Names of findings that a person should look at; publish/flags.tsv explains them."""
    findings: NotRequired[list[FindingRecord]]
    """What the checks found wrong in the published English; empty where all are clean. Older bundles lack it."""
    engine: str | None
    """Identity of the engine that was asked; null where no translation was tried."""
    score: float | None
    """The engine's own length-normalised log probability, to 4 decimals; not comparable between engines."""
    pieces: int
    """More than 1: the sentence was too long for the model, or the repair parted it, and the pieces were joined."""
    batch: str
    """The recorded batch plan (run and number) that made the translation."""
    numbers: list[NumberRecord]
    """What became of every number of the segment."""
    repaired: Mend | None
    """repaired: another output of an engine took the place of the first; machine-repaired: a rule wrote the form of a
    number anew; respelt: names are spelt as the glossary does, or a quotation of several sentences is opened once and
    closed once; null where `target` is the first output."""
    first_target: str | None
    """The engine's first output, where something else took its place."""
    repair_steps: list[RepairStepRecord]
    """All that the repair tried, in order; empty where the first output was clean."""


@_described
class RemovedRecord(TypedDict):
    """Text that reading or cleaning took out."""

    text: str
    """The removed text, as it was."""
    reason: str
    """The name of the rule."""
    before: str | None
    """Id of the segment that it stood before; null where it stood at the end."""


@_described
class RepairRecord(TypedDict):
    """A change of form that cleaning made inside kept text."""

    before: str
    """The text as it was."""
    after: str
    """The text as it is now."""
    reason: str
    """The name of the rule."""


@_described
class TracedRecord(TypedDict):
    """A name or a number of a sentence of the summary, and where the article has it."""

    start: int
    """First character of it in the sentence (Unicode code points, from 0)."""
    end: int
    """One past the last character."""
    surface: str
    """The name or number as written."""
    kind: Literal["name", "number"]
    """name or number."""
    segment: str | None
    """Id of a segment that has it, in English or in Indonesian; null where none has."""


@_described
class SummaryRecord(TypedDict):
    """One sentence of the summary, the lead first."""

    text: str
    """The sentence, in English."""
    flags: list[str]
    """Names of findings that a person should look at."""
    numbers: list[NumberRecord]
    """Its numbers (target) against the English text it was made from (source)."""
    evidence: NotRequired[list[str]]
    """Ids of the segments that bear it out, best first."""
    traced: NotRequired[list[TracedRecord]]
    """Its names and numbers, each with a segment that has it."""
    findings: NotRequired[list[FindingRecord]]
    """What the checks found wrong with it; empty where they found nothing."""
    extracted: NotRequired[bool]
    """It is the English of its one evidence segment, in place of a sentence that the article does not bear out."""
    similar: NotRequired[list[str]]
    """Those of `evidence`, its last ones, that an encoder found near in meaning; not there where it found none."""


@_described
class ReplacedRecord(TypedDict):
    """A sentence that the engine wrote and the article does not bear out; it is not in the summary."""

    text: str
    """The sentence, in English."""
    findings: list[FindingRecord]
    """What is wrong with it."""
    place: int | None
    """Position in `summary` (from 0) of the sentence that stands in its place; null where it was taken out."""


@_described
class SummaryNotes(TypedDict):
    """How the summary was made."""

    engine: str
    """Identity of the engine that wrote it."""
    parts: int
    """More than 1: the article was summarised in that many parts, which were merged."""
    batch: str
    """The recorded batch plan that made it."""
    flags: list[str]
    """Findings on the summary as a whole."""
    cut: list[str]
    """Sentences that the engine wrote beyond those the job asks for; they are not in the summary."""
    replaced: NotRequired[list[ReplacedRecord]]
    """Sentences that the engine wrote and the article does not bear out; they are not in the summary."""
    answer: NotRequired[int]
    """Which of the engine's answers was taken, from 1."""
    answers: NotRequired[int]
    """How many different answers the engine gave."""
    uncompared: NotRequired[str]
    """Why an encoder did not compare all sentences of the summary and the article; their evidence is by words alone."""


@_described
class EngineRecord(TypedDict):
    """An engine that worked on this article."""

    stage: str
    """translate, repair, summarise or evidence."""
    name: str
    """The model's name; the identity where the run says no more of it."""
    identity: str
    """Model, runtime, precision, weights and library versions in one line."""
    licence: str | None
    """SPDX identifier of the weights' licence; null where the run does not say."""


@_described
class FailureRecord(TypedDict):
    """Something that could not be done for this article."""

    stage: str
    """The stage that failed."""
    reason: str
    """Why, in words."""
    path: str | None
    """The file, where it is known."""
    record: int | None
    """The record or line in the file, from 1."""


@_described
class ArticleRecord(TypedDict):
    """One article of a bundle: one line of bundle.jsonl."""

    schema: int
    """Version of this schema: 2."""
    id: str
    """The article's id; its page is <id>.html."""
    status: Literal["ok", "review", "failed"]
    """failed: something is missing; review: complete, but a person should look; ok: neither."""
    flagged: int
    """How many segments and summary sentences a person should look at."""
    source_path: str
    """The file that the article was read from."""
    source_record: int | None
    """The record in that file, from 1; null for a file that holds one article."""
    title: str | None
    """The headline, as read."""
    title_target: str | None
    """The headline in English."""
    source: str | None
    """The publication, as given."""
    url: str | None
    """The address, as given; not checked."""
    published: str | None
    """Date of publication, ISO 8601."""
    language: str | None
    """ISO 639-1 code of the article's language; null where it cannot be told."""
    segments: list[SegmentRecord]
    """Every segment in reading order."""
    removed: list[RemovedRecord]
    """Everything that reading and cleaning took out."""
    repairs: list[RepairRecord]
    """Every change of form that cleaning made."""
    summary: list[SummaryRecord]
    """The summary; empty where there is none."""
    summary_notes: SummaryNotes | None
    """How the summary was made; null where there is none."""
    engines: list[EngineRecord]
    """The engines that worked on this article."""
    failures: list[FailureRecord]
    """What could not be done."""


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of one line of ``bundle.jsonl``."""
    schema = TypeAdapter(ArticleRecord).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
