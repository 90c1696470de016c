"""Conversion to CTranslate2: whole or not at all, local and safetensors only."""

from __future__ import annotations

import json
import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from jembatan.config import Precision, RuntimeSettings, Summarise
from jembatan.engines.convert import SOURCE_FOLDER, convert
from jembatan.errors import ModelError
from jembatan.models.lock import LockedModel


@pytest.mark.parametrize(("precision", "most"), [("float32", 1.1), ("bfloat16", 0.6), ("int8", 0.4)])
def test_keeps_tokenizer_and_configs_and_stores_the_precision(
    tiny_nllb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, precision: Precision, most: float
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    made = tmp_path / "made"
    convert(tiny_nllb, "nllb", made, precision)
    kept = {path.name: path.read_bytes() for path in (made / SOURCE_FOLDER).iterdir()}
    assert kept == {path.name: path.read_bytes() for path in tiny_nllb.iterdir() if path.suffix != ".safetensors"}
    assert {"config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"} <= set(kept)
    assert (made / "model.bin").stat().st_size < most * (tiny_nllb / "model.safetensors").stat().st_size
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_never_writes_over_what_is_there(tiny_nllb: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "mine.txt").write_text("kept")
    with pytest.raises(ModelError, match="is already there"):
        convert(tiny_nllb, "nllb", made, "int8")
    assert (made / "mine.txt").read_text() == "kept"


def test_pickled_weights_are_refused_and_leave_nothing(tiny_nllb: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(tiny_nllb, source)
    (source / "model.safetensors").rename(source / "pytorch_model.bin")
    with pytest.raises(ModelError, match="cannot be converted"):
        convert(source, "nllb", tmp_path / "made", "int8")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_an_architecture_that_ctranslate2_does_not_know_is_named(tiny_nllb: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(tiny_nllb, source)
    (source / "config.json").write_text(json.dumps({"model_type": "blenderbot"}))
    with pytest.raises(ModelError, match=r"cannot be converted for CTranslate2: .*BlenderbotConfig"):
        convert(source, "nllb", tmp_path / "made", "int8")


def test_the_fake_has_nothing_to_convert(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no weights"):
        convert(tmp_path, "fake", tmp_path / "made", "int8")


def test_pegasus_computes_the_same_on_both_runtimes(tiny_summariser: Path, tmp_path: Path) -> None:
    # Pegasus normalises before its layers where BART does after them; a wrong guess changes every score.
    import torch
    from transformers import PegasusConfig, PegasusForConditionalGeneration

    from jembatan.engines.ctranslate2_seq2seq import CTranslate2Summariser
    from jembatan.engines.transformers_seq2seq import TransformersSummariser

    torch.manual_seed(1)
    config = PegasusConfig(
        vocab_size=json.loads((tiny_summariser / "config.json").read_text())["vocab_size"],
        d_model=32,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        init_std=0.3,
        scale_embedding=True,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=1,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
    )
    folder = tmp_path / "pegasus"
    shutil.copytree(tiny_summariser, folder, ignore=shutil.ignore_patterns("*.safetensors", "*config.json"))
    shutil.copy(tiny_summariser / "tokenizer_config.json", folder)
    PegasusForConditionalGeneration(config).save_pretrained(folder)
    convert(folder, "seq2seq", tmp_path / "made", "float32")

    settings = Summarise(candidates=("pegasus",), beam_size=1)
    runtime = RuntimeSettings(device="cpu", threads=1)
    locked = LockedModel("pegasus", "seq2seq", "transformers", "float32", folder, "0", None, "here", "Apache-2.0")
    one = TransformersSummariser(locked, settings, runtime)
    other = CTranslate2Summariser(replace(locked, runtime="ctranslate2", folder=tmp_path / "made"), settings, runtime)
    source = one._tokens.encode("The minister said on Monday that the bridge would open in 2025.")
    ((left,),) = one._decoder.decode([source], 1, 12)
    ((right,),) = other._decoder.decode([source], 1, 12)
    assert left.ids == right.ids
    assert left.score == pytest.approx(right.score, abs=1e-3)
