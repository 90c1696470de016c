"""One spelling of a name: written over where the glossary has it as another spelling, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary_samples import own
from jembatan.glossary.spelling import respell
from jembatan.numbers.rewrite import Change


@pytest.mark.parametrize(
    ("source", "text", "respelt", "chosen"),
    [
        ("Kata Zelensky.", "Zelenskiy said.", "Zelensky said.", ()),
        ("Zelenskiy", "Zelensky’s aide, Zelenskiy's wife", "Zelenskyy’s aide, Zelenskyy's wife", ("Zelenskyy",)),
        ("Kim Jong Un dan Putin", "the Putin-Kim Jong-un pact", "the Putin-Kim Jong Un pact", ()),
        ("Kim Jong-un", "Kim Jong Un spoke.", "Kim Jong-un spoke.", ("Kim Jong-un",)),
        ("di Kiev", "in Kiev, Kiev-based", "in Kyiv, Kyiv-based", ()),
        ("ZELENSKY DI KIEV", "ZELENSKIY IN KIEV", "ZELENSKY IN KYIV", ()),
        ("Soeharto jatuh", "Soeharto fell.", "Suharto fell.", ()),
        ("Khadafi tewas", "Kadhafi died; Qaddafi!", "Gaddafi died; Gaddafi!", ()),
        # An abbreviation that no English text has, behind what it stands for.
        ("Korea Selatan (Korsel) juga", "South Korea (Korsel) too", "South Korea too", ()),
        ("Amerika Serikat (AS)", "the United States (AS)", "the United States", ()),
        ("PBB (PBB)", "the United Nations (PBB).", "the United Nations.", ()),
    ],
)  # fmt: skip
def test_names_are_respelt(source: str, text: str, respelt: str, chosen: tuple[str, ...]) -> None:
    found = respell(text, own().with_forms(chosen), source)
    assert found is not None
    assert found.text == respelt


def test_the_changes_are_told_in_order() -> None:
    found = respell("Zelenskiy left Kiev; Zelensky", own(), "Zelensky di Kyiv")
    assert found is not None
    assert found.changes == (Change("Zelenskiy", "Zelensky"), Change("Kiev", "Kyiv"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Kata Zelensky di Kyiv", "Zelensky in Kyiv"),
        # Not named in the source.
        ("Dia makan ayam.", "He ate chicken Kiev with Zelenskiy."),
        # Longer words, addresses, other cases.
        ("di Kyiv", "Kievan Rus, kiev.ua, www.Kiev.com, @Kiev, Kiev_news, KieV"),
        # What is accepted beside the spellings.
        ("di Krimea dan Jalur Gaza", "Crimean tanks in Gaza"),
        ("kata Moskow", "the Kremlin said"),
        ("Mohammed bin Salman, Joko Widodo", "MBS met Jokowi"),
        # Abbreviations of English, of something else, without brackets or with more in them.
        ("Amerika Serikat (AS)", "the United States (US)"),
        ("Korea Selatan (Korsel)", "Seoul (Korsel) and South Korea, Korsel"),
        ("Korea Selatan (Korsel)", "South Korea (Korsel, 2024)"),
        ("Korea Selatan, Korsel", "South Korea (Korsel)"),
        # No person and no place.
        ("Korea Utara", "DPRK"),
        ("", ""),
    ],
)
def test_all_else_is_left(source: str, text: str) -> None:
    assert respell(text, own(), source) is None


PARTS = st.lists(st.sampled_from(["Zelenskiy", "Kiev", "Kim Jong-un", "'s", " ", ".", "-", "KIEV", "Odessa"])).map(
    "".join
)


@given(PARTS | st.text())
def test_what_is_respelt_stays_so(text: str) -> None:
    source = "Zelensky, Kyiv, Kim Jong Un, Odesa"
    found = respell(text, own(), source)
    if found is not None:
        assert found.changes
        assert respell(found.text, own(), source) is None
