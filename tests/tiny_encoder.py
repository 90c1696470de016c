"""A tiny real BERT of random weights with a word-level tokenizer, made in a second.

Its layers add little to what its words are alone, so that texts which share words, or words that were given one vector
(``same``), come out near each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

SEED = 11
WINDOW = 24
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SAME = (("soldiers", "troops"), ("died", "fell"), ("many", "scores"), ("town", "city"))
"""Pairs of words (in small letters) that mean the same to it."""


def make(folder: Path, texts: Sequence[str], same: Sequence[tuple[str, str]] = SAME) -> Path:
    """Write a transformers folder (config, tokenizer, safetensors) that knows the words of ``texts`` and ``same``."""
    import torch
    from transformers import BertConfig, BertModel

    vocabulary = _tokenizer(folder, [*texts, *(word for pair in same for word in pair)])
    torch.manual_seed(SEED)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=WINDOW,
        initializer_range=0.05,
        pad_token_id=0,
    )
    model_class: Any = BertModel
    model: Any = model_class(config)
    with torch.no_grad():
        words = model.embeddings.word_embeddings.weight
        words[len(SPECIAL) :] = torch.randn(len(vocabulary) - len(SPECIAL), config.hidden_size)
        for one, other in same:
            words[vocabulary[one]] = words[vocabulary[other]]
    model.save_pretrained(folder)
    return folder


def _tokenizer(folder: Path, texts: Sequence[str]) -> dict[str, int]:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    normalizer = normalizers.Lowercase()
    splitter = pre_tokenizers.BertPreTokenizer()
    pieces = (splitter.pre_tokenize_str(normalizer.normalize_str(text)) for text in texts)
    words = sorted({word for several in pieces for word, _ in several})
    vocabulary = {word: at for at, word in enumerate([*SPECIAL, *words])}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizer
    made.pre_tokenizer = splitter
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])]
    )
    # As sentence encoders are published: their tokenizer files ask for truncation and padding.
    made.enable_truncation(WINDOW // 2)
    made.enable_padding(length=WINDOW // 2)
    tokenizer_class: Any = PreTrainedTokenizerFast
    tokenizer: Any = tokenizer_class(
        tokenizer_object=made,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=WINDOW,
    )
    tokenizer.save_pretrained(folder)
    return vocabulary
