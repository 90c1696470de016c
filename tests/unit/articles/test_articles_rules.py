"""Every row of the boilerplate and markup tables does to its own test line what the row says."""

from __future__ import annotations

import re

import pytest

from jembatan.articles.rules import WHOLE, Rule, parts, rules, whole
from jembatan.articles.tables import rows

SCOPES = {"line", "next", "lead", "tail", "opening", "suffix", "inline"}


def marked(line: str) -> tuple[str, int, int]:
    """The line without its brackets, and the span that stood between them."""
    start, end = line.index("⟦"), line.index("⟧") - 1
    return line.replace("⟦", "").replace("⟧", ""), start, end


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.name}-{rule.scope}")
def test_a_rule_takes_out_what_its_row_marks(rule: Rule) -> None:
    assert rule.scope in SCOPES
    line, start, end = marked(rule.removes)
    if rule.scope in WHOLE:
        assert (start, end) == (0, len(line))
        assert rule.pattern.fullmatch(line)
    else:
        match = rule.pattern.match(line) if rule.scope == "opening" else rule.pattern.search(line)
        assert match is not None
        assert match.span() == (start, end)


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.keeps], ids=lambda rule: rule.name)
def test_a_rule_leaves_what_its_row_keeps(rule: Rule) -> None:
    if rule.scope in WHOLE:
        assert rule.pattern.fullmatch(rule.keeps) is None
    elif rule.scope == "opening":
        assert rule.pattern.match(rule.keeps) is None
    else:
        assert rule.pattern.search(rule.keeps) is None


def test_no_rule_matches_nothing() -> None:
    assert [rule.name for rule in rules() if rule.pattern.fullmatch("")] == []


@pytest.mark.parametrize("row", list(rows("markup")), ids=lambda row: row["name"])
def test_markup_is_undone(row: dict[str, str]) -> None:
    assert re.sub(row["pattern"], row["replacement"], row["before"]) == row["after"]


SENTENCES = [
    "Saksikan pertandingan itu malam ini di stadion.",
    "Simak penjelasan menteri itu dengan teliti.",
    "Baca buku itu sampai tuntas.",
    "Sumber itu menolak disebut namanya.",
    "Editor koran itu ditahan polisi kemarin malam.",
    "Penulis itu meraih penghargaan di Paris.",
    "Iklan itu ditarik dari peredaran.",
    "Nasional Demokrat menolak usul itu.",
    "Jakarta – kota itu – tenggelam perlahan.",
    "FILE – Menteri Luar Negeri berbicara di Beograd, 18 Oktober 2024.",
    "Jakarta-Bandung macet sejak pagi.",
    "Presiden Rusia Vladimir Putin, kanan, bertemu tamunya di Moskow.",
    "Budi, Ketua RT – warga lama – menolak pindah.",
    "Ikuti aturan itu, kata polisi kepada warga.",
    "Berita Terkini: warga mengungsi.",
    "Unduh aplikasi JMO di ponsel melalui App Store atau Play Store.",
    "Urusan itu ada pada kementerian (ATR/BPN).",
    "PSSI - federasi itu - diam.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_of_the_news_stay_whole(sentence: str) -> None:
    assert [scope for scope in WHOLE if whole(sentence, scope)] == []
    assert parts(sentence, opening=True) == []
