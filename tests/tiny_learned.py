"""Tiny random models for COMET and BERTScore. A script for the Python of ``eval/learned-requirements.txt``.

It makes folders in the one that it is told: ``roberta`` (an encoder with byte-level BPE), ``comet`` (a regression model
with references) and ``kiwi`` (one without), both on the encoder ``xlmr``.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

TEXTS = [
    "The market opens at seven o'clock.",
    "There are 11,800 people in the town.",
    "It rained in Jakarta on Tuesday.",
    "Pasar dibuka pukul tujuh.",
    "Ada 11.800 orang di kota.",
]
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
SHAPE = {
    "hidden_size": 32,
    "num_hidden_layers": 3,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "max_position_embeddings": 66,
    "pad_token_id": 1,
    "bos_token_id": 0,
    "eos_token_id": 2,
    "initializer_range": 0.3,  # far from the usual 0.02, or all words would be alike
}


def main(folder: Path) -> None:
    # All of them by name: the checkers of Jembatan's own environment know other versions, or none.
    importlib.import_module("torch").manual_seed(1)
    _roberta(folder / "roberta")
    _xlmr(folder / "xlmr")
    models = importlib.import_module("comet.models")
    _comet(folder / "comet", models.RegressionMetric, folder / "xlmr")
    _comet(folder / "kiwi", models.ReferencelessRegression, folder / "xlmr")


def _roberta(folder: Path) -> None:
    transformers = importlib.import_module("transformers")
    tokenizer = importlib.import_module("tokenizers").ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(TEXTS, vocab_size=400, min_frequency=1, special_tokens=SPECIAL)
    folder.mkdir()
    tokenizer.save_model(str(folder))
    settings = {"model_max_length": 64, "tokenizer_class": "RobertaTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    config = transformers.RobertaConfig(vocab_size=tokenizer.get_vocab_size(), **SHAPE)
    transformers.RobertaModel(config).save_pretrained(folder)


def _xlmr(folder: Path) -> None:
    transformers = importlib.import_module("transformers")
    tokenizers = importlib.import_module("tokenizers")
    tokenizer = tokenizers.Tokenizer(tokenizers.models.Unigram())
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    trainer = tokenizers.trainers.UnigramTrainer(vocab_size=120, special_tokens=SPECIAL, unk_token="<unk>")
    tokenizer.train_from_iterator(TEXTS, trainer)
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast = transformers.XLMRobertaTokenizerFast(tokenizer_object=tokenizer, model_max_length=64)
    fast.save_pretrained(folder)
    config = transformers.XLMRobertaConfig(vocab_size=tokenizer.get_vocab_size(), **SHAPE)
    transformers.XLMRobertaModel(config, add_pooling_layer=False).save_pretrained(folder)


def _comet(folder: Path, kind: Any, encoder: Path) -> None:
    lightning = importlib.import_module("pytorch_lightning")
    model = kind(encoder_model="XLM-RoBERTa", pretrained_model=str(encoder), hidden_sizes=[16])
    trainer = lightning.Trainer(accelerator="cpu", logger=False, enable_checkpointing=False)
    trainer.strategy.connect(model)
    (folder / "checkpoints").mkdir(parents=True)
    trainer.save_checkpoint(folder / "checkpoints" / "model.ckpt", weights_only=True)
    told = importlib.import_module("yaml").dump(dict(model.hparams))
    (folder / "hparams.yaml").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
