"""The way of the default model in small: a hub that has pickled weights only, up to a model that CTranslate2 runs."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from fetch_notes import Notes
from hub_server import HubServer

from jembatan.config import Config, OwnModel, Summarise, Translate
from jembatan.models.decisions import locked
from jembatan.models.fetch import fetch
from jembatan.models.lock import read
from jembatan.models.verify import verify

COMMIT = "e" * 40
TEXT = [
    "Menteri membuka pasar baru di Kota Bogor pada hari Senin.",
    "The minister opened a new market in the city of Bogor on Monday.",
    "Harga beras naik dua persen, kata seorang pedagang.",
    "The price of rice rose by two per cent, a trader said.",
]


def sentencepiece_model() -> bytes:
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT), model_writer=written, vocab_size=70, hard_vocab_limit=False, minloglevel=2
    )
    return written.getvalue()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel

    pieces = sentencepiece_model()
    processor: Any = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    known = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
    words = ["</s>", "<unk>", *(piece for piece in known if piece not in ("<s>", "</s>", "<unk>")), "<pad>"]
    torch.manual_seed(3)
    tokens: dict[str, Any] = {
        "pad_token_id": len(words) - 1,
        "decoder_start_token_id": len(words) - 1,
        "eos_token_id": 0,
    }
    widths: dict[str, Any] = {
        "d_model": 16,
        "encoder_ffn_dim": 16,
        "decoder_ffn_dim": 16,
        "max_position_embeddings": 32,
    }
    heads: dict[str, Any] = {
        "encoder_attention_heads": 2,
        "decoder_attention_heads": 2,
        "encoder_layers": 1,
        "decoder_layers": 1,
    }
    config = MarianConfig(vocab_size=len(words), decoder_vocab_size=len(words), **tokens, **widths, **heads)
    config.architectures = ["MarianMTModel"]
    folder = tmp_path_factory.mktemp("published")
    config.save_pretrained(folder)
    torch.save(MarianMTModel(config).state_dict(), folder / "pytorch_model.bin")
    (folder / "source.spm").write_bytes(pieces)
    (folder / "target.spm").write_bytes(pieces)
    (folder / "vocab.json").write_text(json.dumps({word: index for index, word in enumerate(words)}))
    (folder / "tokenizer_config.json").write_text('{"source_lang": "ind", "target_lang": "eng"}')
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_pickled_marian_from_a_hub_runs_in_ctranslate2(
    hub: HubServer, repository: dict[str, bytes], tmp_path: Path, notes: Notes
) -> None:
    import ctranslate2

    hub.repositories["Somebody/marian"] = {COMMIT: repository}
    own = OwnModel(name="tiny-marian", kind="marian", licence="CC0-1.0", hub="Somebody/marian")
    job = Config(
        name="try",
        input=(tmp_path,),
        models=tmp_path / "models",
        translate=Translate(candidates=(own,)),
        summarise=Summarise(candidates=("fake",)),
    )
    fetch(job, notes)
    model = locked(job).translate
    assert (model.kind, model.runtime, model.revision) == ("marian", "ctranslate2", COMMIT)
    (fetched,) = read(job.models).models.values()
    assert "pytorch_model.bin" in [file.path for file in fetched.published]
    assert "model.safetensors" in [file.path for file in fetched.files]
    assert not list(job.models.rglob("*.bin.part")) and not list(job.models.rglob("pytorch_model.bin"))
    assert verify(job.models) == []
    translator = ctranslate2.Translator(str(model.folder), device="cpu", compute_type=model.precision)
    (result,) = translator.translate_batch([["▁", "a", "</s>"]], max_decoding_length=5)
    assert result.hypotheses
