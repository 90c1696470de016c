"""Training of the tiny models (``tiny_models``): from seeded random weights until they are sure of every token.

Torch and transformers are imported by the functions that need them, so that collecting tests stays cheap.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jembatan.engines import punctuation

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

SEED = 20241205
SURE = 0.9
"""Training goes on until every reference token has at least this probability: a margin that int8 does not eat up."""
MOST_EPOCHS = 400


class Example(Protocol):
    """A source text and what a model shall make of it."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...


def _sentencepiece(lines: Sequence[str], vocabulary: int, path: Path) -> list[str]:
    """Train a SentencePiece model; its pieces without the control symbols."""
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_prefix=str(path.with_suffix("")),
        vocab_size=vocabulary,
        character_coverage=1.0,
        hard_vocab_limit=False,
        num_threads=1,
        minloglevel=2,
    )
    path.with_suffix(".model").rename(path)
    path.with_suffix(".vocab").unlink()
    model = sentencepiece.SentencePieceProcessor(model_file=str(path))
    pieces = [model.id_to_piece(index) for index in range(model.get_piece_size())]
    return [piece for piece in pieces if piece not in ("<unk>", "<s>", "</s>")]


def _marian_tokenizer(folder: Path, examples: Sequence[Example]) -> PreTrainedTokenizerBase:
    from transformers import MarianTokenizer

    sources = [punctuation.normalise(example.source) for example in examples]
    targets = [example.target for example in examples]
    pieces = _sentencepiece(sources, 1400, folder / "source.spm") + _sentencepiece(targets, 1400, folder / "target.spm")
    vocabulary = {token: index for index, token in enumerate(["</s>", "<unk>", *dict.fromkeys(pieces), "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    return MarianTokenizer(
        source_spm=str(folder / "source.spm"),
        target_spm=str(folder / "target.spm"),
        vocab=str(folder / "vocab.json"),
        source_lang="id",
        target_lang="en",
        model_max_length=512,
    )


def _marian_model(vocabulary: int) -> PreTrainedModel:
    from transformers import MarianConfig, MarianMTModel

    pad = vocabulary - 1
    config = MarianConfig(
        vocab_size=vocabulary,
        d_model=128,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=256,
        decoder_ffn_dim=256,
        init_std=128**-0.5,  # the usual 0.02 suits wider models; here it keeps the source from being heard
        activation_function="swish",
        scale_embedding=True,
        max_position_embeddings=512,
        dropout=0.0,
        pad_token_id=pad,
        eos_token_id=0,
        bos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
    )
    model = MarianMTModel(config)
    model.generation_config.bad_words_ids = [[pad]]
    model.generation_config.num_beams = 4
    model.generation_config.max_length = 512
    return model


def make_marian(folder: Path, examples: Sequence[Example], epochs: int | None = None) -> None:
    """A Marian of two SentencePiece models and a joint vocabulary; ``epochs`` takes it out of training early."""
    import torch

    torch.manual_seed(SEED)
    tokenizer = _marian_tokenizer(folder, examples)
    model = _marian_model(len(tokenizer))
    embeddings: Any = model.get_input_embeddings()
    tokens = [
        _Tokens(
            tokenizer(punctuation.normalise(example.source)).input_ids,
            tokenizer(text_target=example.target).input_ids,
        )
        for example in examples
    ]

    def keep_padding_zero() -> None:
        # Marian's decoder starts from a zero embedding, which transformers keeps as the row of <pad>.
        embeddings.weight.data[model.config.pad_token_id].zero_()

    _learn(model, tokens, after_step=keep_padding_zero, epochs=epochs)
    _save(model, tokenizer, folder)


def make_nllb(folder: Path, examples: Sequence[Example]) -> None:
    """An M2M100 with NLLB's tokenizer, from ind_Latn to eng_Latn."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    torch.manual_seed(SEED)
    trained = Tokenizer(models.BPE(unk_token="<unk>"))
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    trained.train_from_iterator(
        [text for example in examples for text in (example.source, example.target)],
        trainers.BpeTrainer(
            vocab_size=2400, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], show_progress=False, min_frequency=2
        ),
    )
    bpe = json.loads(trained.to_str())["model"]
    tokenizer = NllbTokenizer(
        vocab=bpe["vocab"],
        merges=_merges(bpe),
        src_lang="ind_Latn",
        tgt_lang="eng_Latn",
        model_max_length=512,
    )
    config = M2M100Config(
        vocab_size=len(tokenizer),
        d_model=128,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=256,
        decoder_ffn_dim=256,
        init_std=128**-0.5,  # the usual 0.02 suits wider models; here it keeps the source from being heard
        max_position_embeddings=512,
        dropout=0.0,
        attention_dropout=0.0,
        encoder_layerdrop=0.0,
        decoder_layerdrop=0.0,
        scale_embedding=True,
    )
    model = M2M100ForConditionalGeneration(config)
    model.generation_config.max_length = 200
    _learn(
        model,
        [
            _Tokens(tokenizer(example.source).input_ids, tokenizer(text_target=example.target).input_ids)
            for example in examples
        ],
    )
    _save(model, tokenizer, folder)


def make_summariser(folder: Path, examples: Sequence[Example]) -> None:
    """A BART with a window of 2,048 tokens."""
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import BartConfig, BartForConditionalGeneration, BartTokenizer

    torch.manual_seed(SEED)
    texts = [text for example in examples for text in (example.source, example.target)]
    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(
        texts, vocab_size=2000, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"], show_progress=False
    )
    bpe = json.loads(trained.to_str())["model"]
    tokenizer = BartTokenizer(vocab=bpe["vocab"], merges=_merges(bpe), model_max_length=2048)
    config = BartConfig(
        vocab_size=len(tokenizer),
        d_model=64,
        encoder_layers=1,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        init_std=64**-0.5,
        max_position_embeddings=2048,
        dropout=0.0,
        attention_dropout=0.0,
    )
    model = BartForConditionalGeneration(config)
    # What summarisers of news bring along; none of it may steer the search behind the config's back.
    model.generation_config.forced_bos_token_id = 0
    model.generation_config.min_length = 56
    model.generation_config.max_length = 142
    model.generation_config.no_repeat_ngram_size = 3
    _learn(
        model,
        [
            _Tokens(tokenizer(example.source).input_ids, tokenizer(text_target=example.target).input_ids)
            for example in examples
        ],
    )
    _save(model, tokenizer, folder)


def _merges(bpe: Any) -> Any:
    return [tuple(merge) for merge in bpe["merges"]]


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Token ids with their special tokens."""

    source: list[int]
    target: list[int]


def _batches(examples: Sequence[_Tokens], size: int) -> Iterator[list[_Tokens]]:
    ordered = sorted(examples, key=lambda example: len(example.source))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def _padded(rows: Sequence[Sequence[int]], filler: int) -> torch.Tensor:
    import torch

    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows])


def _learn(
    model: PreTrainedModel,
    examples: Sequence[_Tokens],
    after_step: Callable[[], None] = lambda: None,
    epochs: int | None = None,
) -> None:
    """Train until every token of every target is the model's own sure choice, or for so many ``epochs``."""
    import torch

    after_step()
    torch.set_num_threads(2)  # sums, and with them the model, come out the same on a machine with more cores
    model.train()
    pad = model.config.pad_token_id
    batches = []
    for batch in _batches(examples, 36):
        sources = _padded([example.source for example in batch], pad)
        batches.append((sources, sources.ne(pad).long(), _padded([example.target for example in batch], -100)))
    optimiser = torch.optim.Adam(model.parameters(), lr=3e-3, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 40) * max(0.1, 0.99 ** max(0, step - 160))
    )
    for epoch in range(1, MOST_EPOCHS + 1):
        least = 1.0
        for sources, mask, labels in batches:
            output = model(input_ids=sources, attention_mask=mask, labels=labels)
            output.loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            after_step()
            gold = labels.clamp(min=0).unsqueeze(-1)
            probabilities = output.logits.detach().softmax(-1).gather(-1, gold).squeeze(-1)
            least = min(least, float(probabilities[labels.ne(-100)].min()))
        if least >= SURE or epoch == epochs:
            break
    else:
        raise RuntimeError(
            f"{type(model).__name__} has not learnt the references in {MOST_EPOCHS} epochs ({least:.3f})"
        )


def _save(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, folder: Path) -> None:
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
