"""Which segments bear a sentence out: literal articles, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jembatan.evidence.article import ArticleText
from jembatan.evidence.trace import trace
from jembatan.records import TracedItem

ENGLISH = (
    "Rice prices rise in Java",
    "The price of rice rose 5.6 percent in October, the trade ministry said.",
    "Trade Minister Budi Santosa met millers in Surabaya.",
    "He promised to import 300,000 tons of rice from Vietnam.",
    "Farmers in Central Java fear for their harvest.",
    "Vietnam is the second largest exporter of rice.",
    "",
)
SOURCE = (
    "Harga beras naik di Jawa",
    "Harga beras naik 5,6 persen pada Oktober, kata kementerian perdagangan.",
    "Menteri Perdagangan Budi Santosa bertemu pengusaha penggilingan di Surabaya.",
    "Dia berjanji mengimpor 300.000 ton beras dari Vietnam.",
    "Petani di Jawa Tengah khawatir akan panen mereka.",
    "Vietnam adalah pengekspor beras terbesar kedua.",
    "Stok Bulog tinggal 1,2 juta ton.",
)
ARTICLE = ArticleText(ENGLISH, SOURCE, titles=frozenset([0]))


@pytest.mark.parametrize(
    ("sentence", "segments"),
    [
        ("Rice prices rose 5.6 percent in October.", (1,)),
        ("Budi Santosa met millers.", (2,)),
        # Each number and each name is led back: the minister to one segment, the tons to another.
        ("Budi Santosa promised to import 300,000 tons of rice from Vietnam.", (3, 2)),
        ("Central Java farmers are afraid for the harvest.", (4,)),
        # Only the Indonesian has the number.
        ("Bulog holds 1.2 million tons.", (6,)),
        ("Quite another thing happened elsewhere.", ()),
        ("", ()),
    ],
)
def test_the_segments_that_bear_a_sentence_out_best_first(sentence: str, segments: tuple[int, ...]) -> None:
    assert trace(sentence, ARTICLE).segments == segments


def test_each_number_and_name_is_led_back_to_a_segment_or_to_none() -> None:
    found = trace("Budi Santosa will buy 300,000 tons from Thailand in 2031.", ARTICLE)
    assert found.items == (
        TracedItem("Budi Santosa", "name", 0, 12, 2),
        TracedItem("300,000", "number", 22, 29, 3),
        TracedItem("Thailand", "name", 40, 48, None),
        TracedItem("2031", "number", 52, 56, None),
    )


def test_support_is_the_share_of_what_the_sentence_tells() -> None:
    assert trace("Budi Santosa met millers in Surabaya.", ARTICLE).support == 1.0
    assert 0.5 < trace("Budi Santosa met bakers in Surabaya.", ARTICLE).support < 1.0
    assert trace("Bakers sang elsewhere.", ARTICLE).support == 0.0
    assert trace("", ARTICLE).support == 1.0


def test_a_number_that_the_translation_got_wrong_is_known() -> None:
    from jembatan import numbers

    english, source = (
        ("There were 11.8 soldiers.", "There were 45 attacks."),
        ("Ada 11.800 tentara.", "Ada 45 serangan."),
    )
    reports = [numbers.compare("a", one, other) for one, other in zip(source, english, strict=True)]
    article = ArticleText(english, source, reports=reports)
    wrong, right = article.holders("Of 11.8 soldiers 45 died.")
    assert (wrong.english, wrong.wrong) == ((0,), frozenset([0]))
    assert (right.english, right.source, right.wrong) == ((1,), (1,), frozenset())


SOME = (
    "Rusia",
    "Ukraine",
    "Kim",
    "12",
    "11,800",
    "said",
    "troops",
    "the",
    "rice",
    "\n",
    "“",
    "”",
    '"',
    ".",
    "killed",
    "Monday",
)
WORDS = st.lists(st.sampled_from(SOME), max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), max_size=5), WORDS)
def test_evidence_is_of_the_article_and_each_segment_once(pairs: list[tuple[str, str]], sentence: str) -> None:
    article = ArticleText([one for one, _ in pairs], [other for _, other in pairs])
    found = trace(sentence, article)
    assert len(set(found.segments)) == len(found.segments) <= 4
    assert set(found.segments) <= set(range(len(pairs)))
    assert 0 <= found.support <= 1
    for item in found.items:
        assert sentence[item.start : item.end] == item.surface
        assert item.segment is None or 0 <= item.segment < len(pairs)
    assert trace(sentence, article) == found


@pytest.mark.parametrize(
    ("sentence", "astray"),
    [
        ("Millers in Surabaya export rice and fear for their harvest.", ()),
        ("Sari Dewi opened a bakery in Medan.", ()),
        ("Sari Dewi opened a bakery in Surabaya.", ("Surabaya",)),
        ("Budi Santosa baked bread and cakes.", ("Budi Santosa",)),
        ("Sari Dewi baked bread and cakes.", ()),  # "she" may be somebody of long before
        ("Indonesia built roads and harbours.", ()),  # many segments have it
        ("Sari Dewi met.", ()),
    ],
)
def test_a_name_that_stands_far_from_what_tells_the_rest(sentence: str, astray: tuple[str, ...]) -> None:
    english = [
        "Budi Santosa met millers in Surabaya, Indonesia.",
        "Indonesia imports rice.",
        "Rain fell.",
        "Indonesia exports coal.",
        "Indonesia has many islands.",
        "Sari Dewi opened a bakery in Medan.",
        "It was full of people.",
        "Nobody complained.",
        "Many came back.",
        "Some stayed late.",
        "At first she baked bread and cakes.",
        "Engineers built roads and harbours.",
    ]
    assert trace(sentence, ArticleText(english)).astray == astray
