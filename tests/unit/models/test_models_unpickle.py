"""Pickled weights of tiny random models, read back by transformers as they were."""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jembatan.engines.unpickle import main
from jembatan.errors import ModelError
from jembatan.models.pickles import rewrite


def tiny(architecture: str) -> Any:
    import torch
    import transformers

    torch.manual_seed(7)
    shape = {"vocab_size": 50, "d_model": 8, "max_position_embeddings": 16, "pad_token_id": 1}
    layers = {f"{side}_{part}": 1 for side in ("encoder", "decoder") for part in ("layers", "attention_heads")}
    widths = {"encoder_ffn_dim": 8, "decoder_ffn_dim": 8}
    tokens = {"bos_token_id": 0, "eos_token_id": 2, "decoder_start_token_id": 1}
    if architecture == "MarianMTModel":
        tokens["decoder_vocab_size"] = 50
    model = getattr(transformers, architecture)
    return model(model.config_class(**shape, **layers, **widths, **tokens)).eval()


@pytest.mark.parametrize(
    "architecture", ["MarianMTModel", "M2M100ForConditionalGeneration", "BartForConditionalGeneration"]
)
def test_a_pickle_becomes_safetensors_that_transformers_loads(architecture: str, tmp_path: Path) -> None:
    import torch
    import transformers

    model = tiny(architecture)
    model.config.save_pretrained(tmp_path)
    torch.save(model.state_dict(), tmp_path / "pytorch_model.bin")
    assert main([str(tmp_path / "pytorch_model.bin"), str(tmp_path / "model.safetensors")]) == 0
    size = (tmp_path / "pytorch_model.bin").stat().st_size
    (tmp_path / "pytorch_model.bin").unlink()
    assert (tmp_path / "model.safetensors").stat().st_size <= size
    loaded, info = getattr(transformers, architecture).from_pretrained(
        tmp_path, local_files_only=True, output_loading_info=True
    )
    assert not info["missing_keys"]
    assert not info["unexpected_keys"]
    inputs = {"input_ids": torch.tensor([[5, 6, 2]]), "decoder_input_ids": torch.tensor([[1, 5]])}
    with torch.no_grad():
        assert torch.equal(loaded.eval()(**inputs).logits, model(**inputs).logits)


def test_shards_become_one_file_and_other_shared_memory_is_kept(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file

    table = torch.arange(12.0).reshape(3, 4)
    torch.save({"shared.weight": table, "lm_head.weight": table, "rows": table[:2]}, tmp_path / "1.bin")
    torch.save({"turned": table.t(), "lone": torch.tensor(3)}, tmp_path / "2.bin")
    assert main([str(tmp_path / name) for name in ("1.bin", "2.bin", "model.safetensors")]) == 0
    tensors = load_file(tmp_path / "model.safetensors")
    assert sorted(tensors) == ["lone", "rows", "shared.weight", "turned"]
    assert tensors["rows"].tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert tensors["turned"].tolist() == table.t().tolist()


class Attack:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("touch attacked",)


def saved(content: object, **options: Any) -> bytes:
    import torch

    buffer = io.BytesIO()
    torch.save(content, buffer, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: saved({"weight": Attack()}), "holds more than tensors, or is damaged"),
        (lambda: saved({"weight": Attack()}, _use_new_zipfile_serialization=False), "holds more than tensors"),
        (lambda: pickle.dumps({"weight": Attack()}, protocol=2), "holds more than tensors, or is damaged"),
        (lambda: b"PK not a pickle", "holds more than tensors, or is damaged"),
        (lambda: b"", "holds more than tensors, or is damaged"),
        (lambda: saved([1.0]), "holds list, not a table of tensors"),
        (lambda: saved({"weight": "text"}), "'weight' is str, not a tensor"),
    ],
    ids=["code", "code before PyTorch 1.6", "bare pickle", "garbage", "empty", "list", "text"],
)
def test_all_but_tensors_is_refused_and_never_run(
    make: Callable[[], bytes],
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = make()
    monkeypatch.chdir(tmp_path)
    Path("pytorch_model.bin").write_bytes(content)
    assert main(["pytorch_model.bin", "model.safetensors"]) == 1
    assert capsys.readouterr().err.startswith(f"pytorch_model.bin: {reason}")
    assert [path.name for path in tmp_path.iterdir()] == ["pytorch_model.bin"]


def test_a_file_from_before_pytorch_1_6(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file

    content = saved({"weight": torch.ones(2)}, _use_new_zipfile_serialization=False)
    (tmp_path / "pytorch_model.bin").write_bytes(content)
    assert main([str(tmp_path / "pytorch_model.bin"), str(tmp_path / "model.safetensors")]) == 0
    assert load_file(tmp_path / "model.safetensors")["weight"].tolist() == [1, 1]


def test_the_process_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    with pytest.raises(ModelError, match=r"the weights cannot be read safely: pytorch_model.bin: holds more"):
        rewrite([tmp_path / "pytorch_model.bin"], tmp_path / "model.safetensors")
