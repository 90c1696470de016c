"""A tiny real causal model of random weights, with a chat template and a byte-level tokenizer, made in seconds.

The rows of its output layer are drawn so that it ends some of its outputs after a few tokens and runs on in others: all
that the causal engine has to cope with, though no word of it means anything. What it writes hangs on its prompt, and so
it has prompts of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jembatan.engines.prompts import Example, Prompt

SEED = 7
WINDOW = 1024
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
NEWS = Prompt(
    name="news",
    system="You are a translator. Translate the sentence from Indonesian into English. Add nothing, explain nothing.",
    ask="{text}",
    numbered=False,
    examples=(
        Example("Dana Rp5,6 miliar itu naik tiga kali lipat.", "The fund of Rp5.6 billion rose threefold."),
        Example("“Kami menolak,” kata juru bicara, Minggu.", "“We refuse,” a spokesman said on Sunday."),
    ),
    digest="n",
)
SUMMARY = Prompt(
    name="summary",
    system="You are a sub-editor. You write short, exact summaries.",
    ask="{text}\n\n---\nWhat is this about? Answer in four numbered sentences.",
    numbered=True,
    examples=(),
    digest="s",
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def make(folder: Path, end_bias: float = 1.6, hidden: int = 32) -> None:
    """Write a transformers folder: config, tokenizer, safetensors. ``end_bias`` scales how readily it ends."""
    import torch
    from transformers import GenerationConfig, Qwen2Config, Qwen2ForCausalLM

    tokenizer = _tokenizer(folder)
    torch.manual_seed(SEED)
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=hidden,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=WINDOW,
        initializer_range=0.3,
        tie_word_embeddings=False,
        bos_token_id=0,
        eos_token_id=2,
        pad_token_id=0,
    )
    model: Any = Qwen2ForCausalLM(config)
    with torch.no_grad():
        model.lm_head.weight[2] *= end_bias
        # Neither pads nor turns of its own: only the end token ends an output.
        model.lm_head.weight[[0, 1]] = 0.0
    generation_config: Any = GenerationConfig
    model.generation_config = generation_config(bos_token_id=0, eos_token_id=[2, 0], pad_token_id=0)
    model.save_pretrained(folder)


def write_adapter(source: Path, folder: Path) -> Path:
    """Write an adapter (rank 4, alpha 8) of random weights for the queries of the model in ``source``."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    torch.manual_seed(SEED)
    model: Any = AutoModelForCausalLM.from_pretrained(source)
    config = LoraConfig(r=4, lora_alpha=8, target_modules=["q_proj"], task_type="CAUSAL_LM", init_lora_weights=False)
    get_peft_model(model, config).save_pretrained(str(folder))
    return folder


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    texts = [text for prompt in (NEWS, SUMMARY) for text in _texts(prompt)]
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trained.decoder = decoders.ByteLevel()
    trained.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=500,
            special_tokens=SPECIAL,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    options: dict[str, Any] = {
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "additional_special_tokens": ["<|im_start|>"],
        "chat_template": TEMPLATE,
        "clean_up_tokenization_spaces": False,
        "model_max_length": WINDOW,
    }
    tokenizer_class: Any = PreTrainedTokenizerFast
    tokenizer: Any = tokenizer_class(tokenizer_object=trained, **options)
    tokenizer.save_pretrained(folder)
    return tokenizer


def _texts(prompt: Prompt) -> list[str]:
    examples = (text for example in prompt.examples for text in (example.source, example.target))
    return [prompt.system, prompt.ask, *examples]


def write_gguf(source: Path, path: Path) -> None:
    """The model in ``source`` as a GGUF file of 32 bit floats, as llama.cpp's converter names and lays out tensors."""
    import gguf
    from safetensors.numpy import load_file

    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    tokenizer = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    writer = gguf.GGUFWriter(path, "qwen2")
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_freq_base(10_000.0)
    writer.add_vocab_size(config["vocab_size"])
    vocabulary = sorted(tokenizer["model"]["vocab"].items(), key=lambda entry: entry[1])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list([token for token, _ in vocabulary])
    kinds = [gguf.TokenType.CONTROL if token in SPECIAL else gguf.TokenType.NORMAL for token, _ in vocabulary]
    writer.add_token_types(kinds)
    merges = tokenizer["model"]["merges"]
    writer.add_token_merges([merge if isinstance(merge, str) else " ".join(merge) for merge in merges])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(2)
    writer.add_pad_token_id(0)
    writer.add_chat_template(TEMPLATE)
    names: Any = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN2, config["num_hidden_layers"])
    for name, tensor in load_file(source / "model.safetensors").items():
        writer.add_tensor(names.get_name(name, try_suffixes=(".weight", ".bias")), tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
