"""Encoder-decoder adapters on both runtimes, with real tokenizers, real ``generate`` and real conversion."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import random_marian
import tiny_models
from conftest import Convert
from jembatan.config import ModelKind, Precision, Runtime, RuntimeSettings, Summarise, Translate
from jembatan.engines.protocol import Summariser, SummaryOutput, Translator
from jembatan.engines.seq2seq import Decoded
from jembatan.errors import ConfigError, EngineError, ModelError, OutOfMemory
from jembatan.models.lock import LockedModel

PAIRS = tiny_models.pairs()
SOURCES = [pair.source for pair in PAIRS]
TARGETS = [pair.target for pair in PAIRS]
UNSEEN = [
    "Pemerintah kota akan memperbaiki 1.250 rumah warga yang rusak akibat banjir pekan lalu.",
    "Harga cabai naik 12,5 persen.",
    "Menteri keuangan mengatakan anggaran tahun depan tidak dipotong, tetapi belanja pegawai ditekan.",
    "Sekolah di Bandung libur dua hari karena gempa.",
    "Tim nasional menang 3-1 atas tamunya di Surabaya.",
    "Presiden menandatangani undang-undang itu pada hari Senin.",
]
BOTH: tuple[Runtime, ...] = ("transformers", "ctranslate2")


def lock(folder: Path, kind: ModelKind, runtime: Runtime, precision: Precision = "float32") -> LockedModel:
    return LockedModel("tiny", kind, runtime, precision, folder, "0" * 64, None, "here", "Apache-2.0")


def runtime_settings(batch_size: int = 16) -> RuntimeSettings:
    return RuntimeSettings(device="cpu", threads=1, batch_size=batch_size)


def translate_settings(**settings: object) -> Translate:
    return Translate.model_validate({"candidates": ["tiny"], **settings})


def summarise_settings(**settings: object) -> Summarise:
    return Summarise.model_validate({"candidates": ["tiny"], **settings})


class Folders:
    """The tiny models' folders by kind and runtime."""

    def __init__(self, folders: dict[ModelKind, Path], converted: Convert) -> None:
        self._folders = folders
        self._converted = converted

    def locked(self, kind: ModelKind, runtime: Runtime, precision: Precision = "float32") -> LockedModel:
        folder = self._folders[kind]
        if runtime == "ctranslate2":
            folder = self._converted(folder, kind, precision)
        return lock(folder, kind, runtime, precision)


@pytest.fixture(scope="module")
def folders(tiny_marian: Path, tiny_nllb: Path, tiny_summariser: Path, converted: Convert) -> Folders:
    return Folders({"marian": tiny_marian, "nllb": tiny_nllb, "seq2seq": tiny_summariser}, converted)


def translator(model: LockedModel, batch_size: int = 16, **settings: object) -> Translator:
    from jembatan.engines.ctranslate2_seq2seq import CTranslate2Translator
    from jembatan.engines.transformers_seq2seq import TransformersTranslator

    adapter = CTranslate2Translator if model.runtime == "ctranslate2" else TransformersTranslator
    return adapter(model, translate_settings(**settings), runtime_settings(batch_size))


def summariser(model: LockedModel, **settings: object) -> Summariser:
    from jembatan.engines.ctranslate2_seq2seq import CTranslate2Summariser
    from jembatan.engines.transformers_seq2seq import TransformersSummariser

    adapter = CTranslate2Summariser if model.runtime == "ctranslate2" else TransformersSummariser
    return adapter(model, summarise_settings(**settings), runtime_settings())


def best(engine: Translator, sentences: list[str]) -> list[str | None]:
    return [output.hypotheses[0].text if output.hypotheses else None for output in engine.translate(sentences)]


@pytest.mark.parametrize("kind", ["marian", "nllb"])
@pytest.mark.parametrize(
    ("runtime", "precision", "beam_size"),
    [
        ("transformers", "float32", 1),
        ("transformers", "float32", 4),
        ("ctranslate2", "float32", 1),
        ("ctranslate2", "float32", 4),
        ("ctranslate2", "int8", 4),
    ],
)
def test_every_seed_sentence_comes_out_as_learnt(
    folders: Folders, kind: ModelKind, runtime: Runtime, precision: Precision, beam_size: int
) -> None:
    engine = translator(folders.locked(kind, runtime, precision), beam_size=beam_size)
    assert best(engine, SOURCES) == TARGETS


@pytest.mark.parametrize(
    ("runtime", "precision"), [("transformers", "float32"), ("ctranslate2", "float32"), ("ctranslate2", "int8")]
)
def test_every_seed_summary_comes_out_as_learnt(folders: Folders, runtime: Runtime, precision: Precision) -> None:
    engine = summariser(folders.locked("seq2seq", runtime, precision))
    learnt = tiny_models.summaries()
    assert engine.summarise([summary.source for summary in learnt]) == [
        SummaryOutput((summary.target,)) for summary in learnt
    ]


@pytest.mark.parametrize("runtime", BOTH)
def test_a_summary_that_is_asked_for_again_is_longer_and_says_no_three_tokens_twice(
    folders: Folders, runtime: Runtime
) -> None:
    engine = summariser(folders.locked("seq2seq", runtime), beam_size=2, min_sentences=6, max_sentences=8)
    (learnt, *_) = tiny_models.summaries()
    (first,), (second,), (third,) = (engine.summarise([learnt.source], again) for again in (False, True, True))
    assert (first.texts, second) == ((learnt.target,), third)
    tokens = [engine._tokens.encode(output.texts[0]) for output in (first, second)]  # type: ignore[attr-defined]
    # The fewest tokens of seven sentences; the two special ones are not the decoder's to write.
    assert len(tokens[0]) - 2 < 7 * 19 <= len(tokens[1]) - 2
    triples = list(zip(tokens[1], tokens[1][1:], tokens[1][2:], strict=False))
    assert len(triples) == len(set(triples))


@pytest.mark.parametrize("runtime", BOTH)
@pytest.mark.parametrize(("beam_size", "n_best"), [(4, 3), (1, 2)])
def test_several_summaries_come_from_the_beam_each_once_and_begin_with_the_best(
    folders: Folders, runtime: Runtime, beam_size: int, n_best: int
) -> None:
    engine = summariser(folders.locked("seq2seq", runtime), beam_size=beam_size)
    learnt = tiny_models.summaries()[:3]
    sources = [summary.source for summary in learnt]
    outputs = engine.summarise(sources, n_best=n_best)
    assert [output.texts[0] for output in outputs] == [summary.target for summary in learnt]
    for output in outputs:
        assert 1 < len(output.texts) <= n_best
        assert len(set(output.texts)) == len(output.texts)
    assert engine.summarise(sources, n_best=n_best) == outputs
    assert engine.summarise(sources[::-1], n_best=n_best) == outputs[::-1]


def test_of_several_summaries_those_that_end_with_a_text_are_answers(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = summariser(folders.locked("seq2seq", "ctranslate2"))
    (learnt, other, *_) = tiny_models.summaries()
    tokens = engine._tokens  # type: ignore[attr-defined]
    first, second = (tokens.encode(summary.target)[1:-1] for summary in (learnt, other))
    told = [(first, False), (second, True), ([], True), (second, True), (first, True)]

    class Told:
        def decode(self, sources: list[list[int]], n_best: int, limit: int, guard: object) -> list[list[Decoded]]:
            return [[Decoded(ids, ended, -0.1) for ids, ended in told[:n_best]] for _ in sources]

    monkeypatch.setattr(engine, "_decoder", Told())
    endless = SummaryOutput((), f"the output did not end within {tokens.longest_output} tokens (a loop?)")
    assert engine.summarise(["Rice."], True, 5) == [SummaryOutput((other.target, learnt.target))]
    assert engine.summarise(["Rice."], True, 1) == [endless]
    told[:] = [([], True), (first, False)]
    assert engine.summarise(["Rice."], True, 2) == [SummaryOutput((), "the model gave no text")]


@pytest.mark.parametrize("runtime", BOTH)
def test_one_summary_that_does_not_end_costs_no_other(folders: Folders, runtime: Runtime) -> None:
    engine = summariser(folders.locked("seq2seq", runtime))
    short, *_, long = sorted(tiny_models.summaries(), key=lambda summary: len(summary.target))
    room = len(engine._tokens.encode(short.target))  # type: ignore[attr-defined]
    engine._tokens.longest_output = engine._limit = room  # type: ignore[attr-defined]
    assert engine.summarise([long.source, short.source]) == [
        SummaryOutput((), f"the output did not end within {room} tokens (a loop?)"),
        SummaryOutput((short.target,)),
    ]


@pytest.mark.parametrize("kind", ["marian", "nllb"])
def test_batch_size_changes_no_text_in_transformers_float32(folders: Folders, kind: ModelKind) -> None:
    model = folders.locked(kind, "transformers")
    some = SOURCES[::3]
    assert best(translator(model, batch_size=1), some) == best(translator(model, batch_size=16), some)


@pytest.mark.parametrize("runtime", BOTH)
def test_order_is_restored_whatever_the_lengths(folders: Folders, runtime: Runtime) -> None:
    engine = translator(folders.locked("marian", runtime), batch_size=3)
    order = sorted(range(0, len(SOURCES), 7), key=lambda position: (position * 37) % 101)
    assert best(engine, [SOURCES[position] for position in order]) == [TARGETS[position] for position in order]


@pytest.mark.parametrize("kind", ["marian", "nllb"])
@pytest.mark.parametrize("length_penalty", [0.5, 1.0])
def test_runtimes_agree_on_scores(folders: Folders, kind: ModelKind, length_penalty: float) -> None:
    one, other = (
        translator(folders.locked(kind, runtime), length_penalty=length_penalty).translate(SOURCES[:24])
        for runtime in BOTH
    )
    for left, right in zip(one, other, strict=True):
        assert left.hypotheses[0].text == right.hypotheses[0].text
        assert left.hypotheses[0].score == pytest.approx(right.hypotheses[0].score, abs=1e-3)
        assert -0.2 < (left.hypotheses[0].score or 1) < 0


@pytest.mark.parametrize("runtime", BOTH)
def test_n_best_are_distinct_ranked_and_widen_the_beam(folders: Folders, runtime: Runtime) -> None:
    outputs = translator(folders.locked("nllb", runtime), beam_size=1).translate(SOURCES[:4], n_best=3)
    for output, target in zip(outputs, TARGETS, strict=False):
        texts = [hypothesis.text for hypothesis in output.hypotheses]
        scores = [hypothesis.score or 0.0 for hypothesis in output.hypotheses]
        assert texts[0] == target
        assert len(texts) == len(set(texts)) == 3
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("runtime", BOTH)
def test_unknown_language_codes_are_refused(folders: Folders, runtime: Runtime) -> None:
    with pytest.raises(ConfigError, match=r"source_language: the model knows no language 'ind'; did you mean ind_Latn"):
        translator(folders.locked("nllb", runtime), source_language="ind")


@pytest.mark.parametrize("runtime", BOTH)
def test_no_text_is_a_problem_not_an_invention(folders: Folders, runtime: Runtime) -> None:
    empty, sentence = translator(folders.locked("marian", runtime)).translate(["  ", SOURCES[0]])
    assert (empty.hypotheses, empty.problem) == ((), "there is no text to translate")
    assert sentence.hypotheses[0].text == TARGETS[0]


@pytest.mark.parametrize("runtime", BOTH)
def test_an_output_cut_off_by_the_limit_is_decoded_again_with_room(folders: Folders, runtime: Runtime) -> None:
    engine = translator(folders.locked("nllb", runtime), max_output_tokens=5)
    assert best(engine, SOURCES[:6]) == TARGETS[:6]


@pytest.mark.parametrize("runtime", BOTH)
def test_an_output_that_never_ends_is_a_problem(endless: Callable[[Runtime], LockedModel], runtime: Runtime) -> None:
    (output,) = translator(endless(runtime), beam_size=1).translate([SOURCES[0]])
    assert (output.hypotheses, output.problem) == ((), "the output did not end within 511 tokens (a loop?)")


@pytest.fixture(scope="module")
def endless(
    tiny_marian: Path, converted: Convert, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Runtime], LockedModel]:
    """The tiny Marian with an end token that it never chooses."""
    from safetensors.torch import load_file, save_file

    folder = tmp_path_factory.mktemp("endless") / "marian"
    shutil.copytree(tiny_marian, folder)
    weights = load_file(folder / "model.safetensors")
    weights["final_logits_bias"][0, 0] = -1e4
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    return lambda runtime: lock(converted(folder, "marian") if runtime == "ctranslate2" else folder, "marian", runtime)


@pytest.mark.parametrize("runtime", BOTH)
def test_too_long_a_sentence_is_split_at_clauses_or_refused(
    narrow: Callable[[Runtime], LockedModel], runtime: Runtime
) -> None:
    engine = translator(narrow(runtime))
    short, quoted = _short_pairs()
    together = f"{short.source} {quoted.source}"
    unsplittable = "kata " * 80
    parted, refused, whole = engine.translate([together, unsplittable, short.source])
    assert parted.hypotheses[0].text == f"{short.target} {quoted.target}"
    assert parted.pieces == 2
    assert refused.hypotheses == ()
    assert refused.problem is not None
    assert refused.problem.startswith("too long: ")
    assert "no clause border parts it" in refused.problem
    assert (whole.hypotheses[0].text, whole.pieces) == (short.target, 1)


def _short_pairs() -> tuple[tiny_models.Pair, tiny_models.Pair]:
    """The longest sentence without any punctuation inside, and the shortest quotation."""
    quotation = min((pair for pair in PAIRS if pair.source[0] in '"“'), key=lambda pair: len(pair.source))
    plain = max((pair for pair in PAIRS if not set(pair.source) & set('"“”;:,()–-')), key=lambda pair: len(pair.source))
    return plain, quotation


@pytest.fixture(scope="module")
def narrow(
    tiny_marian: Path, converted: Convert, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Runtime], LockedModel]:
    """The tiny Marian with a window that just takes the first of the short pairs."""
    from jembatan.engines.tokens import Tokens

    folder = tmp_path_factory.mktemp("narrow") / "marian"
    shutil.copytree(tiny_marian, folder)
    path = folder / "tokenizer_config.json"
    window = len(Tokens(tiny_marian, "marian").encode(_short_pairs()[0].source))
    path.write_text(json.dumps(json.loads(path.read_text()) | {"model_max_length": window}))
    return lambda runtime: lock(converted(folder, "marian") if runtime == "ctranslate2" else folder, "marian", runtime)


@pytest.mark.parametrize("runtime", BOTH)
def test_a_summary_window_is_counted_in_full_and_kept(folders: Folders, runtime: Runtime) -> None:
    engine = summariser(folders.locked("seq2seq", runtime))
    longest = max((summary.source for summary in tiny_models.summaries()), key=len)
    assert engine.window == 2048
    assert 1024 < engine.count_tokens(longest) <= engine.window
    assert engine.count_tokens(longest + "\n" + longest) == 2 * engine.count_tokens(longest) - 1
    size = engine.count_tokens(longest + "\n" + longest)
    whole, doubled = engine.summarise([longest, longest + "\n" + longest])
    assert (len(whole.texts), whole.problem) == (1, None)
    assert doubled == SummaryOutput((), f"too long: {size} tokens, the summariser takes 2048")


@pytest.mark.parametrize("runtime", BOTH)
def test_what_stands_past_1024_tokens_is_read(folders: Folders, runtime: Runtime) -> None:
    # CTranslate2 drops what follows the 1,024th input token unless told not to.
    from jembatan.engines.ctranslate2_seq2seq import CTranslate2Summariser
    from jembatan.engines.transformers_seq2seq import TransformersSummariser

    engine = summariser(folders.locked("seq2seq", runtime))
    assert isinstance(engine, CTranslate2Summariser | TransformersSummariser)
    longest = max((summary.source for summary in tiny_models.summaries()), key=len)
    whole = engine._tokens.encode(longest)
    head = [*whole[:1024], whole[-1]]
    ((full,), (short,)) = engine._decoder.decode([whole], 1, 200) + engine._decoder.decode([head], 1, 200)
    assert abs(full.score - short.score) > 1e-6


@pytest.mark.parametrize("runtime", BOTH)
def test_repetition_guards_are_obeyed(unsure_marian: Path, converted: Convert, runtime: Runtime) -> None:
    folder = converted(unsure_marian, "marian") if runtime == "ctranslate2" else unsure_marian
    model = lock(folder, "marian", runtime)

    def repeats(text: str | None) -> int:
        words = (text or "").split()
        pairs = list(pairwise(words))
        return len(pairs) - len(set(pairs))

    unguarded = best(translator(model), UNSEEN)
    assert sum(map(repeats, unguarded)) > 0
    assert sum(map(repeats, best(translator(model, no_repeat_ngram_size=2), UNSEEN))) == 0
    assert best(translator(model, repetition_penalty=1.5), UNSEEN) != unguarded


def test_int8_near_ties_come_out_the_same_when_run_again(random_marian_folder: Path, converted: Convert) -> None:
    model = lock(converted(random_marian_folder, "marian", "int8"), "marian", "ctranslate2", "int8")
    found = translator(model, **random_marian.SETTINGS).translate(UNSEEN, 3)
    scores = [[hypothesis.score or 0.0 for hypothesis in output.hypotheses] for output in found]
    assert min(first - second for first, second, *_ in scores) < 0.01
    assert translator(model, **random_marian.SETTINGS).translate(UNSEEN, 3) == found


def test_the_bias_that_ends_a_random_model_is_taken_over_by_the_conversion(
    random_marian_folder: Path, converted: Convert
) -> None:
    folders = {"transformers": random_marian_folder, "ctranslate2": converted(random_marian_folder, "marian")}
    found = [
        translator(lock(folders[runtime], "marian", runtime), beam_size=1, **random_marian.SETTINGS).translate(UNSEEN)
        for runtime in BOTH
    ]
    texts = [[hypothesis.text for output in outputs for hypothesis in output.hypotheses] for outputs in found]
    assert texts[0] == texts[1]
    # They all end, with something said, and with something else for each sentence.
    assert len(set(texts[0])) == len(UNSEEN)
    assert all(texts[0])


@pytest.mark.parametrize("runtime", BOTH)
def test_identity_names_weights_and_libraries(folders: Folders, runtime: Runtime) -> None:
    identity = translator(folders.locked("marian", runtime)).identity
    assert (identity.kind, identity.runtime, identity.precision, identity.weights) == (
        "marian",
        runtime,
        "float32",
        "0" * 64,
    )
    assert {"sacremoses", "sentencepiece", "transformers"} <= set(identity.libraries)


@pytest.mark.parametrize("runtime", BOTH)
def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path, runtime: Runtime) -> None:
    with pytest.raises(ModelError, match=r"tokenizer or config cannot be read"):
        translator(lock(tmp_path, "marian", runtime))


def test_missing_weights_say_what_to_do(tiny_nllb: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_nllb, tmp_path / "nllb", ignore=shutil.ignore_patterns("*.safetensors"))
    with pytest.raises(ModelError, match=r"cannot be loaded: .*jembatan models fetch"):
        translator(lock(tmp_path / "nllb", "nllb", "transformers"))


def test_a_precision_that_the_device_lacks_is_told(folders: Folders) -> None:
    with pytest.raises(ConfigError, match=r"precision: float16 is not for this cpu: .*Use int8 or float32"):
        translator(folders.locked("nllb", "ctranslate2", "float16"))


def test_int8_on_transformers_is_told(folders: Folders) -> None:
    model = lock(folders.locked("nllb", "transformers").folder, "nllb", "transformers", "int8")
    with pytest.raises(ConfigError, match="int8 needs runtime: ctranslate2"):
        translator(model)


def test_loading_and_translating_ask_no_network(
    folders: Folders, converted: Convert, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for runtime in BOTH:
        assert best(translator(folders.locked("nllb", runtime)), SOURCES[:1]) == TARGETS[:1]


@pytest.mark.parametrize(
    ("raised", "turned_into"),
    [
        (RuntimeError("CUDA failed with error out of memory"), OutOfMemory),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"), OutOfMemory),
        (MemoryError("std::bad_alloc"), OutOfMemory),
        (RuntimeError("no kernel image"), EngineError),
        (ValueError(""), EngineError),
    ],
)
def test_library_errors_become_ours(raised: Exception, turned_into: type[EngineError]) -> None:
    from jembatan.engines.seq2seq import engine_errors

    with pytest.raises(EngineError, match=r"^transformers: \w") as caught, engine_errors("transformers"):
        raise raised
    assert type(caught.value) is turned_into
