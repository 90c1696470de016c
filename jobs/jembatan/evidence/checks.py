"""What can be wrong with a sentence of a summary: each check has a name and tells an editor what it found."""

from __future__ import annotations

from dataclasses import dataclass

from jembatan.evidence.article import ArticleText
from jembatan.evidence.attribution import misattributed, unattributed
from jembatan.evidence.parties import with_itself
from jembatan.evidence.quotation import unquoted
from jembatan.evidence.roles import exchanged
from jembatan.evidence.telling import about_the_article, is_headline, settled, timeless
from jembatan.evidence.trace import Trace, trace
from jembatan.guard.context import Context
from jembatan.guard.countries import countries_check
from jembatan.names.unsupported import name_runs, unsupported_names
from jembatan.quantities import NumberReport
from jembatan.records import Finding

_LEAST = 0.45
"""The share of what a sentence tells that its evidence must have."""
_FEWEST = 4
"""Parts that a sentence must tell before its evidence can be missed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of a summary with its evidence, its numbers against the English text, and what is wrong with it."""

    text: str
    trace: Trace
    numbers: NumberReport
    findings: tuple[Finding, ...]


def judge(sentence: str, article: ArticleText, id: str = "") -> Judged:
    """All checks of one English sentence; ``id`` is the article's. Never raises for any text."""
    found = trace(sentence, article)
    report = article.figures.report(id, sentence)
    findings = (
        _numbers(report, sentence, article),
        _names(sentence, article),
        _roles(sentence, found, article),
        _countries(sentence, found, article),
        _attribution(sentence, found, article),
        _evidence(sentence, found, article),
        _quotes(sentence, article),
    )
    return Judged(sentence, found, report, tuple(finding for finding in findings if not finding.clean))


def is_borne_out(found: Trace) -> bool:
    """Whether the article tells this at all."""
    return len(found.parts) < _FEWEST or found.support >= _LEAST


def _numbers(report: NumberReport, sentence: str, article: ArticleText) -> Finding:
    wrong = [match.explanation for match in report.matches if match.verdict == "error"]
    for held in article.holders(sentence):
        if held.english and set(held.english) == held.wrong:
            place = held.english[0] + 1
            wrong.append(f"The translation of sentence {place} has {held.claim.surface} wrongly.")
    wrong += timeless(sentence, article)
    return _finding("numbers", wrong, len(report.matches))


def _names(sentence: str, article: ArticleText) -> Finding:
    wrong = [name.explanation for name in unsupported_names(sentence, article.names)]
    return _finding("names", wrong, len(name_runs(sentence)))


def _roles(sentence: str, found: Trace, article: ArticleText) -> Finding:
    wrong = [name.explanation for name in article.sentences.swapped(sentence)]
    wrong += exchanged(sentence, found.segments, article.english, article.names)
    wrong += [f"Where the article tells this it does not name {name}." for name in found.astray]
    twice = with_itself(sentence)
    wrong += [f"It tells of one country as of two: {' and '.join(twice)}."] if twice is not None else []
    return _finding("roles", wrong, len(name_runs(sentence)))


def _countries(sentence: str, found: Trace, article: ArticleText) -> Finding:
    """A country or people that the Indonesian of the evidence, and of what stands around it, does not name."""
    near = sorted({at + beside for at in found.segments for beside in (-1, 0, 1)} & set(range(len(article.source))))
    source = "\n".join(article.source[at] for at in near)
    if not source.strip():
        return Finding("countries", True, 1.0)
    told = countries_check(source, sentence, Context())
    # A summary leaves countries out; what it adds has the score of nothing right.
    return told if told.score == 0 else Finding("countries", True, 1.0)


def _attribution(sentence: str, found: Trace, article: ArticleText) -> Finding:
    plain, other = unattributed(sentence, found, article), misattributed(sentence, found, article)
    wrong = []
    if plain is not None:
        wrong.append(f"Sentence {plain + 1} of the article is what somebody says, and this tells it as a fact.")
    if other is not None:
        wrong.append(f"In sentence {other + 1} of the article another says so.")
    return _finding("attribution", wrong, 1)


def _evidence(sentence: str, found: Trace, article: ArticleText) -> Finding:
    if is_headline(sentence):
        return Finding("evidence", False, 0.0, "It is no whole sentence.")
    if about_the_article(sentence, article):
        return Finding("evidence", False, 0.0, "It says what the article does, not what happened.")
    asked = settled(sentence, found, article)
    if asked is not None:
        return Finding("evidence", False, 0.0, f"Sentence {asked + 1} of the article leaves open whether this is so.")
    if found.segments and found.segments[0] in article.titles - {0}:
        return Finding("evidence", False, found.support, "Only a heading of the article tells this.")
    if is_borne_out(found):
        return Finding("evidence", True, 1.0)
    return Finding("evidence", False, found.support, "No sentence of the article tells this.")


def _quotes(sentence: str, article: ArticleText) -> Finding:
    wrong = unquoted(sentence, article.english, article.quoting)
    return _finding("quotes", [f"Nobody in the article is quoted with “{one}”." for one in wrong], len(wrong))


def _finding(check: str, wrong: list[str], count: int) -> Finding:
    score = max(1 - len(wrong) / count, 0.0) if count and wrong else float(not wrong)
    return Finding(check, not wrong, score, " ".join(wrong))
