from __future__ import annotations

import pytest

from jembatan.glossary import file
from jembatan.glossary.entries import Entry
from jembatan.glossary.glossary import Glossary
from jembatan.glossary.misprints import misprints
from jembatan.guard.terms import missing
from nights import ROOT

GLOSSARY = file.load(ROOT / "configs" / "glossary.tsv")
SOURCE = "Ratusan tentara dilaporkan teaws di perbatasan."


def test_neighbours_are_exchanged_in_strict_words_of_small_letters() -> None:
    killed = Entry(("tewas", "tewas di tempat", "mati"), ("killed",), "word", "strict")
    army = Entry(("Angkatan", "armada"), ("army",), "agency", "prefer")
    assert [misprint for _, misprint in misprints([killed, army])] == ["etwas", "teaws", "tewsa", "tweas"]


def test_what_is_a_word_itself_is_no_misprint() -> None:
    proof, hill = (Entry((one,), ("proof",), "word", "strict") for one in ("bukti", "ubkti"))
    assert "bukit" not in {misprint for _, misprint in misprints([proof])}
    assert "ubkti" not in {misprint for _, misprint in misprints([proof, hill])}
    assert "ubkti" in {misprint for _, misprint in misprints([proof])}


@pytest.mark.parametrize(("misprint", "term"), [("teaws", "tewas"), ("kroban", "korban"), ("urdal", "rudal")])
def test_a_misprint_is_its_term(misprint: str, term: str) -> None:
    (found,) = GLOSSARY.matches(f"{misprint} itu")
    assert term in found.entry.indonesian


@pytest.mark.parametrize("text", ["Sakis Rouvas tiba.", "Ia dinyatakan bersalah.", "Asap hitam ditiup angin ke bukit."])
def test_a_name_or_another_word_is_no_misprint(text: str) -> None:
    assert {text[one.start : one.end] for one in GLOSSARY.matches(text)} <= {
        "tiba",
        "dinyatakan",
        "bersalah",
        "Asap",
        "angin",
    }


def test_the_model_is_told_and_its_english_is_checked() -> None:
    assert [(hint.indonesian, hint.english) for hint in GLOSSARY.hints(SOURCE, 4)] == [("teaws", "killed")]
    wrong, _ = missing(SOURCE, "Hundreds of soldiers were reportedly wounded at the border.", GLOSSARY)
    right, _ = missing(SOURCE, "Hundreds of soldiers were reportedly killed at the border.", GLOSSARY)
    assert "teaws" in [SOURCE[one.start : one.end] for one in wrong]
    assert "teaws" not in [SOURCE[one.start : one.end] for one in right]


def test_the_glossary_without_entries_has_none() -> None:
    assert Glossary().matches("teaws") == ()
