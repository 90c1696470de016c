"""Preparing: nothing is lost, whatever the text; runs of headings; languages."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jembatan.articles.prepare import prepare
from jembatan.records import Article, Segmented

PIECES = st.sampled_from(
    [
        "Warga mengungsi.", "Hujan turun", "BANJIR BESAR DI DEMAK", "Baca juga: Banjir", "JAKARTA, KOMPAS.com - ",
        "(abc/def)", "\n", "\n\n", " ", "“Ya.”", '"', "(", "**", "\\", "#", "[", "](http://a.b)", "â€œ", "&amp;",
        "\u200b", "\u00ad", "e\u0301", "1. ", "Sumber", "Breaking News", ",", "...", "Saksikan video berikut:",
    ]
)  # fmt: skip
NEWSY = st.lists(PIECES, max_size=25).map("".join)


def prepared(text: str, title: str | None = None) -> Segmented:
    return prepare(Article(id="a", path="a.txt", text=text, title=title))


@settings(max_examples=300)
@given(text=st.one_of(NEWSY, st.text(max_size=200)), title=st.one_of(st.none(), st.text(max_size=30)))
def test_every_character_is_kept_cut_or_mended(text: str, title: str | None) -> None:
    segmented = prepared(text, title)
    raw = Counter((title or "") + text)
    for repair in segmented.repairs:
        raw.subtract(repair.before)
        raw.update(repair.after)
    left = Counter(segmented.cleaned) + Counter("".join(cut.text for cut in segmented.removed))
    assert visible(raw) == visible(left)


@settings(max_examples=300)
@given(text=st.one_of(NEWSY, st.text(max_size=200)), title=st.one_of(st.none(), st.text(max_size=30)))
def test_segments_give_the_cleaned_text_back(text: str, title: str | None) -> None:
    segmented = prepared(text, title)
    joined = "".join(segment.text + segment.trailing for segment in segmented.segments)
    assert segmented.leading + joined == segmented.cleaned
    assert [segment.index for segment in segmented.segments] == list(range(len(segmented.segments)))
    assert all(segment.text and segment.text == segment.text.strip() for segment in segmented.segments)
    assert all(not segment.trailing.strip() for segment in segmented.segments)
    places = [cut.before for cut in segmented.removed]
    assert places == sorted(places)
    assert all(0 <= place <= len(segmented.segments) for place in places)
    assert prepared(text, title) == segmented


def visible(counts: Counter[str]) -> dict[str, int]:
    return {character: count for character, count in counts.items() if count and not character.isspace()}


def test_a_heading_run_into_the_sentence_before_it_is_split_off() -> None:
    segmented = prepared("Warga pulang. Air mulai surut. Bantuan segera tiba\nSementara itu, beras dibagikan.")
    assert [(segment.kind, segment.text) for segment in segmented.segments] == [
        ("sentence", "Warga pulang."),
        ("sentence", "Air mulai surut."),
        ("heading", "Bantuan segera tiba"),
        ("sentence", "Sementara itu, beras dibagikan."),
    ]
    assert [segment.paragraph for segment in segmented.segments] == [0, 0, 0, 1]
    assert [segment.trailing for segment in segmented.segments] == [" ", " ", "\n\n", ""]


@pytest.mark.parametrize(
    "tail",
    [
        "Hubungan itu menjadi “hubungan cinta”",
        "Dia juga dituduh menghasut warga",
        'Kami siap," katanya',
    ],
)
def test_an_unfinished_sentence_at_a_line_end_is_no_heading(tail: str) -> None:
    segmented = prepared(f"Hubungan mereka sedang tegang. {tail}\nWarga menunggu kabar.")
    assert [segment.kind for segment in segmented.segments] == ["sentence"] * 3


def test_the_last_line_is_no_heading() -> None:
    assert [segment.kind for segment in prepared("Warga pulang. Air surut").segments] == ["sentence", "sentence"]


def test_cuts_say_before_which_segment_they_stood() -> None:
    segmented = prepared("JAKARTA, KOMPAS.com - Warga pulang. Air surut.\nBaca juga: Banjir\nBeras tiba. (abc/def)")
    assert [(cut.reason, cut.before) for cut in segmented.removed] == [
        ("dateline", 0),
        ("related-link", 2),
        ("byline", 3),
    ]


def test_a_title_of_two_sentences_is_two_title_segments() -> None:
    segmented = prepared("Warga pulang.", title="Banjir surut! Warga Demak pulang")
    assert [(segment.kind, segment.text) for segment in segmented.segments] == [
        ("title", "Banjir surut!"),
        ("title", "Warga Demak pulang"),
        ("sentence", "Warga pulang."),
    ]


def test_an_article_of_furniture_only_has_no_segments() -> None:
    segmented = prepared("ADVERTISEMENT\n---")
    assert (segmented.segments, segmented.cleaned, segmented.language) == ((), "", None)
    assert [cut.reason for cut in segmented.removed] == ["advertisement", "ornament"]
