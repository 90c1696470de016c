"""Names that are lost, mangled or made up are told; other spellings, titles and bodies are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.glossary.entries import Entry
from jembatan.glossary.glossary import Glossary
from jembatan.guard.context import Context
from jembatan.guard.names import names_check

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "flores-dev"
MOST_FALSE = 0.005


@pytest.mark.parametrize(
    ("source", "hypothesis", "score", "told"),
    [
        (
            "Juru bicara John Kirby mengatakan hal itu.",
            "Spokesman John Kerry said so.",
            0.5,
            "The Indonesian names “Kirby”, and the English names “Kerry” instead.",
        ),
        (
            "Panglima Oleksandr Syrsky tiba.",
            "Commander Oleksandr Sergei arrived.",
            0.5,
            "The Indonesian names “Syrsky”, and the English names “Sergei” instead.",
        ),
        (
            "Syrsky mengatakan pasukannya maju.",
            "Syria said its troops advanced.",
            0.0,
            "The Indonesian names “Syrsky”, and the English does not.",
        ),
        (
            "Gempa mengguncang Lombok.",
            "An earthquake shook the island.",
            0.0,
            "The Indonesian names “Lombok”, and the English does not.",
        ),
        (
            "Gempa mengguncang pulau itu.",
            "An earthquake shook Lombok.",
            0.0,
            "The English names “Lombok”, and the Indonesian names nothing of the kind.",
        ),
        (
            "Agen mata-mata Korea Selatan mengatakan hal itu.",
            "South Korea's Foreign Ministry said so.",
            0.0,
            "The English names “Ministry”, and the Indonesian names nothing of the kind.",
        ),
    ],
)
def test_wrong_names(source: str, hypothesis: str, score: float, told: str) -> None:
    finding = names_check(source, hypothesis, Context())
    assert (finding.check, finding.clean, finding.score, finding.explanation) == ("names", False, score, told)


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Presiden Volodymyr Zelensky tiba.", "President Volodymyr Zelenskyy arrived."),
        ("Penyair Muhammad Yamin lahir.", "The poet Mohammed Yamin was born."),
        ("Ia tinggal di Praha.", "He lives in Prague."),
        ("Mereka orang Melayu.", "They are Malays."),
        ("Kota Kharkiv dan Luhansk diserang.", "The cities of Kharkov and Lugansk were attacked."),
        ("Ia bertemu Müller di Köln.", "He met Muller in Cologne."),
        ("Putin-Kim bertemu.", "Putin and Kim met."),
        ("Menteri Koordinator Bidang Perekonomian hadir.", "The Coordinating Minister for Economic Affairs attended."),
        ("Badan Nasional Penanggulangan Bencana hadir.", "The National Disaster Management Agency attended."),
        ("Menlu hadir di sana.", "The foreign minister, from the Foreign Ministry, attended."),
        ("Ia dirawat di RSUD.", "He was treated at the Regional Hospital."),
        ("Mengapa Berita Ini Penting Bagi Kita?", "Why This News Is Important To Us"),
        ("Pada Perang Dunia II ia lahir.", "He was born in World War II."),
        ("Tentara Rusia maju.", "The soldiers of Moscow advanced."),
        ("Seiring waktu, harga naik.", "Prices rose over time."),
        ("Ada banyak GIF di sana.", "There are many GIFs there, and I’ve seen them."),
        ("Gempa mengguncang Lombok.", ""),
        ("", "An earthquake shook."),
    ],
)
def test_right_names(source: str, hypothesis: str) -> None:
    assert names_check(source, hypothesis, Context()).clean


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
def test_few_human_references_are_told() -> None:
    sources, references = ((DATA / name).read_text(encoding="utf-8").splitlines() for name in ("dev.id", "dev.en"))
    pairs = list(zip(sources, references, strict=True))
    told = [source for source, reference in pairs if not names_check(source, reference, Context()).clean]
    assert len(told) <= MOST_FALSE * len(pairs)


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = names_check(source, hypothesis, Context())
    assert finding.clean == (not finding.explanation)
    assert 0 <= finding.score <= 1


@given(st.lists(st.sampled_from(["Kirby", "Syrsky", "Lombok", "Surabaya", "dan", "di"]), min_size=1))
def test_a_copied_name_is_there(found: list[str]) -> None:
    assert names_check(f"Mereka bertemu {' '.join(found)}.", f"They met {' '.join(found)}.", Context()).clean


def test_the_english_of_a_term_is_no_new_name() -> None:
    source = "Satuan dari Kelompok Tempur Barat menangkis serangan."
    english = "Units of the Western Battlegroups repelled attacks."
    assert not names_check(source, english, Context()).clean
    term = Entry(("kelompok tempur",), ("battlegroup",), "word", "strict")
    assert names_check(source, english, Context(glossary=Glossary((term,)))).clean
