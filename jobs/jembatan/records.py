"""The records that flow from a file to a bundle. All are frozen and carry their article's id.

Reports measure; the config's thresholds decide. Nothing here reads a file, a model or a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jembatan.quantities import NumberReport

SegmentKind = Literal["title", "heading", "sentence"]
"""What a segment is in the layout of the article."""

CheckName = Literal[
    "numbers",
    "coverage",
    "negation",
    "countries",
    "sides",
    "opposites",
    "names",
    "added",
    "attribution",
    "quotes",
    "language",
    "echo",
    "untranslated",
    "glossary",
    "loop",
    "garbled",
]
"""The checks that a translation passes, in the order in which their findings are told."""

Rung = Literal["n-best", "again", "re-case", "split", "engine", "rewrite"]
"""The steps of the repair ladder, in its order."""

Trial = Rung | Literal["marks", "spelling"]
"""What may make another text of a translation: a rung of the ladder, the marks of a quotation that goes on in the next
sentence, or the glossary's spelling of its names."""

Mend = Literal["repaired", "machine-repaired", "respelt"]
"""What took the place of an engine's first output: another output of an engine, what a rule wrote, or the output itself
with the marks of its quotation and its names written as the config does."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of a file that its reader did not take for the article. ``line``: the line of the article's text, from 0,
    that it stood before; the number of its lines where it stood at the end."""

    text: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """One raw article, as read: nothing is cleaned yet.

    ``id`` is stable (a function of the content and the given id, never of the run) and safe as a file
    name. ``record`` is the 1-based record number inside ``path`` for formats that hold many articles. ``left_out``, of
    which cleaning makes removals, is in the order of the file.
    """

    id: str
    text: str
    path: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None
    record: int | None = None
    encoding: str = "utf-8"
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """Text that reading or cleaning took out: what, why, and before which segment it stood (``before`` == number
    of segments: at the end). ``reason`` is the name of the rule, ``text`` the removed text as it was."""

    text: str
    reason: str
    before: int


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of form that cleaning made inside kept text (mojibake, a soft-wrapped line, ALL CAPS)."""

    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, heading or title. ``text`` has no white space at its ends; ``trailing`` is the white
    space that follows it in the cleaned text, so that joining ``text + trailing`` gives that text back.

    ``language`` is an ISO 639-1 code, or None where the text is too short to tell. ``translate`` is False
    for text that is not Indonesian; it is shown as it is, and says so.
    """

    article: str
    index: int
    text: str
    trailing: str
    kind: SegmentKind = "sentence"
    paragraph: int = 0
    language: str | None = None
    translate: bool = True


@dataclass(frozen=True, slots=True)
class Segmented:
    """A cleaned and segmented article. ``leading`` + every ``text + trailing`` == ``cleaned``."""

    article: Article
    cleaned: str
    leading: str
    segments: tuple[Segment, ...]
    removed: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate output of an engine. ``score`` is the engine's own length-normalised log probability
    (natural logarithm), or None where the engine gives none; never compared across engines."""

    text: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check of the guard found in one hypothesis. ``score``: the share, from 0 to 1, of what was checked that is
    right; ``explanation`` is for an editor, and empty where ``clean``."""

    check: str
    clean: bool
    score: float
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One try of the repair ladder. ``tried`` says what was tried; ``target`` is the text that came of it, if one came;
    ``findings`` is what every check says of it, ``reason`` why it was ``accepted`` or not."""

    rung: Trial
    tried: str
    target: str | None
    engine: str
    score: float | None
    batch: str
    findings: tuple[Finding, ...]
    accepted: bool
    reason: str

    @property
    def mended(self) -> bool:
        """It was accepted, and left nothing to repair."""
        return self.accepted and all(finding.clean for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of one segment. ``target`` is None only where ``problem`` says why.

    ``flags`` are names of findings a person should look at; ``findings`` are those checks of ``target`` that are not
    clean. ``batch`` names the recorded batch plan that made it. ``pieces`` > 1: the sentence was split at clause
    borders, because it was longer than the model takes or by the repair. ``first`` is the first output where a repair
    took its place; ``steps`` is all that the repair tried.
    """

    article: str
    index: int
    target: str | None
    engine: str
    score: float | None = None
    pieces: int = 1
    batch: str = ""
    problem: str | None = None
    flags: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    first: str | None = None
    steps: tuple[RepairStep, ...] = ()

    @property
    def mend(self) -> Mend | None:
        """How it differs from the engine's first output; None where it is that output."""
        if self.first is None:
            return None
        taken = {step.rung for step in self.steps if step.accepted}
        if "rewrite" in taken:
            return "machine-repaired"
        return "repaired" if taken - {"marks", "spelling"} else "respelt"


@dataclass(frozen=True, slots=True)
class TracedItem:
    """A name or a number of a summary's sentence, as written at ``start:end`` of it, and the index of a segment that
    has it; None where none has."""

    surface: str
    kind: Literal["name", "number"]
    start: int
    end: int
    segment: int | None


Vector = tuple[float, ...]
"""What a sentence means, as an encoder tells it: of length 1, near that of a sentence which means the same."""


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary, with its numbers compared against the English text it was made from. ``evidence`` are
    the indexes of the segments that bear it out, best first; ``traced`` leads its names and numbers back to segments;
    ``findings`` is what the checks found wrong. ``extracted``: it is the English of its one evidence segment, in place
    of a sentence of the engine that was not borne out. ``similar`` are those of ``evidence``, its last ones, that an
    encoder found near in meaning, and that its words, names and numbers did not lead to."""

    text: str
    numbers: NumberReport
    flags: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()
    traced: tuple[TracedItem, ...] = ()
    findings: tuple[Finding, ...] = ()
    extracted: bool = False
    similar: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Replaced:
    """A sentence of the engine that its article does not bear out, and what was found in it. ``place``: the index of
    the summary's sentence that stands instead; None where the sentence was taken out."""

    text: str
    findings: tuple[Finding, ...]
    place: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """An abstractive summary of the English text, the lead first. ``parts`` > 1: the article was longer than the
    model's window, was summarised in that many parts, and those were merged. ``cut`` are the engine's sentences beyond
    those the job asks for, ``replaced`` those that were not borne out. ``answer``: which of the engine's answers was
    taken, from 1, of ``answers``. ``encoder`` compared its sentences with the article's, empty where none was asked;
    ``uncompared``: why it did not compare all of them."""

    article: str
    sentences: tuple[SummarySentence, ...]
    engine: str
    parts: int = 1
    batch: str = ""
    flags: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    answer: int = 1
    answers: int = 1
    encoder: str = ""
    uncompared: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done, published with the rest. ``article`` is None where no article could
    be read; ``record`` is the record or line number inside ``path``."""

    stage: str
    reason: str
    article: str | None = None
    path: str | None = None
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that was read before, under the id ``of``: it is reported and not translated again."""

    path: str
    record: int | None
    of: str
