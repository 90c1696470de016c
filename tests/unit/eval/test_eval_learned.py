"""COMET and BERTScore: the errors everywhere, the way through with libraries that only look like them, and, where their
environment is there, they themselves with tiny random models."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from jembatan.errors import JembatanError
from jembatan_eval.learned import PYTHON_VARIABLE, bertscore, comet, licence
from nights import ROOT

SOURCES = ["Hujan turun di Jakarta.", "Ada 11.800 orang.", "Pasar dibuka."]
TEXTS = ["It rained in Jakarta.", "There are 11,800 people.", ""]
REFERENCES = ["It rained in Jakarta on Tuesday.", "11,800 people are in the town.", "The market opens."]

REAL = os.environ.get(PYTHON_VARIABLE)
needs_libraries = pytest.mark.skipif(
    not REAL, reason=f"{PYTHON_VARIABLE} does not name the Python of eval/learned-requirements.txt"
)

# They answer with what they were asked, in so far as numbers can.
BERT_SCORE = """
class Column(list):
    def tolist(self): return list(self)
    def mean(self): return Column([sum(self) / len(self)])
    def item(self): return self[0]
def score(cands, refs, model_type, num_layers, idf, device, batch_size):
    print("talkative")
    assert (idf, device, batch_size) == (False, "cpu", 64)
    return tuple(Column(1 / (share + len(cand)) for cand in cands) for share in (1, 2, num_layers))
"""
COMET = """
class Found: pass
class Model:
    def requires_references(self): return True
    def predict(self, samples, batch_size, gpus, accelerator, progress_bar):
        assert (batch_size, gpus, accelerator, progress_bar) == (16, 0, "cpu", False)
        assert list(samples[0]) == ["src", "mt", "ref"]
        found = Found()
        found.scores = [len(sample["mt"]) / 100 for sample in samples]
        found.system_score = sum(found.scores) / len(found.scores)
        return found
def load_from_checkpoint(path): return Model()
"""


@pytest.fixture(scope="module")
def look_alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment whose bert-score and unbabel-comet only look like them."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "bert_score").mkdir()
    (packages / "bert_score" / "__init__.py").write_text(BERT_SCORE, encoding="utf-8")
    (packages / "bert_score" / "utils.py").write_text("model2layers = {'roberta-large': 17}\n", encoding="utf-8")
    (packages / "comet.py").write_text(COMET, encoding="utf-8")
    _install(packages, "bert_score", "0.3.13")
    _install(packages, "unbabel_comet", "2.2.7")
    _install(packages, "transformers", "4.57.6")
    return folder / "bin" / "python"


def _install(packages: Path, name: str, version: str) -> None:
    folder = packages / f"{name}-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    folder = tmp_path / "roberta-large"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "roberta"}', encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


@pytest.fixture
def regression(tmp_path: Path) -> Path:
    folder = tmp_path / "my-comet"
    (folder / "checkpoints").mkdir(parents=True)
    (folder / "hparams.yaml").touch()
    (folder / "checkpoints" / "model.ckpt").write_bytes(b"weights")
    return folder


DIGEST = "9a129038d9a0"  # of the bytes "weights"


def test_bertscore_is_what_its_library_says(look_alike: Path, encoder: Path) -> None:
    found = bertscore(["abc", "abcdefg"], REFERENCES[:2], model=str(encoder), python=look_alike)
    assert (found.precision, found.recall, found.segments) == ((1 / 4, 1 / 8), (1 / 5, 1 / 9), (1 / 20, 1 / 24))
    assert found.score == pytest.approx((1 / 20 + 1 / 24) / 2)
    assert found.signature == (
        f"bertscore|model:roberta-large|sha256:{DIGEST}|layer:17|idf:no|rescaled:no|nrefs:1"
        "|version:0.3.13|transformers:4.57.6"
    )
    more = bertscore(["abc", "abcdefg"], [["a", "b"], ["c"]], model=str(encoder), layer=1, python=look_alike)
    assert more.segments == (1 / 4, 1 / 8)
    assert "|layer:1|idf:no|rescaled:no|nrefs:var|" in more.signature


def test_comet_is_what_its_library_says(look_alike: Path, regression: Path) -> None:
    found = comet(SOURCES, TEXTS, REFERENCES, model=str(regression), python=look_alike)
    assert found.segments == (0.21, 0.24, 0)
    assert found.score == pytest.approx(0.15)
    assert found.signature == f"comet|model:my-comet|sha256:{DIGEST}|nrefs:1|version:2.2.7|transformers:4.57.6"
    with pytest.raises(JembatanError, match="my-comet needs references"):
        comet(SOURCES, TEXTS, model=str(regression), python=look_alike)


def test_the_variable_names_the_environment(
    look_alike: Path, regression: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PYTHON_VARIABLE, str(look_alike))
    assert comet(SOURCES, TEXTS, REFERENCES, model=str(regression)).score == pytest.approx(0.15)
    monkeypatch.delenv(PYTHON_VARIABLE)
    with pytest.raises(
        JembatanError, match=r"does not name its Python; make its environment as .*learned-requirements"
    ):
        comet(SOURCES, TEXTS, REFERENCES, model=str(regression))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ("model.safetensors", r"holds no config.json with \*.safetensors or \*.bin"),
        ("config.json", r"holds no config.json with \*.safetensors or \*.bin"),
    ],
)
def test_an_encoder_with_a_file_missing_is_refused(look_alike: Path, encoder: Path, spoil: str, message: str) -> None:
    (encoder / spoil).unlink()
    with pytest.raises(JembatanError, match=message):
        bertscore(TEXTS, REFERENCES, model=str(encoder), python=look_alike)


def test_what_bert_score_would_take_wrongly_is_refused(look_alike: Path, encoder: Path) -> None:
    other = encoder.rename(encoder.with_name("my-encoder"))
    with pytest.raises(JembatanError, match=r"no best layer of .*my-encoder; say which"):
        bertscore(TEXTS, REFERENCES, model=str(other), python=look_alike)
    other = other.rename(encoder.with_name("not-t5"))
    with pytest.raises(JembatanError, match=r"for a T5 model; give .*not-t5 another name"):
        bertscore(TEXTS, REFERENCES, model=str(other), layer=1, python=look_alike)


def test_missing_libraries_and_interpreters_are_told(tmp_path: Path, encoder: Path, regression: Path) -> None:
    venv.create(tmp_path / "bare", symlinks=True)
    bare = tmp_path / "bare" / "bin" / "python"
    with pytest.raises(JembatanError, match=r"cannot import bert_score .*\n?.*pip install -r eval/learned-req"):
        bertscore(TEXTS, REFERENCES, model=str(encoder), python=bare)
    with pytest.raises(JembatanError, match=r"cannot import comet .*\n?.*pip install -r eval/learned-req"):
        comet(SOURCES, TEXTS, REFERENCES, model=str(regression), python=bare)
    with pytest.raises(JembatanError, match=r"nowhere .* cannot be run: No such file"):
        comet(SOURCES, TEXTS, REFERENCES, model=str(regression), python=tmp_path / "nowhere")


def test_a_library_that_breaks_is_told(look_alike: Path, encoder: Path) -> None:
    (encoder / "config.json").write_text("not JSON", encoding="utf-8")
    with pytest.raises(JembatanError, match=r"bertscore broke in .*\(exit 1\):\n(.*\n)*.*JSONDecodeError"):
        bertscore(TEXTS, REFERENCES, model=str(encoder), python=look_alike)


@pytest.mark.parametrize(
    ("hypotheses", "references", "message"),
    [
        ([], [], "there is no segment to score"),
        (["a"], ["b", "c"], "2 references for 1 hypotheses; give one for each"),
        (["a", "b"], [["c"], []], "segment 1 has an empty list of references"),
    ],
)
def test_columns_that_do_not_fit_are_refused(
    hypotheses: list[str], references: list[str] | list[list[str]], message: str
) -> None:
    with pytest.raises(JembatanError, match=message):
        bertscore(hypotheses, references, model="roberta-large", python=Path(sys.executable))


def test_transformers_5_is_refused(encoder: Path, look_alike: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "newer", symlinks=True)
    packages = next((tmp_path / "newer").glob("lib/python*/site-packages"))
    (packages / "bert_score.py").touch()
    _install(packages, "bert_score", "0.3.13")
    _install(packages, "transformers", "5.23.0")
    with pytest.raises(JembatanError, match=r"needs transformers below 5; .* has 5.23.0"):
        bertscore(TEXTS, REFERENCES, model=str(encoder), python=tmp_path / "newer" / "bin" / "python")


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("Unbabel/wmt22-comet-da", "Apache-2.0"),
        ("Unbabel/wmt22-cometkiwi-da", "CC-BY-NC-SA-4.0: not for commercial use"),
        ("roberta-large", "MIT"),
        ("my/own", "see the model card"),
    ],
)
def test_licences(model: str, told: str) -> None:
    assert licence(model) == told


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("learned")
    subprocess.run([str(REAL), str(ROOT / "tests" / "tiny_learned.py"), str(folder)], check=True, capture_output=True)
    return folder


BY_HAND = """
import json, sys, bert_score
texts, references, model = json.loads(sys.argv[1])
print(json.dumps([column.tolist() for column in bert_score.score(texts, references, model_type=model, num_layers=2)]))
"""


@needs_libraries
def test_the_real_bert_score(tiny: Path) -> None:
    model = str(tiny / "roberta")
    found = bertscore(TEXTS, REFERENCES, model=model, layer=2)
    ended = subprocess.run(
        [str(REAL), "-c", BY_HAND, json.dumps([TEXTS, REFERENCES, model])], check=True, capture_output=True, text=True
    )
    assert [list(found.precision), list(found.recall), list(found.segments)] == json.loads(ended.stdout)
    assert found.segments[2] == 0  # an empty segment
    assert 0 < found.segments[1] < 1
    same = bertscore(REFERENCES, REFERENCES, model=model, layer=2)
    assert same.segments == pytest.approx((1, 1, 1))
    several = bertscore(TEXTS, [[TEXTS[0], one] for one in REFERENCES], model=model, layer=2)
    assert several.segments[0] == pytest.approx(1)
    assert "|nrefs:2|" in several.signature
    with pytest.raises(JembatanError, match="num_layers should be between 0 and 3"):
        bertscore(TEXTS, REFERENCES, model=model, layer=9)


@needs_libraries
def test_the_real_comet(tiny: Path) -> None:
    found = comet(SOURCES, TEXTS, REFERENCES, model=str(tiny / "comet"))
    assert len(found.segments) == len(set(found.segments)) == 3
    assert found.score == pytest.approx(sum(found.segments) / 3)
    turned = comet(SOURCES[::-1], TEXTS[::-1], REFERENCES[::-1], model=str(tiny / "comet"))
    assert turned.segments[::-1] == pytest.approx(found.segments, abs=1e-5)
    with pytest.raises(JembatanError, match="needs references"):
        comet(SOURCES, TEXTS, model=str(tiny / "comet"))
    without = comet(SOURCES, TEXTS, model=str(tiny / "kiwi"))
    assert without == comet(SOURCES, TEXTS, REFERENCES, model=str(tiny / "kiwi"))
    assert "|nrefs:0|" in without.signature


@needs_libraries
def test_a_name_of_the_hub_is_found_in_its_cache(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    commit = "0123456789abcdef" * 2 + "01234567"
    for name, folder in (("some--encoder", "roberta"), ("some--comet", "comet")):
        kept = tmp_path / "hub" / f"models--{name}"
        shutil.copytree(tiny / folder, kept / "snapshots" / commit)
        (kept / "refs").mkdir()
        (kept / "refs" / "main").write_text(commit, encoding="utf-8")
    by_name = bertscore(TEXTS, REFERENCES, model="some/encoder", layer=2)
    assert by_name.segments == bertscore(TEXTS, REFERENCES, model=str(tiny / "roberta"), layer=2).segments
    assert by_name.signature.startswith("bertscore|model:some/encoder|revision:0123456789ab|sha256:")
    told = comet(SOURCES, TEXTS, REFERENCES, model="some/comet", revision="main").signature
    assert told.startswith("comet|model:some/comet|revision:0123456789ab|sha256:")


@needs_libraries
def test_weights_that_cannot_be_had_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    told = r"no such model can be had from the hub or its cache: (.*\n)+Fetch it where there is a network, and give the"
    with pytest.raises(JembatanError, match=told):
        bertscore(TEXTS, REFERENCES, model="roberta-large")
    with pytest.raises(JembatanError, match=told):
        comet(SOURCES, TEXTS, REFERENCES, model="Unbabel/wmt22-comet-da")
