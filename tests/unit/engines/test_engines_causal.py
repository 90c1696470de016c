"""Causal models on both runtimes: a tiny real one, whose outputs end here and run on there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import tiny_causal
from jembatan.config import Decoding, Runtime, RuntimeSettings, Summarise, Translate
from jembatan.engines import causal, prompts
from jembatan.engines.causal import CausalSummariser, CausalTranslator, Continuation, Continuer, Guards, Rendered
from jembatan.engines.convert import convert
from jembatan.engines.load import load_summariser, load_translator
from jembatan.engines.protocol import EngineIdentity, Output, SummaryOutput
from jembatan.errors import ConfigError
from jembatan.models.lock import LockedModel

SENTENCES = [
    f"Harga {goods} naik {percent} persen pada {day}."
    for goods in ("beras", "cabai", "gula")
    for percent in (5, 12)
    for day in ("Senin", "Kamis")
]
RUNTIMES: tuple[Runtime, ...] = ("ctranslate2", "transformers")
SETTINGS = Translate(candidates=("tiny",), max_output_tokens=60, causal_beam_size=1)
OFF = Guards(0, 1.0)


@pytest.fixture(autouse=True)
def own_prompts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The prompts that the tiny model was made for, in place of those of the package."""
    named = {"auto": tiny_causal.NEWS, "news": tiny_causal.NEWS, "summary": tiny_causal.SUMMARY}
    monkeypatch.setattr(prompts, "load", named.__getitem__)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[Runtime, Path]:
    folder = tmp_path_factory.mktemp("tiny-causal")
    (folder / "transformers").mkdir()
    tiny_causal.make(folder / "transformers")
    convert(folder / "transformers", "causal", folder / "ctranslate2", "float32")
    return {runtime: folder / runtime for runtime in RUNTIMES}


def locked(runtime: Runtime, folder: Path) -> LockedModel:
    return LockedModel(
        name="tiny",
        kind="causal",
        runtime=runtime,
        precision="float32",
        folder=folder,
        weights="f" * 64,
        revision=None,
        origin="folder",
        licence="MIT",
    )


def load(runtime: Runtime, folders: dict[Runtime, Path], batch_tokens: int = 2048) -> Continuer:
    settings = RuntimeSettings(device="cpu", batch_tokens=batch_tokens, threads=2)
    if runtime == "ctranslate2":
        from jembatan.engines.ctranslate2_causal import CTranslate2Continuer

        return CTranslate2Continuer(locked(runtime, folders[runtime]), settings)
    from jembatan.engines.transformers_causal import TransformersContinuer

    return TransformersContinuer(locked(runtime, folders[runtime]), settings)


@pytest.fixture(scope="module")
def models(folders: dict[Runtime, Path]) -> dict[Runtime, Continuer]:
    return {runtime: load(runtime, folders) for runtime in RUNTIMES}


@pytest.fixture(params=RUNTIMES)
def model(request: pytest.FixtureRequest, models: dict[Runtime, Continuer]) -> Continuer:
    runtime: Runtime = request.param
    return models[runtime]


def texts(outputs: Sequence[Output]) -> list[list[str]]:
    return [[hypothesis.text for hypothesis in output.hypotheses] for output in outputs]


def test_a_prompt_is_the_models_own_template_around_system_examples_and_text(model: Continuer) -> None:
    prompt = prompts.Prompt("p", "Translate.", "{text}", False, (prompts.Example("Satu.", "One."),), "d")
    rendered = causal.render(model, prompt, ["Dua.", "Tiga"])
    start = (
        "<|im_start|>system\nTranslate.<|im_end|>\n<|im_start|>user\nSatu.<|im_end|>\n"
        "<|im_start|>assistant\nOne.<|im_end|>\n<|im_start|>user\n"
    )
    assert rendered.start == start
    assert rendered.prompts == (
        f"{start}Dua.<|im_end|>\n<|im_start|>assistant\n",
        f"{start}Tiga<|im_end|>\n<|im_start|>assistant\n",
    )


def test_both_runtimes_write_the_same_in_float32(models: dict[Runtime, Continuer]) -> None:
    rendered = causal.render(models["transformers"], prompts.load("news"), SENTENCES)
    found = [
        [best for (best,) in models[runtime].continue_prompts(rendered, [60] * 12, SETTINGS, OFF, 1)]
        for runtime in RUNTIMES
    ]
    for one, other in zip(*found, strict=True):
        assert (one.text, one.tokens, one.ended) == (other.text, other.tokens, other.ended)
        assert one.score == pytest.approx(other.score, abs=1e-4)
    # What follows is worth little unless outputs of both sorts are there.
    assert {best.ended for best in found[0]} == {True, False}
    assert len({best.text for best in found[0]}) > 4


def test_both_runtimes_guard_what_is_written_and_not_the_prompt(models: dict[Runtime, Continuer]) -> None:
    rendered = causal.render(models["transformers"], prompts.load("news"), SENTENCES)
    for guards in (Guards(2, 1.0), Guards(0, 1.3), Guards(6, 1.15)):
        found = [
            [best.text for (best,) in models[runtime].continue_prompts(rendered, [40] * 12, SETTINGS, guards, 1)]
            for runtime in RUNTIMES
        ]
        assert found[0] == found[1]


def test_a_translation_does_not_depend_on_its_batch_nor_on_its_place(
    folders: dict[Runtime, Path], models: dict[Runtime, Continuer]
) -> None:
    for runtime in RUNTIMES:
        together = CausalTranslator(models[runtime], SETTINGS).translate(SENTENCES)
        alone = CausalTranslator(load(runtime, folders, batch_tokens=1), SETTINGS)
        one_by_one = alone.translate(SENTENCES)
        assert texts(one_by_one) == texts(together)
        assert [output.problem for output in one_by_one] == [output.problem for output in together]
        backwards = CausalTranslator(models[runtime], SETTINGS).translate(SENTENCES[::-1])
        assert texts(backwards) == texts(together)[::-1]
    assert len({str(found) for found in texts(together)}) > 4


def test_an_output_that_does_not_end_is_refused_after_the_loop_breaker(model: Continuer) -> None:
    outputs = CausalTranslator(model, SETTINGS).translate(SENTENCES)
    refused = [output for output in outputs if not output.hypotheses]
    assert {output.problem for output in refused} == {"the output did not end within 60 tokens (a loop?)"}
    first = model.continue_prompts(causal.render(model, prompts.load("news"), SENTENCES), [60] * 12, SETTINGS, OFF, 1)
    running_on = sum(not best.ended for (best,) in first)
    # The breaker saves some of them, and what it cannot save is not passed off as a translation.
    assert 0 < len(refused) < running_on


def test_the_n_best_are_distinct_and_begin_with_the_best(model: Continuer) -> None:
    translator = CausalTranslator(model, SETTINGS.model_copy(update={"causal_beam_size": 3}))
    outputs = translator.translate(SENTENCES, 3)
    assert any(len(output.hypotheses) > 1 for output in outputs)
    for output in outputs:
        assert all(hypothesis.score is not None for hypothesis in output.hypotheses)
        assert len({hypothesis.text for hypothesis in output.hypotheses}) == len(output.hypotheses)
    rendered = causal.render(model, prompts.load("news"), SENTENCES)
    settings = SETTINGS.model_copy(update={"causal_beam_size": 3})
    several, one = (model.continue_prompts(rendered, [60] * 12, settings, OFF, count) for count in (3, 1))
    assert [found[0].text for found in several] == [found[0].text for found in one]


def test_the_shared_start_is_computed_once(folders: dict[Runtime, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    model = load("ctranslate2", folders)
    calls: list[tuple[list[list[str]], dict[str, object]]] = []
    generator = model._generator  # type: ignore[attr-defined]

    class Spy:
        def generate_batch(self, starts: list[list[str]], **options: object) -> object:
            calls.append((starts, options))
            return generator.generate_batch(starts, **options)

    monkeypatch.setattr(model, "_generator", Spy())
    prompt = prompts.load("news")
    rendered = causal.render(model, prompt, SENTENCES[:2])
    shared = model.continue_prompts(rendered, [20, 20], SETTINGS, OFF, 1)
    ((starts, options),) = calls
    static = options["static_prompt"]
    assert isinstance(static, list)
    assert len(static) == model.count_tokens(rendered.start) > 100
    assert max(len(start) for start in starts) < 40
    # A start that no prompt begins with is not forced on them.
    unshared = model.continue_prompts(Rendered("<|im_end|>", rendered.prompts), [20, 20], SETTINGS, OFF, 1)
    assert calls[-1][1]["static_prompt"] is None
    assert [best.text for (best,) in unshared] == [best.text for (best,) in shared]


LONG = ", ".join(f"harga barang nomor {number} naik lagi" for number in range(30)) + "."


def test_a_sentence_that_is_too_long_is_split_at_clause_borders(model: Continuer) -> None:
    (output,) = CausalTranslator(model, SETTINGS).translate([LONG])
    assert output.pieces > 1


def test_a_sentence_that_is_too_long_and_has_no_border_is_refused_with_its_length(model: Continuer) -> None:
    endless = "harga" + "barang" * 200
    (output,) = CausalTranslator(model, SETTINGS).translate([endless])
    assert output == Output(
        (),
        problem=f"too long for the model ({model.count_tokens(endless)} tokens) and without a clause border to split "
        "at",
    )


def test_nothing_is_asked_of_the_model_for_a_blank_sentence(model: Continuer) -> None:
    outputs = CausalTranslator(model, SETTINGS).translate(["", " \n"])
    assert outputs == [Output((), problem="there is no text to translate")] * 2


def test_a_summary_is_one_outcome_for_one_text_in_order(model: Continuer) -> None:
    summariser = CausalSummariser(model, Summarise(candidates=("tiny",), max_output_tokens=40))
    for again in (False, True):
        found = summariser.summarise(SENTENCES, again)
        endless = [output for output in found if output.problem]
        assert set(endless) == {SummaryOutput((), "the summary did not end within 40 tokens (a loop?)")}
        assert 2 < len(endless) < len(SENTENCES) - 2
        assert summariser.summarise(SENTENCES[::-1], again) == found[::-1]


def test_a_text_beyond_the_window_is_refused(model: Continuer) -> None:
    summariser = CausalSummariser(model, Summarise(candidates=("tiny",), max_output_tokens=64))
    overhead = model.count_tokens(model.render(prompts.load("summary").messages("")))
    assert summariser.window == tiny_causal.WINDOW - 64 - overhead
    text = "naik " * summariser.window
    (_, refused) = summariser.summarise(["Prices rose.", text])
    length = model.count_tokens(text)
    assert refused == SummaryOutput((), f"too long: {length} tokens, the summariser takes {summariser.window}")


def test_a_window_without_room_is_told_when_the_engine_is_loaded(model: Continuer) -> None:
    with pytest.raises(ConfigError, match=r"leave no room for a text in the 1024 tokens of tiny; lower summarise\."):
        CausalSummariser(model, Summarise(candidates=("tiny",), max_output_tokens=1000))


def test_the_loader_gives_one_model_to_both_stages(folders: dict[Runtime, Path]) -> None:
    runtime = RuntimeSettings(device="cpu", threads=2)
    tiny = locked("ctranslate2", folders["ctranslate2"])
    translator = load_translator(tiny, SETTINGS, runtime)
    summariser = load_summariser(tiny, Summarise(candidates=("tiny",), max_output_tokens=64), runtime)
    assert isinstance(translator, CausalTranslator)
    assert isinstance(summariser, CausalSummariser)
    assert translator._model is summariser._model
    assert translator.identity == summariser.identity
    assert translator.identity.weights == "f" * 64


def test_the_end_is_what_the_model_declares(models: dict[Runtime, Continuer]) -> None:
    assert [model._ends for model in models.values()] == [[0, 2], [0, 2]]  # type: ignore[attr-defined]


SCRIPTED = EngineIdentity("causal", "script", "none", "none", "")


@dataclass
class Script:
    """A Continuer that writes what it is told to: for outputs that no small model can be made to give."""

    answers: dict[str, list[Continuation]]
    asked: list[tuple[tuple[str, ...], Guards]] = field(default_factory=list)
    window: int = 10_000
    identity: EngineIdentity = SCRIPTED

    def render(self, chat: list[dict[str, str]]) -> str:
        return chat[-1]["content"].partition("\n\n---")[0]

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def continue_prompts(
        self, rendered: Rendered, limits: Sequence[int], settings: Decoding, guards: Guards, n_best: int
    ) -> list[list[Continuation]]:
        self.asked.append((rendered.prompts, guards))
        found = []
        for text in rendered.prompts:
            found.append(self.answers[text][:n_best])
            del self.answers[text][:n_best]
        return found


@pytest.fixture
def script() -> Iterator[Script]:
    yield Script({})


ENDLESS = Continuation("and and and", 60, False, -1.0)


def test_the_loop_breaker_is_used_on_those_that_loop_and_on_no_other(script: Script) -> None:
    script.answers = {
        "satu": [Continuation(" One.\n ", 2, True, -0.5)],
        "dua": [ENDLESS, Continuation("Two.", 2, True, -0.7)],
        "tiga": [Continuation("", 0, True, -0.1), Continuation(" \n", 1, True, -0.2)],
    }
    outputs = CausalTranslator(script, SETTINGS).translate(["satu", "dua", "tiga"])
    assert texts(outputs) == [["One."], ["Two."], []]
    assert outputs[2].problem == "the model gave no text"
    assert script.asked == [(("satu", "dua", "tiga"), OFF), (("dua", "tiga"), Guards(6, 1.15))]


def test_an_output_beyond_its_own_limit_is_refused_though_its_batch_had_more_room(script: Script) -> None:
    late = Continuation("One.", 52, True, -0.5)  # one word: 3 * 1 + 48 tokens
    script.answers = {"satu": [late, late], "satu dua": [late]}
    outputs = CausalTranslator(script, SETTINGS).translate(["satu", "satu dua"])
    assert [output.problem for output in outputs] == ["the output did not end within 51 tokens (a loop?)", None]


def test_a_second_attempt_puts_the_second_question_and_breaks_loops(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replace(tiny_causal.SUMMARY, ask="{text}", ask_again="again {text}")
    monkeypatch.setattr(prompts, "load", lambda _: asked)
    short, late = Continuation("Short\nnews.", 2, True, -0.5), Continuation("Long.", 61, True, -0.5)
    script.answers = {"a": [ENDLESS], "b": [Continuation(" ", 1, True, 0)], "again a": [short], "again b": [late]}
    summariser = CausalSummariser(script, Summarise(candidates=("x",), max_output_tokens=60))
    endless = SummaryOutput((), "the summary did not end within 60 tokens (a loop?)")
    assert summariser.summarise(["a", "b"]) == [endless, SummaryOutput((), "the model gave no text")]
    assert summariser.summarise(["a", "b"], again=True) == [SummaryOutput(("Short news.",)), endless]
    assert script.asked == [(("a", "b"), OFF), (("again a", "again b"), Guards(6, 1.15))]
    assert summariser.summarise([]) == []


def test_of_several_continuations_those_that_end_are_answers_each_once(script: Script) -> None:
    good, same, late = (
        Continuation(text, size, True, -0.5) for text, size in (("1. Yes.", 4), ("Yes.", 2), ("No.", 61))
    )
    script.answers = {"a": [ENDLESS, good, same, late, Continuation("So.", 2, True, -0.9)], "b": [ENDLESS, late]}
    script.render = lambda chat: chat[-1]["content"][:1]  # type: ignore[method-assign]
    summariser = CausalSummariser(script, Summarise(candidates=("x",), max_output_tokens=60))
    assert summariser.summarise(["a", "b"], n_best=5) == [
        SummaryOutput(("Yes.", "So.")),
        SummaryOutput((), "the summary did not end within 60 tokens (a loop?)"),
    ]


def test_several_summaries_widen_the_beam_of_a_causal_model(model: Continuer) -> None:
    summariser = CausalSummariser(model, Summarise(candidates=("tiny",), max_output_tokens=40))
    found = summariser.summarise(SENTENCES, True, 3)
    assert max(len(output.texts) for output in found) == 3
    assert all(len(set(output.texts)) == len(output.texts) for output in found)
    assert all((output.problem is None) == bool(output.texts) for output in found)
    assert summariser.summarise(SENTENCES[::-1], True, 3) == found[::-1]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("1. Prices rose.\n2. Nobody knew why.\n3. It is so.", "Prices rose. Nobody knew why. It is so."),
        ("1. Prices rose.\n\n 2.  Nobody\tknew.", "Prices rose. Nobody knew."),
        ("1.2 million people fled.", "1.2 million people fled."),
        ("1. They fled.\n2.5 million stayed.", "They fled. 2.5 million stayed."),
        ("1. Prices rose.\n2. Nobody knew.\nThat is all.", "Prices rose. Nobody knew. That is all."),
        ("Prices rose.\n2. Nobody knew.", "Prices rose. 2. Nobody knew."),
        ("Prices rose. In 2024. Again.", "Prices rose. In 2024. Again."),
    ],
)
def test_the_numbers_of_a_list_go_and_those_of_the_text_stay(script: Script, answer: str, expected: str) -> None:
    script.answers = {"a": [Continuation(answer, 9, True, -0.5)]}
    script.render = lambda chat: "a"  # type: ignore[method-assign]
    summariser = CausalSummariser(script, Summarise(candidates=("x",)))
    assert summariser.summarise(["a"]) == [SummaryOutput((expected,))]


def test_a_prompt_that_fills_the_window_is_told_when_the_engine_is_loaded(script: Script) -> None:
    script.window = 40
    with pytest.raises(ConfigError, match=r"takes 40 in all, which leaves no room for a sentence"):
        CausalTranslator(script, SETTINGS)
