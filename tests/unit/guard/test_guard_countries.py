"""The wrong country, a country out of nowhere and one that is lost are told; other names for the same one are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.countries import countries_check


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        ("Pasukan Korea Utara berperang bersama Rusia.", "South Korean troops fought with Russia.", "“South Korean”"),
        ("Tentara Korut tewas.", "Ukrainian soldiers were killed.", "“Ukrainian”"),
        ("Polisi Selandia Baru menutup jalan.", "The Singapore police closed the road.", "“Singapore”"),
        ("Gedung itu runtuh.", "The White House collapsed.", "“White House”"),
        ("Serangan Ukraina menewaskan tentara Rusia.", "The attack killed Russian soldiers.", "“Ukraina”"),
        ("PBB mengecam serangan itu.", "The European Union condemned the attack.", "“European Union”"),
        ("Tentara AS tewas.", "Russian soldiers were killed.", "“Russian”"),
        ("Tentara Rusia tewas.", "US soldiers were killed.", "“US”"),
        ("Warga AS dievakuasi.", "Citizens were evacuated.", "“AS”"),
        ("Pasukan Korea Utara menyeberang.", "South Korea crossed the border.", "“South Korea”"),
        ("Korea Selatan menang.", "North Korea won.", "“North Korea”"),
        ("Guinea Khatulistiwa menutup perbatasan.", "Papua New Guinea closed its border.", "“Papua New Guinea”"),
        ("Sudan Selatan merdeka.", "Sudan became independent.", "“Sudan Selatan”"),
        ("Polisi datang.", "The Israeli police came.", "“Israeli”"),
        ("Polisi datang.", "The Cuban police came.", "“Cuban”"),
        ("Polisi datang.", "The Swedish police came.", "“Swedish”"),
        ("Negeri Ginseng menang.", "North Korea won.", "“North Korea”"),
        ("Amerika Selatan dilanda banjir.", "South Africa was hit by floods.", "“South Africa”"),
    ],
)
def test_wrong_countries(source: str, hypothesis: str, told: str) -> None:
    finding = countries_check(source, hypothesis, Context())
    assert (finding.check, finding.clean) == ("countries", False)
    assert told in finding.explanation


def test_an_invented_country_is_worse_than_a_lost_one() -> None:
    invented = countries_check("Polisi datang.", "The French police came.", Context())
    lost = countries_check("Polisi Prancis datang.", "The police came.", Context())
    assert (invented.score, lost.score) == (0.0, 0.5)


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Pasukan Korut berperang.", "North Korean troops fought."),
        ("Kata Moskow, Senin.", "Russia said on Monday."),
        ("Rusia menolak.", "Moscow refused."),
        ("Warga AS dievakuasi.", "US citizens were evacuated."),
        ("Harganya 11 miliar dolar AS.", "It costs 11 billion dollars."),
        ("Harganya 11 dolar.", "It costs US$11."),
        ("Beri tahu kami.", "Tell us."),
        ("Dia tinggal di Jalan Downing.", "He lives in Downing Street."),
        ("Republik Rakyat Donetsk menyerah.", "The Donetsk People's Republic surrendered."),
        ("Gereja Ortodoks Ukraina.", "The Ukrainian Orthodox Church."),
        ("Tim North Korea kalah.", "The North Korea team lost."),
        ("TNI AL mengirim kapal.", "The Indonesian Navy sent ships."),
        ("Tim itu kembali ke Tanah Air.", "The team returned to Indonesia."),
        ("Negeri Ginseng menang.", "South Korea won."),
        ("Angkatan Laut Inggris tiba.", "The Royal Navy arrived."),
        ("KPK menahannya.", "The antigraft agency detained him."),
        ("Mereka menyeberangi samudra.", "They crossed the Ocean."),
        ("Paus Fransiskus tiba.", "Pope Francis arrived."),
        ("CHINA MENANG", "CHINA WINS"),
        ("Bahasa Maladewa sulit.", "The Maldivian language is difficult."),
        ("Presiden tiba.", "The president arrived."),
        ("Tentara Rusia tewas.", ""),
    ],
)
def test_right_countries(source: str, hypothesis: str) -> None:
    assert countries_check(source, hypothesis, Context()).clean


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = countries_check(source, hypothesis, Context())
    assert finding.clean == (not finding.explanation)
