"""Sides that changed places are told; the same sides in other words are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.sides import sides_check

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "flores-dev"


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        (
            "Tentara Ukraina mundur dari Rusia.",
            "Russian soldiers withdrew from Ukraine.",
            "The Indonesian has “Tentara” of “Ukraina”, and the English “soldiers” of “Russian”.",
        ),
        (
            "Ia menambahkan bahwa militer Rusia menghancurkan 196 kendaraan.",
            "Russia added that the Russian military destroyed 196 vehicles.",
            "In the Indonesian “Ia” says so, and in the English “Russia”.",
        ),
        (
            "Menhan Korea Selatan menanggapi peluncuran rudal oleh Korea Utara.",
            "North Korea's defense minister responded to South Korea's missile launch.",
            "The Indonesian has “Menhan” of “Korea Selatan”, and the English “minister” of “North Korea”.",
        ),
        (
            "Juru bicara militer Ukraina menyebut pasukan Rusia mundur.",
            "A Russian military spokesperson said Ukrainian forces withdrew.",
            "The Indonesian has “Juru” of “Ukraina”, and the English “spokesperson” of “Russian”.",
        ),
        (
            "Pasukan Ukraina menghadapi serangan balik yang dipimpin pasukan Rusia dengan dukungan Korea Utara.",
            "Ukrainian forces faced a Russian counterattack led by North Korean forces.",
            "The Indonesian has “pasukan” of “Rusia”, and the English “forces” of “North Korean”.",
        ),
        (
            "Kapal perang Jepang dan Australia mendekati Tiongkok.",
            "Chinese warships approached Japan and Australia.",
            "The Indonesian has “Kapal” of “Jepang”, and the English “warships” of “Chinese”.",
        ),
        (
            "Presiden Prancis tiba di Turki.",
            "The president of Turkey arrived in France.",
            "The Indonesian has “Presiden” of “Prancis”, and the English “president” of “Turkey”.",
        ),
        (
            "Rusia mencegat dua penerbangan Ukraina.",
            "Russia intercepted two flights to Ukraine.",
            "The English aims “flights” at “Ukraine”, whose own the Indonesian says they are.",
        ),
        (
            "Serangan Israel menewaskan lima orang.",
            "An attack on Israel killed five people.",
            "The English aims “attack” at “Israel”, whose own the Indonesian says they are.",
        ),
    ],
)
def test_exchanged_sides(source: str, hypothesis: str, told: str) -> None:
    finding = sides_check(source, hypothesis, Context())
    assert (finding.check, finding.clean, finding.score, finding.explanation) == ("sides", False, 0.0, told)


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Tentara Ukraina mundur dari Rusia.", "Ukraine's soldiers withdrew from Russia."),
        ("Ia menambahkan bahwa Rusia mundur.", "Russian officials added that Russia withdrew."),
        ("Rusia menambahkan hal itu.", "Russia added that."),
        ("Menteri Luar Negeri Rusia bertemu Menlu Jepang.", "The foreign ministers of Russia and Japan met."),
        ("Pasukan Rusia dan Korea Utara menyerang.", "Russian and North Korean troops attacked."),
        ("Pasukan AS dikirim ke Irak.", "US troops were sent to Iraq."),
        ("Sebanyak 200 tentara dikirim ke Irak.", "Some 200 US soldiers were sent to Iraq."),
        ("Presiden Rusia tiba.", "The president of the Russian Federation arrived."),
        ("Presiden Rusia tiba.", "Moscow's president arrived."),
        ("Duta Besar AS tiba di Tokyo.", "The Tokyo embassy welcomed the US ambassador."),
        ("Presiden Rusia tiba.", ""),
    ],
)
def test_right_sides(source: str, hypothesis: str) -> None:
    assert sides_check(source, hypothesis, Context()).clean


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
def test_no_human_reference_is_told() -> None:
    sources, references = ((DATA / name).read_text(encoding="utf-8").splitlines() for name in ("dev.id", "dev.en"))
    assert all(sides_check(*pair, Context()).clean for pair in zip(sources, references, strict=True))


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = sides_check(source, hypothesis, Context())
    assert finding.clean == (not finding.explanation)


_PIECES = st.lists(
    st.sampled_from(
        ["pasukan", "Rusia", "Ukraina", "dan", "Korea", "Utara", "troops", "of", "the", "Russian", "US", ","]
    )
)


@given(_PIECES, _PIECES)
def test_no_order_of_names_and_nouns_breaks_it(source: list[str], hypothesis: list[str]) -> None:
    finding = sides_check(" ".join(source), " ".join(hypothesis), Context())
    assert finding.clean == (not finding.explanation)
