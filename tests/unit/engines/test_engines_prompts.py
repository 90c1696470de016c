"""Prompts are data files; their digest makes new keys."""

from __future__ import annotations

import hashlib
from importlib import resources

import pytest

from jembatan import numbers
from jembatan.engines import prompts
from jembatan.engines.hints import MOST
from jembatan.errors import ConfigError
from jembatan.glossary import file
from jembatan.glossary.glossary import Glossary
from nights import ROOT

NAMES = sorted(
    entry.name.removesuffix(".yaml")
    for entry in resources.files("jembatan.engines.prompts").iterdir()
    if entry.name.endswith(".yaml")
)


def test_the_prompts_of_the_defaults_are_there() -> None:
    assert NAMES == ["news", "summary", "zero-shot"]


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_is_a_system_text_and_whole_examples(name: str) -> None:
    prompt = prompts.load(name)
    data = resources.files("jembatan.engines.prompts").joinpath(f"{name}.yaml").read_bytes()
    assert prompt.digest == hashlib.sha256(data).hexdigest()
    assert prompt.system.strip()
    assert prompt.ask.count("{text}") == 1
    assert all(example.source.strip() and example.target.strip() for example in prompt.examples)


def test_a_chat_is_system_examples_and_the_text_as_it_is() -> None:
    examples = (prompts.Example("Satu.", "One."), prompts.Example("Dua.", "Two."))
    prompt = prompts.Prompt("p", "Translate.", "{text}", False, examples, "d")
    assert prompt.messages("  Tiga {x}\n") == [
        {"role": "system", "content": "Translate."},
        {"role": "user", "content": "Satu."},
        {"role": "assistant", "content": "One."},
        {"role": "user", "content": "Dua."},
        {"role": "assistant", "content": "Two."},
        {"role": "user", "content": "  Tiga {x}\n"},
    ]


@pytest.mark.parametrize("name", ["sonnet", "", "../news", "__init__"])
def test_an_unknown_prompt_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(ConfigError, match="is not one of news, summary, zero-shot"):
        prompts.load(name)


def test_a_model_that_wants_no_prompt_in_particular_gets_examples() -> None:
    assert prompts.load("auto") == prompts.load("news")
    assert prompts.load("news").examples
    assert prompts.load("zero-shot").examples == ()


def test_the_examples_of_the_translator_keep_their_own_numbers() -> None:
    for example in prompts.load("news").examples:
        report = numbers.compare("example", example.source, example.target)
        assert report.ok, [match.explanation for match in report.matches if match.status != "kept"]


def test_a_second_attempt_asks_otherwise_where_the_prompt_says_so() -> None:
    prompt = prompts.Prompt("p", "Sum up.", "{text}?", True, (), "d", "Again: {text}!")
    assert prompt.second().messages("A")[-1]["content"] == "Again: A!"
    assert prompts.Prompt("p", "Sum up.", "{text}?", True, (), "d").second().messages("A")[-1]["content"] == "A?"
    assert all(prompts.load(name).second().ask.count("{text}") == 1 for name in NAMES)


def test_a_question_goes_around_every_text() -> None:
    prompt = prompts.Prompt("p", "Sum up.", "Read:\n{text}\nShort!", True, (prompts.Example("A {b}", "A."),), "d")
    assert [message["content"] for message in prompt.messages("{text} {x}")] == [
        "Sum up.",
        "Read:\nA {b}\nShort!",
        "A.",
        "Read:\n{text} {x}\nShort!",
    ]


def test_hints_stand_where_the_prompt_has_a_place_for_them_and_nowhere_else() -> None:
    prompt = prompts.Prompt("p", "Translate.", "{text}", False, (), "d", ask_hinted="({hints})\n{text}")
    assert prompt.messages("Satu {hints}.", "satu = one")[-1]["content"] == "(satu = one)\nSatu {hints}."
    assert prompt.messages("Satu.")[-1]["content"] == "Satu."
    plain = prompts.Prompt("p", "Translate.", "{text}", False, (), "d")
    assert plain.messages("Satu.", "satu = one")[-1]["content"] == "Satu."


def test_the_hints_of_the_examples_are_the_names_and_terms_that_the_glossary_has() -> None:
    # Words are told at night, not in the examples: eval/prompts.md was measured so, and a prompt moves every sentence.
    entries = file.load(ROOT / "configs" / "glossary.tsv").entries
    glossary = Glossary(tuple(entry for entry in entries if entry.kind != "word"))
    for example in prompts.load("news").examples:
        found = glossary.hints(example.source, MOST)
        assert example.hints == "; ".join(f"{hint.indonesian} = {hint.english}" for hint in found)
