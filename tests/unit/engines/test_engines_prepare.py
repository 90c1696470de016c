"""What a runtime loads is made once, at once, out of verified files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy
import pytest

import tiny_causal
from jembatan.config import Runtime
from jembatan.engines.prepare import main, prepare
from jembatan.errors import ModelError


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    tiny_causal.make(folder)
    return folder


@pytest.fixture(scope="module")
def gguf(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gguf")
    tiny_causal.write_gguf(source, folder / "tiny.gguf")
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_for_transformers_the_files_are_linked_and_not_copied(source: Path, tmp_path: Path) -> None:
    made = tmp_path / "prepared" / "made"
    prepare("causal", "transformers", "float32", source, made)
    assert files(made) == files(source)
    assert all((made / name).samefile(source / name) for name in files(source))


def test_files_are_copied_where_they_cannot_be_linked(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_disk(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("jembatan.engines.prepare.os.link", other_disk)
    prepare("causal", "transformers", "float32", source, tmp_path / "made")
    assert all((tmp_path / "made" / name).read_bytes() == (source / name).read_bytes() for name in files(source))


def test_for_ctranslate2_the_model_is_converted_and_keeps_its_tokenizer(source: Path, tmp_path: Path) -> None:
    prepare("causal", "ctranslate2", "int8", source, tmp_path / "made")
    assert {"model.bin", "config.json", "source/tokenizer.json", "source/config.json"} <= files(tmp_path / "made")
    assert "source/model.safetensors" not in files(tmp_path / "made")


def test_a_gguf_file_becomes_the_model_that_it_was_made_from(source: Path, gguf: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file
    from transformers import AutoTokenizer

    prepare("causal", "transformers", "float32", gguf, tmp_path / "made")
    original, made = (load_file(folder / "model.safetensors") for folder in (source, tmp_path / "made"))
    assert made.keys() == original.keys()
    for name, tensor in original.items():
        numpy.testing.assert_allclose(made[name].float().numpy(), tensor.numpy(), rtol=2**-8, atol=1e-6)
    text = "Harga beras naik 12 persen, kata “Menteri” — 5,6 miliar."
    tokenizers = [AutoTokenizer.from_pretrained(folder) for folder in (source, tmp_path / "made")]
    assert tokenizers[0].encode(text) == tokenizers[1].encode(text)
    assert tokenizers[1].decode(tokenizers[1].encode(text)) == text
    assert tokenizers[1].chat_template == tiny_causal.TEMPLATE


def test_a_gguf_file_is_converted_for_ctranslate2_in_one_go(gguf: Path, tmp_path: Path) -> None:
    prepare("causal", "ctranslate2", "int8", gguf, tmp_path / "made")
    assert {"model.bin", "source/tokenizer.json"} <= files(tmp_path / "made")
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


@pytest.fixture(scope="module")
def adapter(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_causal.write_adapter(source, tmp_path_factory.mktemp("adapter"))


def test_an_adapter_is_written_into_the_weights_of_a_gguf_file(
    source: Path, gguf: Path, adapter: Path, tmp_path: Path
) -> None:
    from safetensors.torch import load_file

    prepare("causal", "transformers", "float32", gguf, tmp_path / "made", adapter)
    learnt = load_file(adapter / "adapter_model.safetensors")
    original, made = (load_file(folder / "model.safetensors") for folder in (source, tmp_path / "made"))
    changed = {name for name in original if not numpy.allclose(made[name].float(), original[name].float(), atol=1e-2)}
    name = "model.layers.0.self_attn.q_proj"
    assert changed == {f"model.layers.{layer}.self_attn.q_proj.weight" for layer in (0, 1)}
    down, up = (learnt[f"base_model.model.{name}.lora_{part}.weight"].float() for part in "AB")
    # Alpha 8 for rank 4: what was learnt counts twice.
    expected = original[f"{name}.weight"].float() + 2 * up @ down
    numpy.testing.assert_allclose(made[f"{name}.weight"].float().numpy(), expected.numpy(), rtol=2**-6, atol=5e-3)
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_model_with_an_adapter_is_converted_for_ctranslate2(source: Path, adapter: Path, tmp_path: Path) -> None:
    prepare("causal", "ctranslate2", "int8", source, tmp_path / "made", adapter)
    prepare("causal", "ctranslate2", "int8", source, tmp_path / "plain")
    assert files(tmp_path / "made") == files(tmp_path / "plain")
    assert (tmp_path / "made" / "model.bin").read_bytes() != (tmp_path / "plain" / "model.bin").read_bytes()


def test_an_adapter_of_another_model_is_told(source: Path, adapter: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    tiny_causal.make(other, hidden=64)
    with pytest.raises(ModelError, match="cannot be merged into"):
        prepare("causal", "transformers", "float32", other, tmp_path / "made", adapter)
    with pytest.raises(ModelError, match="cannot be merged into"):
        prepare("causal", "transformers", "float32", source, tmp_path / "made", tmp_path / "nothing")
    assert not (tmp_path / "made").exists()


def test_a_file_that_is_no_gguf_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "odd.gguf").write_bytes(b"GGUF" + b"\0" * 100)
    with pytest.raises(ModelError, match=r"odd\.gguf: transformers cannot read this GGUF file"):
        prepare("causal", "transformers", "float32", tmp_path / "in", tmp_path / "out" / "made")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("runtime", ["transformers", "ctranslate2"])
def test_the_command_says_which_precision_it_chose(runtime: Runtime, source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jembatan.engines.prepare", "--kind", "causal", "--runtime", runtime]
    ended = subprocess.run(
        [*command, "--device", "cpu", str(source), str(tmp_path / "made")], capture_output=True, text=True, check=True
    )
    assert json.loads(ended.stdout.splitlines()[-1]) == {
        "precision": {"transformers": "float32", "ctranslate2": "int8"}[runtime]
    }
    assert (tmp_path / "made").is_dir()


def test_the_command_tells_what_is_wrong_in_one_line(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--kind", "causal", "--runtime", "transformers", "--precision", "int8"]
    assert main([*arguments, str(source), str(tmp_path / "made")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "precision: int8 needs runtime: ctranslate2; transformers takes float32 or bfloat16\n"
    (tmp_path / "empty").mkdir()
    arguments = ["--kind", "causal", "--runtime", "ctranslate2", "--precision", "int8"]
    assert main([*arguments, str(tmp_path / "empty"), str(tmp_path / "made")]) == 1
    assert "cannot be converted for CTranslate2" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()
