"""A config is read whole: every fault is told at once, and nothing is guessed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from jembatan.config import AUTO_PROMPT, Config, Decoding, OwnModel, load
from jembatan.engines import prompts
from jembatan.errors import ConfigError
from jembatan.glossary import file
from jembatan.models.catalogue import candidates, stages
from nights import ROOT, write_config

CONFIGS = sorted((ROOT / "configs").glob("*.yaml"))


def refused(path: Path, *overrides: str) -> str:
    """The message of the ConfigError that a config is refused with."""
    with pytest.raises(ConfigError) as caught:
        load(path, overrides)
    return str(caught.value)


def test_there_are_configs_to_validate() -> None:
    assert {"nightly.yaml", "smoke.yaml"} <= {path.name for path in CONFIGS}


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
def test_every_config_of_the_project_is_valid(path: Path) -> None:
    config = load(path)
    assert config.name == path.stem
    assert all(entry.is_absolute() for entry in (*config.input, config.output, config.models))
    for role, choice in stages(config):
        known = candidates(role, choice)
        assert len(known) == len(choice.candidates)
        if isinstance(choice, Decoding) and any(model.kind == "causal" for model in known):
            assert choice.prompt == AUTO_PROMPT or prompts.load(choice.prompt).name == choice.prompt


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
def test_every_config_of_the_project_reads_the_seeds(path: Path) -> None:
    assert load(path).input == (ROOT / "seeds",)


def test_the_encoder_of_the_evidence_is_off_unless_it_is_named(tmp_path: Path) -> None:
    assert [stage for stage, _ in stages(load(write_config(tmp_path)))] == ["translate", "summarise"]
    own = {"name": "own", "kind": "encoder", "licence": "MIT", "folder": "weights"}
    config = load(write_config(tmp_path, {"evidence": {"candidates": [own], "prefix": "query: "}}))
    stage, choice = stages(config)[-1]
    (model,) = candidates(stage, choice)
    assert (stage, model.kind, choice.runtime, choice.precision) == ("evidence", "encoder", "transformers", "float32")
    assert str(model.origins[0]) == f"folder {tmp_path / 'weights'}"
    assert (config.evidence.prefix, config.evidence.similarity, config.evidence.most) == ("query: ", 0.7, 2)
    wrong = {"candidates": [own], "similarity": 1.2, "precision": "int8", "runtime": "ctranslate2", "most": 0}
    told = refused(write_config(tmp_path, {"evidence": wrong}))
    assert all(f"evidence.{name}: " in told for name in ("similarity", "precision", "runtime", "most"))


def test_paths_are_relative_to_the_config_and_not_to_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "jobs").mkdir()
    own = {"name": "own", "kind": "marian", "licence": "MIT", "folder": "weights"}
    path = write_config(
        tmp_path / "jobs", {"input": ["../news", "/elsewhere/*.txt"], "translate": {"candidates": [own]}}
    )
    monkeypatch.chdir("/")
    config = load(path)
    assert config.input == (tmp_path / "news", Path("/elsewhere/*.txt"))
    assert config.output == tmp_path / "jobs" / "out"
    assert config.models == tmp_path / "jobs" / "models"
    (candidate,) = config.translate.candidates
    assert isinstance(candidate, OwnModel)
    assert candidate.folder == tmp_path / "jobs" / "weights"


def test_the_repair_is_on_by_default_and_asks_no_other_engine(tmp_path: Path) -> None:
    config = load(write_config(tmp_path))
    assert config.repair.rungs == ("n-best", "again", "re-case", "split", "engine", "rewrite")
    assert config.repair.candidates == ()
    assert [stage for stage, _ in stages(config)] == ["translate", "summarise"]


def test_rungs_are_climbed_in_the_ladders_order_however_they_are_listed(tmp_path: Path) -> None:
    assert load(write_config(tmp_path, {"repair": {"rungs": ["rewrite", "again"]}})).repair.rungs == (
        "again",
        "rewrite",
    )
    assert load(write_config(tmp_path, {"repair": {"rungs": []}})).repair.rungs == ()


@pytest.mark.parametrize(
    ("repair", "message"),
    [
        ({"rungs": ["again", "again"]}, "a rung is there twice"),
        ({"rungs": ["prayer"]}, "repair.rungs.0"),
        ({"rungs": ["again"], "candidates": ["fake"]}, "the rung engine, which would ask one, is not among the rungs"),
        ({"margin": -1}, "repair.margin"),
        ({"n_best": 0}, "repair.n_best"),
    ],
)
def test_faults_of_the_repair_are_told(tmp_path: Path, repair: dict[str, object], message: str) -> None:
    assert message in refused(write_config(tmp_path, {"repair": repair}))


@pytest.mark.parametrize("n_best", [0, -1, 1.5, "two"])
def test_a_weak_summary_is_asked_for_again_with_at_least_one_answer(tmp_path: Path, n_best: object) -> None:
    assert "summarise.n_best" in refused(write_config(tmp_path), f"summarise.n_best={n_best}")


def test_the_translator_is_asked_again_as_the_repair_says_and_else_as_before(tmp_path: Path) -> None:
    own = {"name": "own", "kind": "marian", "licence": "MIT", "folder": "weights"}
    config = load(
        write_config(
            tmp_path,
            {
                "translate": {"candidates": ["fake"], "beam_size": 2, "length_penalty": 0.7, "runtime": "transformers"},
                "repair": {"beam_size": 6, "n_best": 3, "repetition_penalty": 1.2, "candidates": [own]},
            },
        )
    )
    again, other = config.repair.decoding(config.translate), config.repair.other(config.translate)
    assert other is not None
    for asked in (again, other):
        assert (asked.beam_size, asked.n_best, asked.repetition_penalty) == (6, 3, 1.2)
        assert (asked.length_penalty, asked.runtime) == (0.7, "transformers")
    assert again.candidates == ("fake",)
    (candidate,) = other.candidates
    assert isinstance(candidate, OwnModel)
    assert candidate.folder == tmp_path / "weights"
    assert [stage for stage, _ in stages(config)] == ["translate", "repair", "summarise"]


def test_a_glossary_lies_beside_the_config_and_its_forms_need_it(tmp_path: Path) -> None:
    config = load(write_config(tmp_path, {"glossary": "words/terms.tsv", "forms": ["Zelenskyy", "Kiev"]}))
    assert config.glossary == tmp_path / "words" / "terms.tsv"
    assert config.forms == ("Zelenskyy", "Kiev")
    bare = load(write_config(tmp_path))
    assert (bare.glossary, bare.forms) == (None, ())
    assert "no glossary that they could be chosen from" in refused(write_config(tmp_path, {"forms": ["Kiev"]}))
    assert "the path is empty" in refused(write_config(tmp_path, {"glossary": ""}))


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
def test_the_glossary_of_every_config_can_be_read(path: Path) -> None:
    config = load(path)
    if path.name != "smoke.yaml":
        assert config.glossary == ROOT / "configs" / "glossary.tsv"
    if config.glossary is not None:
        assert file.load(config.glossary, config.forms).entries


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/editor")
    assert load(write_config(tmp_path, {"output": "~/out"})).output == Path("/home/editor/out")


def test_a_tilde_of_nobody_is_refused(tmp_path: Path) -> None:
    assert "~no-such-user-here/out" in refused(write_config(tmp_path, {"output": "~no-such-user-here/out"}))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = write_config(
        tmp_path,
        {
            "nmae": "typo",
            "timezone": "Asia/Atlantis",
            "translate": {"candidates": ["fake"], "beam_size": "four"},
            "summarise": {"candidates": [], "max_output_tokens": 0},
        },
    )
    message = refused(path)
    assert message.startswith(f"{path}: 5 fault(s):\n")
    for place in ("nmae", "timezone", "translate.beam_size", "summarise.candidates", "summarise.max_output_tokens"):
        assert f"\n  {place}: " in message
    assert "no such time zone: 'Asia/Atlantis' (use an IANA name such as Asia/Jakarta)" in message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [1", "not valid YAML"),
        ("a: b: c", "not valid YAML"),
        ("published: 2024-99-99", "not valid YAML: month must be in 1..12"),
        ("- a\n- b\n", "a config is a mapping of settings; this file holds list"),
        ("", "this file holds NoneType"),
        ("just words", "this file holds str"),
        ("name: one\ntranslate:\n  beam_size: 1\n  beam_size: 2\n", "the key 'beam_size' is there twice"),
        ("7: x\n", "  7: Keys should be strings"),
    ],
)
def test_what_is_no_config_is_refused_with_its_name(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    message = refused(path)
    assert message.startswith(f"{path}: ")
    assert expected in message


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("name: caf\xe9".encode("latin-1"))
    assert "not valid YAML" in refused(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "cannot be read (No such file or directory)" in refused(tmp_path / "none.yaml")
    assert "cannot be read (Is a directory)" in refused(tmp_path)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": "With Blanks"}, "name"),
        ({"input": []}, "input"),
        ({"translate": {"candidates": ["fake"], "repetition_penalty": 0.5}}, "translate.repetition_penalty"),
        ({"translate": {"candidates": ["fake"], "length_penalty": float("nan")}}, "translate.length_penalty"),
        ({"translate": {"candidates": ["fake"], "runtime": "onnx"}}, "translate.runtime"),
        ({"translate": {"candidates": ["fake"], "precision": "int4"}}, "translate.precision"),
        ({"summarise": {"candidates": ["fake"], "min_sentences": 5}}, "summarise"),
        ({"runtime": {"device": "gpu"}}, "runtime.device"),
        ({"runtime": {"batch_size": 0}}, "runtime.batch_size"),
        ({"runtime": {"threads": -1}}, "runtime.threads"),
    ],
)
def test_a_wrong_value_is_refused_at_its_place(tmp_path: Path, changes: dict[str, object], place: str) -> None:
    message = refused(write_config(tmp_path, changes))
    assert "1 fault(s)" in message
    assert f"\n  {place}: " in message


@pytest.mark.parametrize(
    "origins", [{}, {"folder": "weights", "hub": "owner/model"}, {"hub": "no-owner"}, {"hub": "a/b/c"}]
)
def test_a_model_of_ones_own_has_exactly_one_origin(tmp_path: Path, origins: dict[str, str]) -> None:
    own = {"name": "own", "kind": "marian", "licence": "MIT", **origins}
    assert "translate.candidates.0" in refused(write_config(tmp_path, {"translate": {"candidates": [own]}}))


def test_settings_are_overridden_by_dotted_keys(tmp_path: Path) -> None:
    path = write_config(tmp_path)
    config = load(path, ("translate.beam_size=2", "runtime.device=cpu", "input=[a.txt, b.txt]", "timezone=UTC"))
    assert config.translate.beam_size == 2
    assert config.runtime.device == "cpu"
    assert config.input == (tmp_path / "a.txt", tmp_path / "b.txt")
    assert config.timezone == "UTC"


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("translate.beam_size", "write it as key=value"),
        ("=2", "write it as key=value"),
        ("name.first=x", "name is a value, not a group of settings"),
        ("translate.candidates.0=fake", "candidates is a value, not a group of settings"),
        ("translate.beam_size=[", "the value is not valid YAML"),
        ("timezone=2024-02-31", "the value is not valid YAML"),
        ("translate.beams=2", "translate.beams: Extra inputs are not permitted"),
        ("translate.beam_size=two", "translate.beam_size: Input should be a valid integer"),
    ],
)
def test_a_bad_override_is_refused(tmp_path: Path, override: str, expected: str) -> None:
    assert expected in refused(write_config(tmp_path), override)


def test_a_config_is_frozen(tmp_path: Path) -> None:
    config = load(write_config(tmp_path))
    with pytest.raises(ValidationError, match="frozen"):
        config.name = "other"  # type: ignore[misc]


def test_the_defaults_of_the_code_are_those_that_nightly_yaml_shows() -> None:
    """Whoever leaves a setting away gets what the commented file says, models and folders apart."""
    raw = yaml.safe_load((ROOT / "configs" / "nightly.yaml").read_text(encoding="utf-8"))
    shown = load(ROOT / "configs" / "nightly.yaml")
    for group in ("translate", "summarise"):
        raw[group] = {"candidates": raw[group]["candidates"], "max_output_tokens": raw[group]["max_output_tokens"]}
    bare = Config.model_validate({key: raw[key] for key in ("name", "input", "translate", "summarise")})
    assert bare.translate == shown.translate
    assert bare.summarise == shown.summarise
    assert bare.fields == shown.fields
    assert bare.timezone == shown.timezone


def test_what_lies_too_deep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text("a: " + "[" * 20_000 + "]" * 20_000, encoding="utf-8")
    assert "lists or mappings lie too deep in one another" in refused(path)
    assert "lie too deep" in refused(write_config(tmp_path), "input=" + "[" * 20_000)


def test_paths_that_none_can_be_are_refused(tmp_path: Path) -> None:
    for key in ("input", "output", "models"):
        value = "a\0b"
        changes: dict[str, object] = {key: [value] if key == "input" else value}
        assert "no path can hold a NUL character" in refused(write_config(tmp_path, changes))
        changes = {key: [""] if key == "input" else ""}
        assert "empty; write . for this folder" in refused(write_config(tmp_path, changes))


def test_an_endless_file_is_not_read_to_its_end() -> None:
    assert refused(Path("/dev/zero")) == "/dev/zero: longer than 1 MB; a config has some dozen lines"


def test_many_keys_are_looked_at_once_each(tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text("".join(f"k{number}: 1\n" for number in range(40_000)) + "k7: 2\n", encoding="utf-8")
    started = time.process_time()
    assert "the key 'k7' is there twice" in refused(path)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("written", "expected"), [("stop", "stop"), ("warn", "warn"), ("off", "off"), (False, "off"), (None, "stop")]
)
def test_the_canary_stops_a_night_unless_it_is_told_otherwise(tmp_path: Path, written: object, expected: str) -> None:
    """YAML reads ``off`` as false."""
    changes = {} if written is None else {"canary": written}
    assert load(write_config(tmp_path, changes)).canary == expected
    assert load(write_config(tmp_path), ("canary=off",)).canary == "off"


@pytest.mark.parametrize("value", ["true", "on", "quiet", "3"])
def test_a_canary_that_is_no_choice_is_told(tmp_path: Path, value: str) -> None:
    assert "canary: Input should be 'stop', 'warn' or 'off'" in refused(write_config(tmp_path), f"canary={value}")


def test_the_gate_is_a_path_beside_the_config_or_none(tmp_path: Path) -> None:
    assert load(write_config(tmp_path)).gate is None
    assert load(write_config(tmp_path, {"gate": None})).gate is None
    assert load(write_config(tmp_path, {"gate": "eval/gate.yaml"})).gate == tmp_path / "eval" / "gate.yaml"
    assert "gate: Value error, the path is empty" in refused(write_config(tmp_path, {"gate": ""}))
