"""The tokenizer of an encoder-decoder model, with what the model's format asks for: special tokens and limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transformers import AutoConfig, AutoTokenizer, GenerationConfig
from transformers.utils import logging

from jembatan.config import ModelKind, Translate
from jembatan.engines import languages, punctuation
from jembatan.errors import ModelError


class Tokens:
    """Text to token ids and back, for one model.

    ``prompt``: ids that every output is forced to start with (a language code, BART's ``<s>``). ``window``: most tokens
    of an input, special tokens included. ``longest_output``: most tokens of an output, without forced and end tokens.
    """

    def __init__(self, folder: Path, kind: ModelKind, settings: Translate | None = None) -> None:
        """Read the tokenizer and configs in ``folder``. ``settings`` give an nllb model its languages.

        Raises ModelError, or ConfigError for a language that the model does not know.
        """
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            config = AutoConfig.from_pretrained(folder, local_files_only=True)
            generation: Any = _generation_config(folder, config)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: its tokenizer or config cannot be read: {error}") from error
        self._kind = kind
        self.prompt: list[int] = []
        if kind == "nllb" and settings is not None:
            languages.check(self._tokenizer.all_special_tokens, settings.source_language, settings.target_language)
            self._tokenizer.src_lang = settings.source_language
            self.prompt = self.ids([settings.target_language])
        elif kind == "seq2seq" and generation.forced_bos_token_id is not None:
            self.prompt = [generation.forced_bos_token_id]
        self.start: int = generation.decoder_start_token_id
        self.end = int(self._tokenizer.eos_token_id)
        self.padding = int(self._tokenizer.pad_token_id)
        self.unknown = int(self._tokenizer.unk_token_id)
        positions = int(config.max_position_embeddings)
        self.window = min(positions, int(self._tokenizer.model_max_length))
        self.longest_output = positions - len(self.prompt) - 1
        # The length is checked against the window before decoding, so the tokenizer's own warning tells nothing new.
        self._tokenizer.model_max_length = 10**9

    def encode(self, text: str) -> list[int]:
        """Token ids with special tokens, never truncated."""
        if self._kind == "marian":
            text = punctuation.normalise(text)
        return [int(token) for token in self._tokenizer(text, truncation=False)["input_ids"]]

    def decode(self, ids: list[int]) -> str:
        """Text without special tokens, white space put in order."""
        # Marian's pieces are of the target's SentencePiece model; transformers takes the source's unless told.
        options = {"use_source_tokenizer": False} if self._kind == "marian" else {}
        text = self._tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False, **options)
        return " ".join(text.split())

    def pieces(self, ids: list[int]) -> list[str]:
        """The tokens' own strings."""
        return [str(piece) for piece in self._tokenizer.convert_ids_to_tokens(ids)]

    def ids(self, pieces: list[str]) -> list[int]:
        """The ids of tokens' strings."""
        return [int(token) for token in self._tokenizer.convert_tokens_to_ids(pieces)]


def _generation_config(folder: Path, config: Any) -> Any:
    if (folder / "generation_config.json").is_file():
        return GenerationConfig.from_pretrained(folder, local_files_only=True)
    return GenerationConfig.from_model_config(config)
