"""An encoder's vectors: of length 1, in the order asked for, the same in every batch, and of the whole text."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import tiny_encoder
from jembatan.config import Evidence, ModelKind, RuntimeSettings, Summarise, Translate
from jembatan.engines.load import load_encoder, load_summariser, load_translator
from jembatan.engines.protocol import Encoder
from jembatan.engines.transformers_encoder import TransformersEncoder
from jembatan.errors import ConfigError, EngineError, ModelError
from jembatan.models.lock import LockedModel
from jembatan.records import Vector

TEXTS = [
    "Many soldiers died in the town.",
    "Rice is dearer.",
    "The minister said on Monday that the price of rice would not rise before the harvest.",
    "Scores of troops fell in the city.",
    "Rain.",
]
LONG = " ".join(TEXTS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_encoder.make(tmp_path_factory.mktemp("tiny-encoder"), TEXTS)


def locked(folder: Path, kind: ModelKind = "encoder") -> LockedModel:
    return LockedModel("tiny", kind, "transformers", "float32", folder, "e" * 64, None, f"folder {folder}", "CC0-1.0")


def encoder(folder: Path, prefix: str = "", batch_size: int = 32) -> Encoder:
    runtime = RuntimeSettings(device="cpu", threads=1, batch_size=batch_size)
    return load_encoder(locked(folder), Evidence(candidates=("tiny",), prefix=prefix), runtime)


def product(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_every_vector_has_length_one_and_the_dimension_of_the_model(folder: Path) -> None:
    vectors = encoder(folder).encode([*TEXTS, ""])
    assert [len(vector) for vector in vectors] == [32] * 6
    assert [math.hypot(*vector) for vector in vectors] == pytest.approx([1.0] * 6)


def test_the_order_is_kept_and_a_batch_changes_no_vector(folder: Path) -> None:
    together = encoder(folder).encode(TEXTS)
    alone = [encoder(folder, batch_size=1).encode([text])[0] for text in TEXTS]
    backwards = encoder(folder, batch_size=2).encode(TEXTS[::-1])[::-1]
    for one, other, third in zip(together, alone, backwards, strict=True):
        assert one == pytest.approx(other, abs=1e-5)
        assert one == pytest.approx(third, abs=1e-5)


def test_the_same_call_gives_the_same_bits(folder: Path) -> None:
    assert encoder(folder).encode(TEXTS) == encoder(folder).encode(TEXTS)


def test_nothing_asked_nothing_given(folder: Path) -> None:
    assert encoder(folder).encode([]) == []


def test_what_means_the_same_is_near(folder: Path) -> None:
    told, rice, _, again, _ = encoder(folder).encode(TEXTS)
    assert product(told, again) > 0.8
    assert product(told, rice) < product(told, again) - 0.2


def test_the_whole_text_counts_however_long(folder: Path) -> None:
    """The tokenizer's file asks for truncation at half the window; one more word behind it changes the vector."""
    made = encoder(folder)
    words = ["rain"] * (tiny_encoder.WINDOW // 2)
    short, longer = made.encode([" ".join(words), " ".join([*words, "minister"])])
    assert short != pytest.approx(longer, abs=1e-3)
    long, changed = made.encode([LONG, LONG.replace("Rain.", "Monday.")])
    assert long != pytest.approx(changed, abs=1e-3)
    assert math.hypot(*long) == pytest.approx(1)
    unbroken = made.encode(["!" * 200, LONG])
    assert unbroken[1] == pytest.approx(long, abs=1e-5)


def test_a_long_text_is_the_mean_of_its_pieces_by_their_tokens(folder: Path) -> None:
    """Forty words and a window of 22 of them: two pieces of twenty words and two special tokens."""
    first, second = " ".join(["rain"] * 20), " ".join(["rice"] * 20)
    made = encoder(folder)
    both, one, other = made.encode([f"{first} {second}", first, second])
    total = [a + b for a, b in zip(one, other, strict=True)]
    length = math.hypot(*total)
    # The pieces' means are not all of one length before they are joined, so only the direction is alike.
    assert product(both, tuple(value / length for value in total)) > 0.99


def test_the_prefix_stands_before_each_text(folder: Path) -> None:
    assert encoder(folder, prefix="rice ").encode(["is dearer."]) == encoder(folder).encode(["rice is dearer."])


def test_a_prefix_that_leaves_no_room_is_told(folder: Path) -> None:
    with pytest.raises(EngineError, match="leaves no room: the encoder takes 24 tokens"):
        encoder(folder, prefix="rain " * 30).encode(["Rice is dearer."])


def test_who_it_is(folder: Path) -> None:
    identity = encoder(folder).identity
    assert (identity.kind, identity.runtime, identity.precision) == ("encoder", "transformers", "float32")
    assert set(identity.libraries) == {"torch", "transformers", "tokenizers"}


def test_weights_that_are_not_there_are_told(folder: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    weights = load_file(tmp_path / "model.safetensors")
    del weights["pooler.dense.weight"]
    save_file(weights, tmp_path / "model.safetensors", {"format": "pt"})
    assert len(encoder(tmp_path).encode(TEXTS)) == 5
    del weights["encoder.layer.1.output.dense.weight"]
    save_file(weights, tmp_path / "model.safetensors", {"format": "pt"})
    with pytest.raises(ModelError, match=r"lacks the weights encoder\.layer\.1\.output\.dense\.weight"):
        encoder(tmp_path)


def test_a_model_of_another_kind_is_refused(folder: Path) -> None:
    with pytest.raises(ConfigError, match="makes no vectors; use an encoder"):
        load_encoder(locked(folder, "marian"), Evidence(candidates=("tiny",)), RuntimeSettings())
    with pytest.raises(ConfigError, match="tiny is an encoder; use a marian"):
        load_translator(locked(folder), Translate(candidates=("tiny",)), RuntimeSettings())
    with pytest.raises(ConfigError, match="tiny is an encoder; use a seq2seq"):
        load_summariser(locked(folder), Summarise(candidates=("tiny",)), RuntimeSettings())


def test_roberta_counts_positions_from_behind_the_padding(folder: Path, tmp_path: Path) -> None:
    from transformers import XLMRobertaConfig, XLMRobertaModel

    for name in ("tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    config = XLMRobertaConfig(
        vocab_size=80,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=tiny_encoder.WINDOW - 2,
        pad_token_id=1,
    )
    XLMRobertaModel(config).save_pretrained(tmp_path)
    made = encoder(tmp_path)
    assert isinstance(made, TransformersEncoder)
    assert made.window == tiny_encoder.WINDOW - 4
    assert len(made.encode([LONG])) == 1
