"""The budget of the repair: by article, the gravest first, never nothing for a short article."""

from __future__ import annotations

from jembatan.engines.protocol import Output
from jembatan.guard.context import Context
from jembatan.records import Finding, Translation
from jembatan.repair.budget import over_budget
from jembatan.repair.case import Case, Sentence


def sentence(article: str, index: int) -> Sentence:
    return Sentence("Teks.", Context(), Translation(article, index, "Text.", "fake"), Output(()))


def case(position: int, whole: Sentence, *scores: float) -> Case:
    return Case(position, whole, "Text.", tuple(Finding("any", score == 1, score, "") for score in scores))


def test_the_gravest_of_each_article_come_first() -> None:
    sentences = [sentence("a", index) for index in range(10)] + [sentence("b", 0)]
    scores = [(0.9, 1.0), (0.5, 1.0), (0.5, 0.9), (0.1, 1.0), (0.5, 1.0), (0.8, 1.0), (0.7, 1.0)]
    cases = [case(at, sentences[at], *found) for at, found in enumerate(scores)] + [case(10, sentences[10], 0.99)]
    assert over_budget(cases, sentences, 1.0) == frozenset()
    assert over_budget(cases, sentences, 0.5) == {0, 5}
    assert over_budget(cases, sentences, 0.1) == {0, 5, 6}
    assert over_budget(cases, sentences, 0) == {0, 1, 2, 3, 4, 5, 6, 10}


def test_another_article_changes_nothing() -> None:
    mine = [sentence("a", index) for index in range(8)]
    cases = [case(at, mine[at], 0.1 * at) for at in range(8)]
    alone = over_budget(cases, mine, 0.25)
    others = [sentence("b", index) for index in range(5)]
    more = cases + [case(8 + at, others[at], 0.0) for at in range(5)]
    assert {at for at in over_budget(more, mine + others, 0.25) if at < 8} == alone
