"""Where entries stand in Indonesian text: whole words, the longest first, names by their capitals, roots by affix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary_samples import own
from jembatan.glossary.entries import Entry, Hint, Kind
from jembatan.glossary.glossary import Glossary


def entry(indonesian: str, english: str = "x y", kind: Kind = "phrase", strict: bool = True) -> Entry:
    forms = tuple(english.split(" / "))
    return Entry(tuple(indonesian.split(" / ")), forms, kind, "strict" if strict else "prefer")


SMALL = Glossary(
    (
        entry("Korea Utara / Korut", "North Korea / North Korean", "country"),
        entry("Korea", "Korea / Korean", "country"),
        entry("Amerika Serikat / AS", "United States / US", "country"),
        entry("dolar AS", "US dollar", strict=False),
        entry("Mahkamah Konstitusi / MK", "Constitutional Court", "agency"),
        entry("KPK", "Corruption Eradication Commission", "agency"),
        entry("BNPB", "National Disaster Management Agency", "agency"),
        entry("BIN", "State Intelligence Agency", "agency"),
        entry("Gedung Putih", "White House", "place"),
        entry("gencatan senjata", "ceasefire"),
        entry("senjata", "weapon"),
        entry("roket", "rocket"),
        entry("kapal induk", "aircraft carrier"),
        entry("menteri luar negeri / Menlu", "foreign minister", "office"),
        entry("tentara", "soldier"),
        entry("undang-undang", "law"),
        entry("Al-Qaeda", "Al-Qaeda", "agency"),
        entry("umat Islam", "Muslims", "people"),
    )
)


def found(text: str, glossary: Glossary = SMALL) -> list[str]:
    return [text[match.start : match.end] for match in glossary.matches(text)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        # The longest phrase at each place.
        ("Tentara Korea Utara dan Korea tiba.", ["Tentara", "Korea Utara", "Korea"]),
        ("Korea (Utara) diam.", ["Korea"]),
        ("Sejak gencatan senjata, senjata diam.", ["gencatan senjata", "senjata"]),
        ("Harganya 5 dolar AS.", ["dolar AS"]),
        ("Warga AS, kata AS$5, US$5 dan AS.", ["AS", "AS"]),
        # Names by their capitals.
        ("Utusan Korut bertemu Menlu AS.", ["Korut", "Menlu", "AS"]),
        ("korea utara dan gedung putih", []),
        ("Gedung putih itu runtuh.", []),
        ("Gedung Putih membantah.", ["Gedung Putih"]),
        ("umat islam, umat Islam", ["umat Islam"]),
        # Short abbreviations only as they stand, longer ones with a capital.
        ("Roda dan as itu patah; As roda, mk, Mk, MK.", ["MK"]),
        ("Bnpb dan BNPB, bukan bnpb.", ["Bnpb", "BNPB"]),
        # Common phrases in any case of letters.
        ("Gencatan Senjata; menteri luar negeri, Senjata", ["Gencatan Senjata", "menteri luar negeri", "Senjata"]),
        # Clitics and particles; the surface is the term.
        ("gencatan senjatanya berakhir", ["gencatan senjata"]),
        ("senjatamu, senjataku, senjatalah, senjatakah, senjatapun, senjatanyalah", ["senjata"] * 6),
        ("KPK-lah, AS-nya", ["KPK", "AS"]),
        ("Korutlah yang membantah", ["Korut"]),
        # Combining forms and hyphens.
        ("pascagencatan senjata, antiroket, anti-AS, pro-Korut", ["gencatan senjata", "roket", "AS", "Korut"]),
        # Other prefixes make other words.
        ("ketentaraan, persenjataan, bersenjata, senjatai, tentaraan", []),
        # Doubled.
        ("roket-roket, roket-roketnya, roket roket", ["roket-roket", "roket-roket", "roket", "roket"]),
        ("kapal-kapal induk milik AS", ["kapal-kapal induk", "AS"]),
        ("undang-undang, undang-undangnya, undang", ["undang-undang", "undang-undang"]),
        # Whole words; a stop or a comma parts phrases.
        ("Koreana, Korutan, MKX, gencatan. Senjata", ["Senjata"]),
        ("Al Qaeda, Al-Qaeda", ["Al Qaeda", "Al-Qaeda"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_found(text: str, surfaces: list[str]) -> None:
    assert found(text) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("TENTARA KOREA UTARA TEWAS", ["TENTARA", "KOREA UTARA"]),
        ("KPK TAHAN BUPATI", ["KPK"]),
        ("BNPB: GENCATAN SENJATA", ["BNPB", "GENCATAN SENJATA"]),
        # In capitals alone these may be words.
        ("HARGA AS RODA NAIK", []),
        ("ALI BIN ABI TALIB", []),
        ("MK TOLAK GUGATAN", []),
        # Where other words have small letters, capitals tell.
        ("Jakarta: KPK, BIN dan MK", ["KPK", "BIN", "MK"]),
        ("AS", ["AS"]),
    ],
)
def test_a_headline_in_capitals(text: str, surfaces: list[str]) -> None:
    assert found(text) == surfaces


def test_a_match_names_its_entry() -> None:
    (match,) = SMALL.matches("Kata Korut.")
    assert (match.entry.form, match.start, match.end) == ("North Korea", 5, 10)


TEXTS = st.lists(
    st.sampled_from(
        [phrase for one in SMALL.entries for phrase in one.indonesian]
        + ["-", "nya", ", ", " ", "pasca", "U.S. ", "İ", "'s"]
    ),
    max_size=12,
).map("".join) | st.text()  # fmt: skip


@given(TEXTS)
def test_matches_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    for glossary in (SMALL, own()):
        matches = glossary.matches(text)
        ends = [0, *(match.end for match in matches)]
        for before, match in zip(ends, matches, strict=False):
            assert before <= match.start < match.end <= len(text)
        assert glossary.matches(text) == matches


@given(TEXTS)
def test_what_is_told_lies_in_the_text(text: str) -> None:
    for told in own().told(text):
        assert 0 <= told.start < told.end <= len(text)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("North Korea's troops; north-korean NORTH KOREANS", ["North Korea", "North Korean", "North Korean"]),
        ("He told us about the US.", ["US"]),
        ("the U.S. and the United\u00a0States", ["US", "United States"]),
        ("foreign ministers' talks, Foreign Minister Kim", ["foreign minister", "foreign minister"]),
        ("Northern Korea", ["Korea"]),
        ("Laws, lawless", ["law"]),
        ("korean", []),
    ],
)
def test_english_forms(text: str, forms: list[str]) -> None:
    assert [told.form for told in SMALL.told(text)] == forms


def test_a_country_inside_a_longer_name_is_not_told() -> None:
    for name in ("South Sudan", "South China Sea", "Papua New Guinea", "North Korean"):
        assert {told.form for told in own().told(name) if told.entry.kind == "country"} <= {name}


@pytest.mark.parametrize(
    ("most", "hints"),
    [
        (9, [("Tentara", "soldier"), ("Korut", "North Korea"), ("dolar AS", "US dollar"), ("roket", "rocket")]),
        (3, [("Tentara", "soldier"), ("Korut", "North Korea"), ("roket", "rocket")]),
        (1, [("Tentara", "soldier")]),
        (0, []),
        (-1, []),
    ],
)  # fmt: skip
def test_hints_are_in_order_and_strict_ones_go_first(most: int, hints: list[tuple[str, str]]) -> None:
    text = "Tentara Korut, Korut dan al-Qaeda Al-Qaeda; 5 dolar AS; roket"
    assert [(hint.indonesian, hint.english) for hint in SMALL.hints(text, most)] == hints


WORDS = Glossary(
    (
        Entry(("menangkis",), ("repel", "fend off", "fought off"), "word", "strict"),
        Entry(("membantah",), ("deny",), "word", "strict"),
        Entry(("menuduh",), ("accuse",), "word", "strict"),
        Entry(("menahan",), ("detain", "hold", "contain"), "word", "check"),
        Entry(("rudal",), ("missile",), "phrase", "strict"),
    )
)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("They repelled it, repel it, are repelling it; he repels.", ["repel", "repel", "repel", "repel"]),
        ("It denied that, denies it and is denying it.", ["deny", "deny", "deny"]),
        ("Accused and accusing, they accuse.", ["accuse", "accuse", "accuse"]),
        ("She fends off one, is fending off two and fought off three.", ["fend off", "fend off", "fought off"]),
        ("A repellent, a denial, the holder.", []),
        ("Missiles, missiled.", ["missile"]),  # only words are inflected as verbs
        ("Ring, red, ed, ing.", []),
    ],
)
def test_the_english_of_a_word_is_found_as_verbs_inflect_it(text: str, forms: list[str]) -> None:
    assert [told.form for told in WORDS.told(text)] == forms


def test_a_checked_word_is_no_hint_and_words_give_way_to_names() -> None:
    assert WORDS.hints("Ia menahan dan membantah.", 4) == (Hint("membantah", "deny"),)
    assert WORDS.hints("Ia membantah rudal.", 1) == (Hint("rudal", "missile"),)
