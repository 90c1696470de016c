"""From the engine's answers to the summary of a bundle: the best answer, and nothing in it that is not borne out.

Of several answers the one with the fewest sentences to mend is taken; among those with as few, the one with the larger
share of numbers and names that the article has (after HERMAN, https://aclanthology.org/2020.findings-emnlp.203). A
sentence of it that still has a finding does not ship: the article's sentence that supports it best stands in its place,
marked, or it is taken out; both are told. Where too few are left, sentences of the other answers that are borne out
follow, then the article's own. Where none tells the news, or the first is taken out, the article's own first sentence
leads. What leans on a sentence that is taken out ("He also said") follows the article's own before it, or is taken out;
so is what rests on a translation that seems to tell another thing than the Indonesian.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jembatan import numbers
from jembatan.config import Summarise
from jembatan.evidence.article import ArticleText
from jembatan.evidence.attribution import attributed
from jembatan.evidence.checks import Judged, is_borne_out, judge
from jembatan.evidence.parties import with_itself
from jembatan.evidence.telling import misses_the_news, with_time
from jembatan.evidence.tidying import tidied
from jembatan.evidence.trace import trace
from jembatan.guard.quotes import MARK
from jembatan.quantities import NumberReport
from jembatan.records import Finding, Replaced, Segmented, Summary, SummarySentence, Translation
from jembatan.stages import summarise

_UNHARMED = frozenset(["split"])
"""Flags of a translation that may stand in a summary all the same."""
_GRAVE = frozenset(["countries", "sides", "opposites", "negation", "names", "added"])
"""Checks of a translation whose finding keeps it out of a summary: it tells another thing than the article."""
_RELATED = 0.25
"""The share of what a sentence tells that a segment must have to stand in its place."""
_LONG_LEAD = 0.5
_LEANS = re.compile(
    r"^(?:He|She|It|They|We|I|This|That|These|Those|However|But|Meanwhile|Then"
    r"|There(?! (?:is|are|was|were|has|have|had|will|would|may|might|could)\b))\b"
    r"|\b(?:he|she|they) (?:said|says|added|continued|explained|told|wrote|concluded)\b"
)
"""What stands in a sentence that says little without the one before it."""
_HANGS = re.compile(
    rf"{_LEANS.pattern}|^(?:\w+, )?[^,;“\"]*(?<!but )\b(?:also|similar(?:ly)?)\b"
    r"|^The (?:statement|announcement|comments?|remarks?|decision|move)\b"
)
"""What says too little of a summary's sentence where the one before it is gone; where it stands, it reads well."""
_POINTS = re.compile(
    r"\b(?:this|that|these|those) (?:statement|claim|announcement|accusation|assessment|remark|comment|decision)s?\b"
    r"|\bagree[sd]?\.$",
    re.I,
)
"""What points to the very sentence before it: after another one of the article it tells something else."""
_HANGING = Finding("evidence", False, 0.0, "It leans on a sentence that is not in the summary.")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engine gave for one article: its draft, who made it, in which batch."""

    draft: summarise.Draft
    engine: str
    batch: str


def article_text(
    article: Segmented,
    drafts: Sequence[Translation],
    reports: Sequence[NumberReport] = (),
    order: numbers.DateOrder | None = None,
) -> ArticleText:
    """The article as its summary is checked against it: a segment without English is empty there."""
    segments = article.segments
    return ArticleText(
        [
            draft.target or (segment.text if segment.language == "en" and not segment.translate else "")
            for segment, draft in zip(segments, drafts, strict=True)
        ],
        [segment.text if segment.translate else "" for segment in segments],
        titles=frozenset(segment.index for segment in segments if segment.kind != "sentence"),
        reports=reports,
        published=article.article.published,
        order=order,
    )


def summary(
    article: Segmented,
    drafts: Sequence[Translation],
    text: ArticleText,
    answers: Answers,
    settings: Summarise,
    complete: bool,
) -> Summary:
    """The summary of one article. ``complete``: no segment was missing in the text that the engine read."""
    id = article.article.id
    # The lead stands before the counted sentences.
    least, most = settings.min_sentences + 1, settings.max_sentences + 1
    tidy = [tidied(answer, text) for answer in answers.draft.answers]
    judged = [[judge(one, text, id) for one in summarise.sentences(answer)] for answer in tidy]
    ranks = [_rank(one[:most], text, least, settings) for one in judged]
    best = min(range(len(judged)), key=ranks.__getitem__)
    kept = [one.trace for one in judged[best][:most] if _is_kept(one)]
    made = _Mending(text, drafts, id, Counter(trace.segments[0] for trace in kept))
    if misses_the_news(kept, text):
        made.lead()
    cut: list[str] = []
    for one in judged[best]:
        if len(made.sentences) < most:
            made.take(one)
        else:
            cut.append(one.text)
    others = [one for at, several in enumerate(judged) if at != best for one in several]
    made.fill(others, least)
    made.complete(least)
    sentences = made.sentences
    flags = {
        "summary-incomplete": not complete,
        "summary-length": len(sentences) < least,
        "summary-shortened": bool(cut),
        "summary-lead": bool(sentences) and len(sentences[0].text.split()) > settings.max_lead_words,
        "summary-taken-out": any(one.place is None for one in made.replaced),
    }
    return Summary(
        id,
        tuple(sentences),
        answers.engine,
        answers.draft.parts,
        answers.batch,
        tuple(name for name, found in flags.items() if found),
        tuple(cut),
        tuple(made.replaced),
        best + 1,
        len(judged),
    )


def _is_kept(one: Judged) -> bool:
    return not one.findings and bool(one.trace.segments)


def _rank(judged: Sequence[Judged], text: ArticleText, least: int, settings: Summarise) -> tuple[float, int, float]:
    """The smallest is best. How many sentences of an answer must be mended or are missing, one more where it leaves out
    the news, and half a one for a long lead; how many are missing, since one that is mended still tells something; the
    share of its numbers and names that the article does not have."""
    faulty = sum(bool(one.findings) for one in judged)
    missing = max(least - (len(judged) - faulty), 0)
    long_lead = bool(judged) and len(judged[0].text.split()) > settings.max_lead_words
    late = misses_the_news([one.trace for one in judged if _is_kept(one)], text)
    items = [item for one in judged for item in one.trace.items]
    unsupported = sum(item.segment is None for item in items) / max(len(items), 1)
    return faulty + missing + late + _LONG_LEAD * long_lead, missing, unsupported


class _Mending:
    """A summary as it is put together; ``used`` counts how many sentences of it tell a segment."""

    def __init__(self, text: ArticleText, drafts: Sequence[Translation], id: str, used: Counter[int]) -> None:
        self._text = text
        self._drafts = drafts
        self._id = id
        self._used = used
        self.sentences: list[SummarySentence] = []
        self.replaced: list[Replaced] = []
        self._alone = True
        """What the answer has before the next sentence is not in the summary."""

    def take(self, one: Judged) -> None:
        """Take the next sentence of the answer, or what stands in its place: the same with the time of its numbers, or
        one of the article's."""
        doubt = self._doubt(one)
        if not one.findings and doubt is not None:
            one = replace(one, findings=(doubt,))
        if not one.findings and self._hangs(one) and not self._led_in(one):
            self._used.subtract(one.trace.segments[:1])
            one = replace(one, findings=(_HANGING,))
        if not one.findings:
            flags = ("summary-unsure",) if self._is_unsure(one) else ()
            self.sentences.append(SummarySentence(one.text, one.numbers, flags, one.trace.segments, one.trace.items))
            self._alone = False
            return
        timely = with_time(one.text, self._text)
        timed = judge(timely, self._text, self._id) if timely != one.text else one
        if not timed.findings:
            self.replaced.append(Replaced(one.text, one.findings, len(self.sentences)))
            self.take(timed)
            return
        related = one.trace.segments if is_borne_out(one.trace) else ()
        places = [at for at in related if at not in self._text.titles and one.trace.covered(at) >= _RELATED]
        at = next((at for at in places if self._is_usable(at)), None)
        self.replaced.append(Replaced(one.text, one.findings, None if at is None else len(self.sentences)))
        self._alone = at is None
        if at is not None:
            self._extract(at)
        elif not self.sentences:
            self.lead()

    def _doubt(self, one: Judged) -> Finding | None:
        """What is gravely wrong with the translation of the segment that tells this; None where nothing is."""
        for at in one.trace.segments[:1]:
            for found in self._drafts[at].findings:
                if found.check in _GRAVE:
                    what = f"The translation of sentence {at + 1}, which tells this, is in doubt: {found.explanation}"
                    return Finding("evidence", False, 0.0, what)
        return None

    def _hangs(self, one: Judged) -> bool:
        """Whether what it leans on, or points to, does not stand before it."""
        if self._alone and _HANGS.search(one.text):
            return True
        before = self.sentences[-1].evidence[:1] if self.sentences else ()
        follows = any(at - 1 in before or at in before for at in one.trace.segments[:1])
        return _POINTS.search(one.text) is not None and not follows

    def _led_in(self, one: Judged) -> bool:
        """Whether the article's sentence before the one that tells this now stands before it; the one leans on it."""
        at = one.trace.segments[0] if one.trace.segments else 0
        leans = any(one.search(text) for one, text in ((_POINTS, one.text), (_HANGS, self._text.english[at])))
        if at == 0 or at - 1 in self._text.titles or not leans or not self._is_usable(at - 1):
            return False
        self._extract(at - 1)
        return True

    def lead(self) -> None:
        """Put the first sentence of the article that can stand alone before all others."""
        at = next((at for at in range(len(self._drafts)) if at not in self._text.titles and self._is_usable(at)), None)
        if at is not None:
            self._extract(at)

    def fill(self, others: Sequence[Judged], least: int) -> None:
        """Where too few sentences are left, take those of other answers that tell something else."""
        for one in others:
            if (
                len(self.sentences) < least
                and self.replaced
                and _is_kept(one)
                and not _HANGS.search(one.text)
                and self._used[one.trace.segments[0]] <= 0
            ):
                self._used[one.trace.segments[0]] += 1
                self.take(one)

    def complete(self, least: int) -> None:
        """Where sentences were taken out and too few are left, the article's own follow, from its beginning on."""
        self._alone = True
        for at in range(len(self._drafts)):
            if len(self.sentences) >= least or not (self.replaced or not self.sentences):
                return
            told = at in self._text.titles or any(at in one.evidence for one in self.sentences)
            if not told and self._is_usable(at):
                self._extract(at)

    def _extract(self, at: int) -> None:
        text = self._text.english[at]
        self._used[at] += 1
        items = tuple(replace(item, segment=at) for item in trace(text, self._text).items)
        report = self._text.figures.report(self._id, text)
        self.sentences.append(SummarySentence(text, report, ("summary-extracted",), (at,), items, extracted=True))

    def _is_unsure(self, one: Judged) -> bool:
        """What bears it out best, or much of it, needs a look itself."""
        segments = enumerate(one.trace.segments)
        resting = [at for place, at in segments if not place or one.trace.covered(at) >= _RELATED]
        return any(not _UNHARMED.issuperset(self._drafts[at].flags) for at in resting)

    def _is_usable(self, at: int) -> bool:
        """Good English that stands alone: without a flag, no word that points to a sentence that is not there, no part
        of a quotation that it does not close or of which it does not say whose it is, and no country beside itself."""
        english, source = self._text.english[at], self._text.source[at]
        if not english or self._used[at] > 0 or not _UNHARMED.issuperset(self._drafts[at].flags):
            return False
        if (_HANGS if self._alone else _LEANS).search(english) or with_itself(english) is not None:
            return False
        paired = len(MARK.findall(english)) % 2 == 0
        return paired and (not self._text.quoting[at] or attributed(english, source))
