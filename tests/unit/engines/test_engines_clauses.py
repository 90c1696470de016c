"""Sentences that are too long are parted at clause borders, and nothing of them is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.engines import clauses


def words(most: int) -> Callable[[str], bool]:
    """Fits: at most so many words."""
    return lambda text: len(text.split()) <= most


@pytest.mark.parametrize(
    ("text", "most", "pieces"),
    [
        ("Harga beras naik.", 5, ["Harga beras naik."]),
        (
            "Harga beras naik; pedagang mengeluh, pembeli pergi.",
            5,
            ["Harga beras naik;", "pedagang mengeluh, pembeli pergi."],
        ),
        ("Ia berkata: semua sudah siap.", 3, ["Ia berkata:", "semua sudah siap."]),
        ("Ia datang – semua pergi lagi.", 4, ["Ia datang –", "semua pergi lagi."]),
        # The semicolon is the better border, though a piece up to the comma would fit as well.
        ("satu dua; tiga empat, lima enam", 4, ["satu dua;", "tiga empat, lima enam"]),
        # Commas only where semicolons leave a piece that does not fit.
        ("satu, dua tiga; empat lima, enam tujuh", 3, ["satu, dua tiga;", "empat lima,", "enam tujuh"]),
        ("Ia pergi (bersama ibunya) ke pasar", 4, ["Ia pergi (bersama ibunya)", "ke pasar"]),
        ("Ia berteriak “saya di sini” lalu lari", 5, ["Ia berteriak “saya di sini”", "lalu lari"]),
        (
            "Polisi menahan pelaku karena mereka mencuri sapi warga",
            5,
            ["Polisi menahan pelaku", "karena mereka mencuri sapi warga"],
        ),
        ("Petani menanam padi di mana air masih ada", 5, ["Petani menanam padi", "di mana air masih ada"]),
        # Decimal commas and thousands separators are not borders.
        ("naik 1,25 persen menjadi 10.000,50 rupiah", 3, None),
        ("skor babak pertama 5 - 10 untuk tuan rumah", 6, ["skor babak pertama 5 - 10", "untuk tuan rumah"]),
        ("pada tahun 2023, 2024 saja", 3, None),
        # A conjunction between capitalised words belongs to a name.
        ("Badan Pengawas Obat dan Makanan memeriksa roti", 4, None),
        # A list of names is parted only where nothing better is left.
        ("di Jakarta, Bandung, Surabaya, Medan", 2, ["di Jakarta,", "Bandung, Surabaya,", "Medan"]),
        ("kata tanpa batas sama sekali", 3, None),
    ],
)
def test_borders(text: str, most: int, pieces: list[str] | None) -> None:
    assert clauses.split(text, words(most)) == pieces


TOKENS = st.sampled_from(
    [
        "Presiden",
        "Korea",
        "Utara",
        "naik",
        "1,25",
        "10.000",
        "5",
        "-",
        "–",
        "dan",
        "karena",
        "yang",
        "persen,",
        "itu;",
        "kata:",
        "“ya”",
        "(tidak)",
        "Jakarta,",
        '"baik"',
        "12",
        "3,",
        "di",
        "mana",
        "tetapi",
        "Yong-hyun",
    ]
)
TEXTS = st.lists(st.tuples(TOKENS, st.sampled_from([" ", "  ", "\n", "\u00a0"])), max_size=40).map(
    lambda parts: "".join(token + space for token, space in parts)
)


@given(TEXTS, st.integers(1, 12))
def test_nothing_is_lost_and_every_piece_fits(text: str, most: int) -> None:
    pieces = clauses.split(text, words(most))
    if pieces is None:
        assert len(text.split()) > most
        return
    assert " ".join(pieces).split() == text.split()
    assert all(words(most)(piece) for piece in pieces)
    assert all(piece == piece.strip() for piece in pieces)


@given(TEXTS)
def test_no_joint_inside_a_range_of_numbers(text: str) -> None:
    pieces = clauses.split(text, words(6)) or []
    for left, right in pairwise(pieces):
        assert not (re.search(r"\d[\s,;:–—-]*$", left) and re.match(r"[\s–—-]*\d", right))


@given(st.text(max_size=200))
def test_any_text_comes_back_whole_or_not_at_all(text: str) -> None:
    pieces = clauses.split(text, lambda piece: len(piece) <= 20)
    assert pieces is None or "".join("".join(pieces).split()) == "".join(text.split())
