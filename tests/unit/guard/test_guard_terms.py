"""A strict entry that did not come through is told; every accepted form, and all that is not strict, is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary_samples import own
from jembatan.guard.check import chosen
from jembatan.guard.context import Context
from jembatan.guard.countries import countries_check
from jembatan.guard.terms import terms_beside_countries, terms_check
from jembatan.records import CheckName


def context() -> Context:
    return Context(glossary=own())


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        ("Pasukan Korea Utara berperang.", "South Korean troops fought.", "“Korea Utara” as North Korea"),
        ("Pasukan Korut berperang.", "The Ukrainian army fought.", "“Korut” as North Korea"),
        ("Menlu Rusia tiba.", "The Russian finance minister arrived.", "“Menlu” as foreign minister"),
        ("Menhan Jepang mundur.", "Japan’s foreign minister resigned.", "“Menhan” as defense minister"),
        ("Sudan Selatan merdeka.", "Sudan is independent.", "“Sudan Selatan” as South Sudan"),
        ("Sudan merdeka.", "South Sudan is independent.", "“Sudan” as Sudan"),
        ("Gedung Putih membantah.", "The White Building denied it.", "“Gedung Putih” as White House"),
        ("MK menolak gugatan.", "The Supreme Court rejected the suit.", "“MK” as Constitutional Court"),
        ("Gencatan senjata berlaku.", "The arms attack is in force.", "“Gencatan senjata” as ceasefire"),
        ("Tahanan perang dibebaskan.", "War detainees were freed.", "“Tahanan perang” as prisoner of war"),
        ("Wapres AS tiba.", "The US president arrived.", "“Wapres” as vice president"),
        ("Korea Selatan diam.", "North Korea in the north and the south was silent.", "“Korea Selatan” as South Korea"),
        ("Turki menolak.", "The turkey refused.", "“Turki” as Turkey"),
        ("Kapal induk AS tiba.", "The US mother ship arrived.", "“Kapal induk” as aircraft carrier"),
        ("Hubungan dengan sekutunya harus berubah.", "Relations with its neighbors must change.", "“sekutu” as ally"),
        ("Layanan darurat datang.", "The military came.", "“Layanan darurat” as emergency services"),
        ("Mereka memadamkan api.", "They destroyed a fire.", "“memadamkan” as extinguish"),
        ("Pompa bensin terbakar.", "The oil pump was on fire.", "“Pompa bensin” as gas station"),
        ("Slovakia menawarkan perundingan.", "Slovakia offered funding.", "“perundingan” as negotiations"),
        ("Pejabat tinggi tiba.", "The officials arrived.", "“Pejabat tinggi” as senior official"),
        ("Korban tidak dirinci.", "The passengers were not specified.", "“Korban” as victim"),
        ("Pasukan Ukraina merebut wilayah ini.", "Ukrainian troops retook this area.", "“merebut” as seize"),
        ("Pejabat militer mengatakan itu.", "The military said so.", "“Pejabat militer” as military official"),
        ("Ia bicara, dikutip Antara.", "He spoke to Antara.", "“dikutip” as quote"),
        ("Ia bicara, dikutip Selasa.", "He spoke on Tuesday.", "“dikutip Selasa” as quoted on Tuesday"),
        ("Sedikitnya 15 orang tewas.", "A few 15 people were killed.", "“Sedikitnya” as at least"),
    ],
)
def test_a_term_that_is_lost_or_wrong_is_told(source: str, hypothesis: str, told: str) -> None:
    finding = terms_check(source, hypothesis, context())
    assert (finding.check, finding.clean) == ("glossary", False)
    assert finding.explanation == f"The glossary has {told}, and the English has no such form."
    assert finding.score < 1


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Pasukan Korea Utara berperang.", "North Korean troops fought."),
        ("Warga Korut mengungsi.", "North Koreans fled, the U.N. said."),
        ("Menlu AS Antony Blinken tiba.", "Secretary of State Antony Blinken arrived; US officials waited."),
        ("Korea Selatan menolak.", "Both the North and the South refused."),
        ("Para menlu bertemu.", "Foreign ministers met."),
        ("Gencatan senjatanya berakhir.", "The cease-fire is over."),
        ("Tahanan perang dibebaskan.", "Prisoners of war were freed."),
        ("Kapal-kapal induk AS tiba.", "U.S. carriers arrived."),
        ("Zelenskiy tiba.", "Zelenskyy’s plane landed."),
        ("Harganya 5 dolar AS.", "It costs $5."),
        ("Kepada kami, as roda patah.", "To us, the axle broke."),
        # Not strict.
        ("Tidak ada korban jiwa.", "No one was hurt."),
        ("Presiden tiba.", "He arrived."),
        # An empty translation is for another check.
        ("Pasukan Korea Utara berperang.", " "),
        ("", "North Korea"),
    ],
)
def test_what_is_right_is_left_alone(source: str, hypothesis: str) -> None:
    finding = terms_check(source, hypothesis, context())
    assert (finding.clean, finding.score, finding.explanation) == (True, 1.0, "")


def test_each_missing_entry_is_told_once_and_the_score_is_the_share_that_is_right() -> None:
    finding = terms_check("Korut, Rusia, Korea Utara, PBB dan AS", "Russia and the US", context())
    assert finding.score == 0.5
    assert finding.explanation == (
        "The glossary has “Korut” as North Korea, and the English has no such form. "
        "The glossary has “PBB” as United Nations, and the English has no such form."
    )


def test_without_a_glossary_nothing_is_judged() -> None:
    assert terms_check("Pasukan Korea Utara.", "South Korea.", Context()).clean


@pytest.mark.parametrize(
    ("source", "hypothesis", "countries", "glossary"),
    [
        ("Polisi Italia datang.", "The police came.", "“Italia”", ""),
        ("Warga AS dievakuasi.", "Citizens were evacuated.", "“AS”", ""),
        ("PBB mengecam.", "The body condemned it.", "“PBB”", ""),
        # What else is missing is told.
        ("Menhan Italia tiba.", "The foreign minister arrived.", "“Italia”", "“Menhan” as defense minister"),
        ("Italia dan India diam.", "They were silent.", "“Italia”", "“India” as India"),
        ("Korut, juga Korea Utara.", "It, too.", "“Korut”", ""),
        # Another country in its place is another note: it says what must not be there.
        ("Korea Utara menang.", "South Korea won.", "“South Korea”", "“Korea Utara” as North Korea"),
        ("Menhan tiba.", "He arrived.", "", "“Menhan” as defense minister"),
        ("Polisi datang.", "The French police came.", "“French”", ""),
        ("Polisi Italia datang.", "The Italian police came.", "", ""),
        ("Polisi Italia datang.", "", "", ""),
    ],
)
def test_a_country_that_is_lost_is_told_by_one_check(
    source: str, hypothesis: str, countries: str, glossary: str
) -> None:
    found = countries_check(source, hypothesis, context()), terms_beside_countries(source, hypothesis, context())
    for finding, told in zip(found, (countries, glossary), strict=True):
        assert finding.clean == (not told)
        assert told in finding.explanation
    assert found[1].explanation.count("The glossary has") == bool(glossary)
    # Together they flag what the two flag apart.
    assert all(one.clean for one in found) == (found[0].clean and terms_check(source, hypothesis, context()).clean)


@pytest.mark.parametrize(
    ("names", "told"),
    [(("countries", "glossary"), ["countries"]), (("glossary",), ["glossary"]), (("countries",), ["countries"])],
)
def test_a_job_without_the_check_of_countries_is_told_by_the_glossary(
    names: tuple[CheckName, ...], told: list[str]
) -> None:
    found = [check("Polisi Italia datang.", "The police came.", context()) for check in chosen(names)]
    assert [finding.check for finding in found if not finding.clean] == told


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = terms_check(source, hypothesis, context())
    assert finding.clean == (not finding.explanation)
    assert 0 <= finding.score <= 1
