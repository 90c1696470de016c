"""Terms of the glossary as a prompt tells them, and who reads them."""

from __future__ import annotations

import pytest

from jembatan.config import ModelKind, Translate
from jembatan.engines import prompts
from jembatan.engines.hints import MOST_AGAIN, hints_of
from jembatan.engines.protocol import no_hints
from jembatan.glossary.entries import Entry
from jembatan.glossary.glossary import Glossary

SETTINGS = Translate.model_validate({"candidates": ["any"]})
GLOSSARY = Glossary(
    (
        Entry(("Korea Utara",), ("North Korea",), "country", "strict"),
        Entry(("rudal",), ("missile",), "phrase", "prefer"),
        Entry(("menahan",), ("detain", "hold", "contain", "keep"), "word", "check"),
    )
)


@pytest.fixture
def hinted(monkeypatch: pytest.MonkeyPatch) -> None:
    prompt = prompts.Prompt("p", "Translate.", "{text}", False, (), "d", ask_hinted="{text}\n({hints})")
    monkeypatch.setattr(prompts, "load", lambda name: prompt)


@pytest.mark.usefixtures("hinted")
def test_a_causal_model_is_told_the_terms_of_a_sentence() -> None:
    hints = hints_of(GLOSSARY, SETTINGS, "causal")
    assert hints("Rudal Korea Utara jatuh.") == "Rudal = missile; Korea Utara = North Korea"
    assert hints("Hujan turun.") == ""


@pytest.mark.usefixtures("hinted")
def test_asked_again_it_is_told_words_of_several_senses_too() -> None:
    sentence = "Korea Utara menahan rudal."
    assert hints_of(GLOSSARY, SETTINGS, "causal")(sentence) == "Korea Utara = North Korea; rudal = missile"
    told = "Korea Utara = North Korea; menahan = detain / hold / contain; rudal = missile"
    assert hints_of(GLOSSARY, SETTINGS, "causal", {})(sentence) == told


@pytest.mark.usefixtures("hinted")
def test_asked_again_it_is_told_first_what_the_translation_lacks() -> None:
    names = [Entry((f"Negara{letter}",), (f"Country{letter}",), "country", "strict") for letter in "ABCDEF"]
    glossary = Glossary((*names, *GLOSSARY.entries))
    sentence = " ".join(["menahan", *(name.indonesian[0] for name in names)])
    missed: dict[str, frozenset[str]] = {}
    hints = hints_of(glossary, SETTINGS, "causal", missed)
    assert "menahan" not in hints(sentence)
    missed[sentence] = frozenset({"detain"})
    assert hints(sentence).startswith("menahan = detain / hold / contain; NegaraA = CountryA")
    assert len(hints(sentence).split("; ")) == MOST_AGAIN


@pytest.mark.usefixtures("hinted")
@pytest.mark.parametrize("kind", ["marian", "nllb", "fake"])
def test_others_are_told_nothing(kind: ModelKind) -> None:
    assert hints_of(GLOSSARY, SETTINGS, kind) is no_hints
    assert hints_of(None, SETTINGS, "causal") is no_hints


def test_a_prompt_without_a_place_for_hints_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "load", lambda name: prompts.Prompt("p", "Translate.", "{text}", False, (), "d"))
    assert hints_of(GLOSSARY, SETTINGS, "causal") is no_hints
