"""Which answer becomes the summary, and what stands for a sentence that the article does not bear out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jembatan import numbers, summaries
from jembatan.config import Summarise
from jembatan.records import Article, Finding, Segment, Segmented, SegmentKind, Summary, Translation
from jembatan.stages.summarise import Draft
from jembatan_eval.references.file import SEEDS
from jembatan_eval.summaries.corruption import reference_summaries

PAIRS = (
    ("Harga beras naik", "Rice prices rise", "title"),
    ("Harga naik 5,6 persen, kata kementerian.", "Rice rose 5.6 percent, the ministry said.", "sentence"),
    ("Budi Santosa bertemu 40 pengusaha di Surabaya.", "Budi Santosa met 40 millers in Surabaya.", "sentence"),
    ("Dia akan mengimpor 300.000 ton beras.", "He will import 300,000 tons of rice.", "sentence"),
    ("“Kami tidak takut.", "“We are not afraid.", "sentence"),
    ("Stok cukup,” katanya.", "Stocks are sufficient,” he said.", "sentence"),
    ("Petani di Jawa menanam padi.", "Farmers in Java planted rice paddies.", "sentence"),
)  # fmt: skip
GOOD = "The ministry said rice rose 5.6 percent. Budi Santosa met 40 millers. He will import 300,000 tons."
SETTINGS = Summarise(candidates=("fake",))


def made(
    *answers: str,
    flags: dict[int, tuple[str, ...]] | None = None,
    pairs: Sequence[tuple[str, str, str]] = PAIRS,
    findings: dict[int, tuple[Finding, ...]] | None = None,
) -> Summary:
    kinds: dict[str, SegmentKind] = {"title": "title", "sentence": "sentence"}
    segments = tuple(Segment("a", at, source, " ", kinds[kind]) for at, (source, _, kind) in enumerate(pairs))
    drafts = [
        Translation(
            "a", at, english or None, "e", flags=(flags or {}).get(at, ()), findings=(findings or {}).get(at, ())
        )
        for at, (_, english, _) in enumerate(pairs)
    ]
    reports = [numbers.compare("a", source, english) for source, english, _ in pairs]
    article = Segmented(Article("a", "-", "a.txt"), "-", "", segments)
    text = summaries.article_text(article, drafts, reports)
    given = summaries.Answers(Draft(answers[0], 1, None, tuple(answers[1:])), "writer", "b1")
    return summaries.summary(article, drafts, text, given, SETTINGS, complete=True)


def shown(summary: Summary) -> list[tuple[str, tuple[int, ...], bool]]:
    return [(one.text, one.evidence, one.extracted) for one in summary.sentences]


def test_what_is_borne_out_stays_and_carries_its_evidence() -> None:
    summary = made(GOOD)
    assert shown(summary) == [
        ("The ministry said rice rose 5.6 percent.", (1,), False),
        ("Budi Santosa met 40 millers.", (2,), False),
        ("He will import 300,000 tons.", (3,), False),
    ]
    assert (summary.replaced, summary.flags, summary.answer, summary.answers) == ((), (), 1, 1)
    assert [(item.surface, item.segment) for item in summary.sentences[1].traced] == [("Budi Santosa", 2), ("40", 2)]


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ("Budi Santosa met 41 millers.", "numbers"),
        ("Budi Santosa met 40 millers in Bandung.", "names"),
        ("Budi Santosa met 40 “rice kings” in Surabaya.", "quotes"),
    ],
)
def test_a_sentence_with_a_finding_gives_way_to_the_article(wrong: str, check: str) -> None:
    summary = made(GOOD.replace("Budi Santosa met 40 millers.", wrong))
    assert shown(summary)[1] == ("Budi Santosa met 40 millers in Surabaya.", (2,), True)
    assert summary.sentences[1].flags == ("summary-extracted",)
    (replaced,) = summary.replaced
    assert (replaced.text, replaced.place) == (wrong, 1)
    assert check in {finding.check for finding in replaced.findings}
    assert summary.flags == ()


def test_a_claim_without_its_speaker_gives_way_to_the_article() -> None:
    summary = made(GOOD.replace("The ministry said rice rose 5.6 percent.", "Rice rose 5.6 percent."))
    assert shown(summary)[0] == ("Rice rose 5.6 percent, the ministry said.", (1,), True)
    assert [finding.check for finding in summary.replaced[0].findings] == ["attribution"]


MADE_UP = "Millers sang loud songs about trains yesterday evening."


@pytest.mark.parametrize("wrong", [MADE_UP, "Stocks of 7 tons are sufficient."])
def test_what_leans_on_a_sentence_that_is_taken_out_follows_the_articles_own_before_it(wrong: str) -> None:
    summary = made(GOOD.replace("Budi Santosa met 40 millers.", wrong))
    assert shown(summary) == [
        ("The ministry said rice rose 5.6 percent.", (1,), False),
        ("Budi Santosa met 40 millers in Surabaya.", (2,), True),
        ("He will import 300,000 tons.", (3,), False),
    ]
    assert [(one.text, one.place) for one in summary.replaced] == [(wrong, None)]
    assert summary.flags == ("summary-taken-out",)


def test_what_leans_is_taken_out_too_where_the_articles_own_is_in_doubt_and_what_follows_comes_later() -> None:
    wrong = "Budi Santosa met 41 millers."
    summary = made(GOOD.replace("Budi Santosa met 40 millers.", wrong), flags={2: ("number-changed",)})
    assert [(one.text, one.place) for one in summary.replaced] == [(wrong, None), (IMPORTS, None)]
    assert summary.replaced[1].findings[0].explanation == "It leans on a sentence that is not in the summary."
    assert shown(summary)[1] == ("Farmers in Java planted rice paddies.", (6,), True)
    assert summary.flags == ("summary-length", "summary-taken-out")


def test_where_the_lead_is_taken_out_the_articles_own_leads() -> None:
    summary = made(f"{MADE_UP} Farmers planted rice paddies.")
    assert shown(summary)[:2] == [
        ("Rice rose 5.6 percent, the ministry said.", (1,), True),
        ("Farmers planted rice paddies.", (6,), False),
    ]
    assert [(one.text, one.place) for one in summary.replaced] == [(MADE_UP, None)]


@pytest.mark.parametrize(
    "first",
    ["The ministry also said that rice rose 5.6 percent.", "This was said by the ministry, rice rose 5.6 percent."],
)
def test_a_lead_that_leans_on_nothing_gives_way_to_the_articles_sentence(first: str) -> None:
    summary = made(f"{first} Farmers planted rice paddies. Stocks are sufficient, he said.")
    assert shown(summary)[0] == ("Rice rose 5.6 percent, the ministry said.", (1,), True)
    assert [(one.text, one.place) for one in summary.replaced] == [(first, 0)]


def test_the_articles_sentence_does_not_stand_for_one_that_leans_where_it_leans_too() -> None:
    also = ("Sebelumnya, Budi Santosa juga menanam padi.", "Previously, Budi Santosa also planted rice.", "sentence")
    summary = made(
        f"{MADE_UP} Budi Santosa also planted rice. The ministry said rice rose.", pairs=(*PAIRS[:6], also, PAIRS[6])
    )
    assert [one.place for one in summary.replaced] == [None, None]
    assert all("also" not in text for text, _, _ in shown(summary))


def test_what_points_to_the_sentence_before_it_follows_the_one_of_the_article() -> None:
    said = ("Petani setuju.", "The farmers agreed.", "sentence")
    pairs = (*PAIRS[:3], said, *PAIRS[4:])
    summary = made("The ministry said rice rose 5.6 percent. The farmers agreed to this statement.", pairs=pairs)
    assert shown(summary)[:3] == [
        ("The ministry said rice rose 5.6 percent.", (1,), False),
        ("Budi Santosa met 40 millers in Surabaya.", (2,), True),
        ("The farmers agreed to this statement.", (3,), False),
    ]
    follows = made(
        "Budi Santosa met 40 millers. The farmers agreed to this statement. Stocks are sufficient.", pairs=pairs
    )
    assert [text for text, _, _ in shown(follows)][:2] == [
        "Budi Santosa met 40 millers.",
        "The farmers agreed to this statement.",
    ]


def test_there_is_leans_on_nothing() -> None:
    pairs = (("Ada 40 pengusaha di Surabaya.", "There are 40 millers in Surabaya.", "sentence"), *PAIRS[1:])
    summary = made("There are 40 millers. Farmers planted rice paddies. The ministry said rice rose.", pairs=pairs)
    assert (shown(summary)[0][0], summary.replaced) == ("There are 40 millers.", ())


def test_what_would_lean_stands_after_what_it_leans_on() -> None:
    summary = made(
        "The ministry said rice rose 5.6 percent. Budi Santosa also met 40 millers. He will import 300,000 tons."
    )
    assert (len(summary.sentences), summary.replaced) == (3, ())


def test_a_sentence_of_the_article_stands_in_a_summary_once() -> None:
    summary = made(GOOD + " He met 41 millers in Surabaya. He met 42 millers in Surabaya.")
    assert [one.place for one in summary.replaced] == [None, None]
    assert len(summary.sentences) == 3


def test_the_answer_with_the_fewest_sentences_to_mend_is_taken() -> None:
    wrong = GOOD.replace("300,000", "310,000")
    assert (made(wrong, GOOD).answer, made(GOOD, wrong).answer, made(wrong, wrong).answer) == (2, 1, 1)
    assert made(wrong, GOOD).answers == 2
    # One short answer without a fault against four sentences with one.
    assert made(wrong, "Budi Santosa met 40 millers.").answer == 1
    # A lead that is too long weighs less than a fault.
    long = "The ministry said " + "very " * 30 + "much rice rose 5.6 percent. Budi met 40 millers. He will import rice."
    assert (made(long, wrong).answer, made(long, GOOD).answer) == (1, 2)


def test_a_number_that_no_article_has_in_two_answers_leaves_the_third() -> None:
    summary = made(GOOD.replace("300,000", "310,000"), GOOD.replace("40", "41"), GOOD)
    assert (summary.answer, summary.answers, summary.replaced, summary.flags) == (3, 3, (), ())
    assert [one.text for one in summary.sentences][1:] == [
        "Budi Santosa met 40 millers.",
        "He will import 300,000 tons.",
    ]


SAID, IMPORTS = "The ministry said rice rose 5.6 percent.", "He will import 300,000 tons."
ONE_OF_FOUR = f"{SAID} Budi Santosa met 41 millers. {IMPORTS}"
ONE_OF_THREE = f"{SAID} Budi Santosa met 41 millers. He will import rice."
THREE_OF_FIVE = f"{SAID} Rudi Hartono met 41 millers in Bandung. {IMPORTS}"
NONE_OF_FOUR = f"Rice rose 5.6 percent. Budi Santosa met 40 millers. {IMPORTS}"


@pytest.mark.parametrize(
    ("answers", "taken"),
    [
        ((ONE_OF_THREE, ONE_OF_FOUR), 2),
        ((ONE_OF_FOUR, ONE_OF_THREE), 1),
        ((THREE_OF_FIVE, ONE_OF_THREE, NONE_OF_FOUR, ONE_OF_FOUR), 3),
        ((ONE_OF_FOUR, ONE_OF_FOUR.replace("41", "42")), 1),
        # What is missing tells nothing at all.
        (("Budi Santosa met 40 millers.", THREE_OF_FIVE), 2),
        # A sentence more to mend weighs more than any share.
        ((f"Rice rose 5.6 percent. Budi Santosa met 41 millers. {IMPORTS}", THREE_OF_FIVE), 2),
    ],
)
def test_of_answers_with_as_few_to_mend_that_with_fewest_unsupported_numbers_and_names_is_taken(
    answers: tuple[str, ...], taken: int
) -> None:
    """Each but the last has one sentence to mend; the names tell how many numbers and names no segment has."""
    assert made(*answers).answer == taken


def test_sentences_beyond_the_length_take_the_place_of_those_that_are_taken_out() -> None:
    beyond = " Farmers planted rice. The ministry said rice rose. The ministry spoke."
    summary = made("Millers sang loud songs about trains. " + GOOD + beyond)
    assert [text for text, _, _ in shown(summary)][-2:] == ["Farmers planted rice.", "The ministry said rice rose."]
    assert summary.cut == ("The ministry spoke.",)
    assert summary.flags == ("summary-shortened", "summary-taken-out")


def test_where_too_few_are_left_sentences_of_another_answer_that_tell_something_else_follow() -> None:
    short = (
        "The ministry said rice rose 5.6 percent. He will import 300,000 tons. Millers sang loud songs about trains."
    )
    worse = (
        "Trains sang songs about rice loudly. Trains ate loud songs at night. He will import rice. Budi met millers."
    )
    summary = made(short, worse)
    assert [text for text, _, _ in shown(summary)] == [
        "The ministry said rice rose 5.6 percent.",
        "He will import 300,000 tons.",
        "Budi met millers.",
    ]
    assert summary.flags == ("summary-taken-out",)


def test_where_nothing_is_left_the_article_begins_for_itself() -> None:
    summary = made("Millers sang loud songs about trains yesterday.")
    assert shown(summary) == [
        ("Rice rose 5.6 percent, the ministry said.", (1,), True),
        ("Budi Santosa met 40 millers in Surabaya.", (2,), True),
        ("Farmers in Java planted rice paddies.", (6,), True),
    ]
    nothing = made("Millers sang loud songs about trains yesterday.", flags=dict.fromkeys(range(7), ("number-lost",)))
    assert (nothing.sentences, len(nothing.replaced)) == ((), 1)
    assert nothing.flags == ("summary-length", "summary-taken-out")


WORDS = st.sampled_from(
    ["Budi", "Santosa", "met", "40", "41", "millers", "rice", "rose", "“", "”", "said", "Paris", "."]
)
TEXT = st.lists(WORDS, max_size=14).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(TEXT, st.lists(TEXT, max_size=2), st.lists(TEXT, min_size=1, max_size=4))
def test_nothing_is_lost_and_evidence_is_of_the_article(first: str, others: list[str], english: list[str]) -> None:
    pairs = [(one, one, "sentence") for one in english]
    summary = made(first, *others, pairs=pairs)
    own = [one.text for one in summary.sentences if not one.extracted]
    kept = [*own, *(one.text for one in summary.replaced), *summary.cut]
    written = "".join((first, *others)[summary.answer - 1].split())
    assert not Counter(written) - Counter("".join("".join(kept).split()))
    for one in summary.sentences:
        assert len(set(one.evidence)) == len(one.evidence)
        assert set(one.evidence) <= set(range(len(pairs)))
        assert not one.findings
        assert not one.extracted or one.text == english[one.evidence[0]]
    assert all(one.place is None or summary.sentences[one.place].extracted for one in summary.replaced)


def test_a_number_that_lacks_its_time_is_given_it_and_what_was_written_is_told() -> None:
    floods = (
        "Sepekan terakhir banjir menewaskan 12 orang.",
        "Floods killed 12 people in the past week.",
        "sentence",
    )
    summary = made(f"Floods killed 12 people. {GOOD}", pairs=(PAIRS[0], floods, *PAIRS[1:]))
    assert shown(summary)[0] == ("In the past week, floods killed 12 people.", (1,), False)
    (gave_way,) = summary.replaced
    assert (gave_way.text, gave_way.place) == ("Floods killed 12 people.", 0)


LATE = "Farmers in Java planted rice paddies. Rain fell on Java for nine days. The harvest in Java begins in May."
LONGER = (
    *PAIRS,
    ("Hujan turun di Jawa sembilan hari.", "Rain fell on Java for nine days.", "sentence"),
    ("Panen di Jawa mulai bulan Mei.", "The harvest in Java begins in May.", "sentence"),
)


def test_where_an_answer_leaves_out_the_news_the_articles_first_sentence_leads() -> None:
    summary = made(LATE, pairs=LONGER)
    first, *others = shown(summary)
    assert first == ("Rice rose 5.6 percent, the ministry said.", (1,), True)
    assert [text for text, _, _ in others] == LATE.replace(". ", ".\n").split("\n")


def test_an_answer_with_the_news_is_taken_before_one_without() -> None:
    assert made(LATE, GOOD, pairs=LONGER).answer == 2


def test_the_articles_sentence_leads_only_where_it_stands_alone() -> None:
    unclear = ("Dia menaikkan harga, katanya.", "He raised prices, he said.", "sentence")
    assert shown(made(LATE, pairs=(LONGER[0], unclear, *LONGER[2:])))[0][1] == (2,)


def test_the_reference_summaries_of_the_seeds_stay_word_for_word() -> None:
    path = Path(__file__).parents[2] / SEEDS
    for one in reference_summaries(path):
        pairs = [(source, english, "sentence") for source, english in zip(one.source, one.english, strict=True)]
        summary = made("\n".join(one.summary), pairs=pairs)
        assert [sentence.text for sentence in summary.sentences] == list(one.summary)
        assert all(sentence.evidence for sentence in summary.sentences)


def test_a_sentence_that_rests_on_a_flagged_one_says_so() -> None:
    summary = made(GOOD, flags={2: ("names",), 3: ("split",)})
    assert [one.flags for one in summary.sentences] == [(), ("summary-unsure",), ()]


@pytest.mark.parametrize(
    ("check", "ships"), [("countries", False), ("sides", False), ("names", False), ("glossary", True)]
)
def test_what_rests_on_a_translation_that_tells_another_thing_is_taken_out(check: str, ships: bool) -> None:
    found = Finding(check, False, 0.0, "It names another.")
    summary = made(GOOD, flags={2: (check,)}, findings={2: (found,)})
    assert (GOOD.split(". ")[1] + "." in [one.text for one in summary.sentences]) is ships
    if not ships:
        told = summary.replaced[0].findings[0].explanation
        assert told == "The translation of sentence 3, which tells this, is in doubt: It names another."


def test_a_sentence_that_tells_of_one_country_as_of_two_is_taken_out_and_not_extracted() -> None:
    slip = (
        "Hubungan Rusia dengan Moskow kian erat.",
        "The relationship between Russia and Moscow is warm.",
        "sentence",
    )
    summary = made(f"{GOOD} {slip[1]}", pairs=(*PAIRS, slip))
    assert [one.text for one in summary.sentences] == GOOD.replace(". ", ".\n").split("\n")
    assert [(one.text, one.place) for one in summary.replaced] == [(slip[1], None)]
    assert summary.replaced[0].findings[0].explanation == "It tells of one country as of two: Russia and Moscow."
