from __future__ import annotations

import math
from pathlib import Path

import pytest

from jembatan.errors import ConfigError, InputError
from jembatan_eval import baselines
from jembatan_eval.gate import NIGHTLY, Gate, judge, read_gate

SCORES = {"bleu": {"score": 30.0}, "numbers": {"survival": 0.9, "by_sentence": {"score": None}}, "ok": True}


def gate(**thresholds: dict[str, float | bool]) -> Gate:
    return Gate.model_validate({"thresholds": {name.replace("__", "."): of for name, of in thresholds.items()}})


@pytest.mark.parametrize(
    ("thresholds", "reasons"),
    [
        ({"bleu__score": {"min": 30}}, ()),
        ({"bleu__score": {"min": 30.5}}, ("bleu.score is 30, less than the least allowed, 30.5",)),
        ({"numbers__survival": {"max": 0.5}}, ("numbers.survival is 0.9, more than the most allowed, 0.5",)),
        ({"chrf__score": {"min": 1}}, ("chrf.score was not measured (no references, or nothing to measure)",)),
        (
            {"numbers__by_sentence__score": {"min": 1}},
            ("numbers.by_sentence.score was not measured (no references, or nothing to measure)",),
        ),
        ({"ok": {"min": 0}}, ("ok was not measured (no references, or nothing to measure)",)),
        ({"chrf__score": {"min": 1, "required": False}, "bleu__score": {"min": 1}}, ()),
        (
            {"bleu__scor": {"min": 1, "required": False}},
            ("bleu.scor: there is no such number; look with: jembatan-eval score --json",),
        ),
        (
            {"bleu": {"min": 1, "required": False}},
            ("bleu: there is no such number; look with: jembatan-eval score --json",),
        ),
        ({"numbers__by_sentence__score": {"min": 1, "required": False}, "bleu__score": {"min": 1}}, ()),
        ({"numbers__by_kind__date__survival": {"min": 1, "required": False}, "bleu__score": {"min": 1}}, ()),
    ],
)
def test_thresholds_are_kept_or_broken(thresholds: dict[str, dict[str, float | bool]], reasons: tuple[str]) -> None:
    found = judge(SCORES, gate(**thresholds))
    assert found.reasons == reasons
    assert found.passed is not bool(reasons)


def test_what_need_not_be_there_is_told_as_skipped() -> None:
    found = judge(SCORES, gate(chrf__score={"min": 1, "required": False}, bleu__score={"min": 1}))
    assert found.skipped == ("chrf.score was not measured (no references, or nothing to measure)",)
    assert found.passed_checks == ("bleu.score is 30",)


@pytest.mark.parametrize(
    ("threshold", "before", "reasons"),
    [
        ("max_drop: 2", 31.9, ()),
        ("max_drop: 2", 32.1, ("bleu.score fell from 32.1 to 30, by more than the 2 allowed",)),
        ("max_drop: 2", 12.0, ()),
        ("max_rise: 2", 27.5, ("bleu.score rose from 27.5 to 30, by more than the 2 allowed",)),
        ("max_drop: 2", math.nan, ("bleu.score is not in the baseline, so no change of it can be judged",)),
        ("max_rise: 2", None, ("bleu.score is not in the baseline, so no change of it can be judged",)),
    ],
)
def test_a_change_is_judged_against_the_baseline(
    tmp_path: Path, threshold: str, before: float | None, reasons: tuple[str, ...]
) -> None:
    origin = baselines.provenance("A test.", [])
    baselines.write(tmp_path / "before.json", {"bleu": {"score": before} if before else {}}, origin)
    path = tmp_path / "gate.yaml"
    path.write_text(f"baseline: before.json\nthresholds:\n  bleu.score: {{{threshold}}}\n", encoding="utf-8")
    assert judge(SCORES, read_gate(path)).reasons == reasons


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("thresholds: {}", "thresholds: .*at least 1"),
        ("thresholds: {bleu.score: {}}", r"thresholds\.bleu\.score: .*give one of min, max"),
        ("thresholds: {bleu.score: {least: 1}}", r"thresholds\.bleu\.score\.least: Extra inputs"),
        ("thresholds: {bleu.score: {max_drop: 1}}", "bleu.score: max_drop and max_rise need a baseline"),
        ("thresholds: [", "not valid YAML"),
        ("thresholds: {blue.score: {min: 1, required: false}}", r"blue\.score: there is no such number"),
        ("thresholds: {bleu.score: {min: yes}}", r"bleu\.score\.min: Input should be a valid number"),
        ('thresholds: {bleu.score: {min: "30"}}', r"bleu\.score\.min: Input should be a valid number"),
        (
            "baseline: ~no-such-user/x\nthresholds: {bleu.score: {min: 1}}",
            "baseline: .*home folder in it is not known",
        ),
        ('baseline: "a\\0b"\nthresholds: {bleu.score: {min: 1}}', "NUL character"),
        (None, "cannot be read"),
    ],
)
def test_a_bad_gate_is_told(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "gate.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        read_gate(path)


def test_a_missing_baseline_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gate.yaml"
    path.write_text("baseline: gone.json\nthresholds: {bleu.score: {max_drop: 1}}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gone\.json: cannot be read"):
        judge(SCORES, read_gate(path))


def test_the_gate_of_the_checkout_can_be_read() -> None:
    found = read_gate(NIGHTLY)
    assert found.baseline is not None
    assert baselines.read(found.baseline).scores


def test_a_number_measured_otherwise_is_not_compared(tmp_path: Path) -> None:
    scores = {"bleu": {"score": 30.0, "signature": "tok:13a|version:2"}}
    baselines.write(
        tmp_path / "b.json", {"bleu": {"score": 30.0, "signature": "tok:zh|version:2|bs:1000|seed:1"}}, origin()
    )
    path = tmp_path / "gate.yaml"
    path.write_text("baseline: b.json\nthresholds: {bleu.score: {max_drop: 1}}\n", encoding="utf-8")
    assert judge(scores, read_gate(path)).reasons == (
        "bleu.score is measured as tok:13a|version:2 and was as tok:zh|version:2 in the baseline: "
        "take the baseline again",
    )
    baselines.write(tmp_path / "b.json", {"bleu": {"score": 30.0, "signature": "tok:13a|version:2|bs:9"}}, origin())
    assert judge(scores, read_gate(path)).passed


def test_a_gate_that_judged_nothing_has_failed() -> None:
    found = judge({}, gate(bleu__score={"min": 1, "required": False}))
    assert found.reasons == ("nothing was judged: none of the thresholds' numbers was measured",)


def origin() -> baselines.Provenance:
    return baselines.provenance("A test.", [])
