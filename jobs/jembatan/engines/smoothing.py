"""Make a causal model ready for eight bits: spread what few channels of its activations hold over their weights.

CTranslate2 rounds activations to 255 steps of the largest one in a token. A few channels of a language model are a
hundred times as large as the rest, which is then rounded away. Each such channel is divided by a factor where it
arises, and multiplied by it in the weights that read it (SmoothQuant, Xiao et al. 2023). The factors are powers of two,
so that no weight is rounded by that: before it is quantised the model computes what it did. Figures: eval/prompts.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jembatan.config import ModelKind, Precision, Runtime
from jembatan.errors import ModelError

if TYPE_CHECKING:
    import torch

VERSION = 1
"""Raised whenever the same model comes out otherwise: results of the one are none of the other."""

_KINDS = ("llama", "mistral", "qwen2", "qwen3")
"""Architectures whose layers are laid out as is known here; Gemma's norms, for one, add one to their weight."""


def is_for(kind: ModelKind, runtime: Runtime, precision: Precision) -> bool:
    """Whether activations are rounded to eight bits there."""
    return kind == "causal" and runtime == "ctranslate2" and precision.startswith("int8")


def smooth(source: Path, destination: Path) -> bool:
    """Write the transformers folder ``source``, smoothed, to the folder ``destination``. False, and nothing is written,
    where the architecture is none of those that are known. Loads local safetensors only. Raises ModelError where the
    source cannot be read."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

    try:
        config = AutoConfig.from_pretrained(source, local_files_only=True)
        if config.model_type not in _KINDS:
            return False
        tokenizer: Any = AutoTokenizer.from_pretrained(source, local_files_only=True)
        model: Any = AutoModelForCausalLM.from_pretrained(
            source, dtype=torch.float32, local_files_only=True, use_safetensors=True
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{source}: cannot be smoothed for eight bits: {error}") from error
    ids = tokenizer.encode(_text(tokenizer), add_special_tokens=False)[: config.max_position_embeddings]
    largest = _largest(model, torch.tensor([ids]))
    with torch.no_grad():
        for number, layer in enumerate(model.model.layers):
            _smooth(layer, f"model.layers.{number}.", largest, config)
    model.to(config.dtype or torch.float32).save_pretrained(destination)
    tokenizer.save_pretrained(destination)
    return True


def _text(tokenizer: Any) -> str:
    """What the channels are measured on: pairs of sentences, as a chat where the model has a form for one."""
    lines = resources.files(__package__).joinpath("calibration.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    if not tokenizer.chat_template:
        return "\n".join(sentence for pair in pairs for sentence in pair)
    roles = ("user", "assistant")
    chat = [{"role": role, "content": text} for pair in pairs for role, text in zip(roles, pair, strict=True)]
    return str(tokenizer.apply_chat_template(chat, tokenize=False))


def _largest(model: Any, ids: torch.Tensor) -> dict[str, torch.Tensor]:
    """The largest magnitude of each input channel, by the name of the linear layer that reads it."""
    import torch

    found: dict[str, torch.Tensor] = {}

    def watch(name: str) -> Any:
        def seen(_: Any, arguments: tuple[torch.Tensor, ...]) -> None:
            found[name] = arguments[0].abs().flatten(0, -2).amax(0)

        return seen

    watched = [(name, one) for name, one in model.model.named_modules(prefix="model") if _is_linear(one)]
    handles = [one.register_forward_pre_hook(watch(name)) for name, one in watched]
    with torch.inference_mode():
        model.model(ids)
    for handle in handles:
        handle.remove()
    return found


def _is_linear(module: Any) -> bool:
    import torch

    return isinstance(module, torch.nn.Linear)


def _smooth(layer: Any, name: str, largest: dict[str, torch.Tensor], config: Any) -> None:
    attention, feed = layer.self_attn, layer.mlp
    readers = (attention.q_proj, attention.k_proj, attention.v_proj)
    _shift(layer.input_layernorm, readers, largest[f"{name}self_attn.q_proj"])
    _shift(layer.post_attention_layernorm, (feed.gate_proj, feed.up_proj), largest[f"{name}mlp.up_proj"])
    _shift(feed.up_proj, (feed.down_proj,), largest[f"{name}mlp.down_proj"])
    # Several heads read one head of values: their channels share a factor.
    heads = config.num_key_value_heads
    _shift(attention.v_proj, (attention.o_proj,), largest[f"{name}self_attn.o_proj"], heads)


def _shift(writer: Any, readers: Sequence[Any], largest: torch.Tensor, heads: int = 0) -> None:
    """Divide the channels that ``writer`` writes, and multiply the weights that read them. ``heads``: so many groups of
    channels of the writer are each read several times over, one copy after the other."""
    import torch

    weights = torch.stack([one.weight.abs().amax(0) for one in readers]).amax(0)
    factors = _factors(_shared(largest, writer, heads), _shared(weights, writer, heads))
    for part in _parameters(writer):
        part.div_(factors.reshape(-1, *[1] * (part.dim() - 1)))
    for reader in readers:
        reader.weight.mul_(_repeated(factors, reader, heads))


def _factors(largest: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """The powers of two next to the square root of how much larger a channel is than its weights."""
    return (largest.clamp(min=1e-5) / weights.clamp(min=1e-5)).log2().div(2).round().exp2()


def _shared(channels: torch.Tensor, writer: Any, heads: int) -> torch.Tensor:
    """The largest of the copies of each channel of the writer."""
    width = _width(writer)
    return channels.view(heads, -1, width // heads).amax(1).flatten() if heads else channels


def _repeated(factors: torch.Tensor, reader: Any, heads: int) -> torch.Tensor:
    if not heads:
        return factors
    copies = reader.weight.shape[1] // len(factors)
    return factors.view(heads, 1, -1).expand(-1, copies, -1).flatten()


def _parameters(writer: Any) -> Iterator[Any]:
    yield writer.weight
    if getattr(writer, "bias", None) is not None:
        yield writer.bias


def _width(writer: Any) -> int:
    return int(writer.weight.shape[0])
