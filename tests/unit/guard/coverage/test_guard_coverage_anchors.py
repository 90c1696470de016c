"""Numbers, names, cognates and known words of a source are recognised in English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.coverage.anchors import (
    cognate,
    content,
    keys,
    reference_anchors,
    source_anchors,
    source_words,
    stem,
)


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("ekonomi", "economy"), ("aktivitas", "activity"), ("polisi", "police"), ("teknologi", "technology"),
        ("presiden", "president"), ("universitas", "university"), ("struktur", "structure"), ("operasi", "operation"),
        ("kualitas", "quality"), ("januari", "january"), ("film", "film"), ("taksi", "taxi"), ("diskusi", "discussion"),
    ],
)  # fmt: skip
def test_cognates(indonesian: str, english: str) -> None:
    assert cognate(indonesian) == cognate(english)


@pytest.mark.parametrize(("one", "other"), [("rumah", "house"), ("makan", "makes"), ("air", "fire"), ("lari", "law")])
def test_no_cognates(one: str, other: str) -> None:
    assert cognate(one) != cognate(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("attack", "attacked"), ("city", "cities"), ("stop", "stopped"), ("make", "making"), ("house", "houses")],
)
def test_stems(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("source", "english", "shown"),
    [
        ("Rp5,6 miliar", "5.6 billion rupiah", {"5,6 miliar", "miliar"}),
        ("11.800 tentara", "11,800 soldiers", {"11.800", "tentara"}),
        ("Sutopo Nugroho", "Sutopo Nugroho", {"sutopo", "nugroho"}),
        ("menyerang kota-kota", "attacked cities", {"menyerang", "kota-kota"}),
        ("menyerang kota-kota", "slept well", set()),
        ("Apa itu?", "What is it?", {"?"}),
        ("“Ya”", '"Yes"', {'"'}),
    ],
)
def test_anchors_that_are_shown(source: str, english: str, shown: set[str]) -> None:
    found = source_anchors(source, {})
    assert {one.word for one in found if not one.keys.isdisjoint(keys(english))} == shown


def test_function_words_are_no_anchors() -> None:
    assert source_anchors("yang dan di untuk itu", {}) == ()
    assert reference_anchors("the of and which is") == ()
    assert source_words("Yang datang dari kota") == {"datang", "kota"}
    assert content("The cities of the attackers") == {stem("city"), stem("attackers")}


def test_learnt_words_count() -> None:
    (anchor,) = source_anchors("xyzzy", {"xyzzy": frozenset(["magic"])})
    assert anchor.kind == "learnt"
    assert "wmagic" in anchor.keys


@given(st.text(), st.text())
def test_nothing_raises(source: str, english: str) -> None:
    for anchor in (*source_anchors(source, {}), *reference_anchors(english)):
        assert anchor.keys
    keys(english)


@given(st.lists(st.sampled_from(["quake", "Lombok", "killed", "14", "people", "hospital"]), unique=True))
def test_a_reference_shows_all_its_own_anchors(words: list[str]) -> None:
    text = " ".join(words)
    assert all(not anchor.keys.isdisjoint(keys(text)) for anchor in reference_anchors(text))
