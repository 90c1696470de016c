"""Crafted faults in summaries of the seeds are found, each by its check; the reference summaries are clean."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jembatan.evidence.article import ArticleText
from jembatan.evidence.checks import judge
from jembatan_eval.references.file import SEEDS
from jembatan_eval.summaries.corruption import reference_summaries

REFERENCES = Path(__file__).parents[3] / SEEDS


@cache
def articles() -> dict[str, ArticleText]:
    return {one.article: ArticleText(one.english, one.source) for one in reference_summaries(REFERENCES)}


CASES = [
    ("kerugian-pasukan-ukraina", "Marochko said 46 counterattacks were repelled.", {"numbers"}),
    ("kerugian-pasukan-ukraina", "Marochko told Interfax that 45 counterattacks were repelled.", {"names"}),
    ("kerugian-pasukan-ukraina", "Russian troops repelled 45 counterattacks by Ukrainian soldiers.", {"attribution"}),
    ("korut-kirim-tentara-lagi", "North Korea has sent more soldiers to Russia.", {"attribution"}),
    (
        "korut-kirim-tentara-lagi",
        "South Korea has sent more soldiers to Russia and deployed others to the front line in Kursk, it was reported.",
        {"roles"},
    ),
    ("korut-kirim-tentara-lagi", "The agency said the soldiers were “heroes of the front”.", {"quotes"}),
    ("aliansi-putin-kim-jong-un", "Farmers reported a poor harvest after weeks of heavy rain.", {"evidence"}),
    ("zelensky-korut-kirim-personel", "Moscow-Ukraine War", {"evidence"}),
    (
        "kerugian-pasukan-ukraina",
        "North Korean troops were involved in helping Russia against Ukraine along the border.",
        {"evidence"},
    ),
    (
        "aliansi-putin-kim-jong-un",
        "Syrsky said Japanese troops were on the line.",
        {"names", "countries"},
    ),
    ("korban-korut-di-kursk", "Russian troops have taken two villages in eastern Ukraine.", {"attribution"}),
    ("korban-korut-di-kursk", "Fico met Putin in Moscow on December 22.", set()),
    ("korban-korut-di-kursk", "The White House said 1,000 North Korean soldiers were killed or wounded.", {"numbers"}),
    ("korban-korut-di-kursk", "The White House said 1,000 North Korean soldiers fell in a week.", set()),
]


@pytest.mark.parametrize(("article", "sentence", "checks"), CASES)
def test_each_fault_is_told_by_its_check(article: str, sentence: str, checks: set[str]) -> None:
    found = judge(sentence, articles()[article], article)
    assert {finding.check for finding in found.findings} == checks
    assert all(finding.explanation and not finding.clean and 0 <= finding.score < 1 for finding in found.findings)


def test_the_reference_summaries_are_clean_and_borne_out() -> None:
    summaries = reference_summaries(REFERENCES)
    judged = [judge(sentence, articles()[one.article]) for one in summaries for sentence in one.summary]
    assert len(judged) == 30
    assert [(one.text, one.findings) for one in judged if one.findings] == []
    assert min(one.trace.support for one in judged) > 0.7
    assert all(item.segment is not None for one in judged for item in one.trace.items)


def test_a_number_that_only_a_wrong_translation_has_is_not_borne_out() -> None:
    from jembatan import numbers

    source, english = "Ada 11.800 tentara, katanya.", "There were 11.8 soldiers, he said."
    article = ArticleText([english], [source], reports=[numbers.compare("a", source, english)])
    (finding,) = judge("He said there were 11.8 soldiers.", article).findings
    assert (finding.check, finding.explanation) == ("numbers", "The translation of sentence 1 has 11.8 wrongly.")


def test_a_country_of_a_wrong_translation_is_not_borne_out() -> None:
    english = ["South Korean soldiers were sent to the front, he said.", "It rained.", "Snow fell.", "Seoul denied it."]
    source = ["Tentara Korea Utara dikirim ke garis depan, katanya.", "Hujan.", "Salju turun.", "Seoul membantahnya."]
    found = judge("South Korean soldiers were sent to the front, he said.", ArticleText(english, source))
    assert [finding.check for finding in found.findings] == ["countries"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3))
def test_no_text_is_too_odd(sentence: str, english: list[str]) -> None:
    found = judge(sentence, ArticleText(english, english))
    assert all(0 <= finding.score <= 1 for finding in found.findings)


def test_what_only_a_heading_tells_is_not_borne_out() -> None:
    english = ("Rice prices rise", "Rice rose 5.6 percent.", "A love of Moscow and Pyongyang", "Trains stood still.")
    article = ArticleText(english, titles=frozenset([0, 2]))
    (finding,) = judge("Moscow and Pyongyang are in love.", article).findings
    assert (finding.check, finding.explanation) == ("evidence", "Only a heading of the article tells this.")
    assert not judge("Rice prices rise.", article).findings
