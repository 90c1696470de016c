"""Damage is what its name says; the counting is right; nearly all of it is found in our own references."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from coverage_samples import REPORT, seeds
from jembatan_eval.coverage import CoverageKind
from jembatan_eval.coverage import damage as faults
from jembatan_eval.coverage.corruption import main, measure
from jembatan_eval.coverage.damage import MAKERS, Damage, Maker
from jembatan_eval.lines import Pair, read_aligned

_ID = ("Satu dua tiga. Empat lima.", "Enam tujuh.", "Delapan.", "Sembilan.", "Sepuluh.")
_EN = ("One two three four. Five and six make eleven.", "Six seven.", "Eight.", "Nine.", "Ten.")


@pytest.mark.parametrize(
    ("maker", "index", "outputs", "faulty", "kinds"),
    [
        (faults.deleted, 1, {1: ""}, (1,), ("lost",)),
        (faults.duplicated, 1, {1: _EN[0]}, (1,), ("duplicated",)),
        (faults.said_twice, 2, {2: "Eight. Eight."}, (2,), ("duplicated", "looped")),
        (faults.swapped, 1, {1: "Eight.", 2: "Six seven."}, (1, 2), ("swapped",)),
        (faults.shifted, 1, {1: "Ten.", 2: "Six seven.", 3: "Eight.", 4: "Nine."}, (1, 2, 3, 4), ("swapped",)),
        (faults.sentence_dropped, 0, {0: "One two three four."}, (0,), ("shortened",)),
        (faults.fused, 2, {2: "Eight. Nine.", 3: ""}, (2,), ("fused",)),
        (faults.echoed, 3, {3: "Sembilan."}, (3,), ("echoed",)),
    ],
)
def test_damage(
    maker: Maker, index: int, outputs: dict[int, str], faulty: tuple[int, ...], kinds: tuple[CoverageKind, ...]
) -> None:
    found = maker(_ID, _EN, index, Random(1))
    assert found == Damage(maker.__name__.replace("_", " "), outputs, faulty, kinds)


@pytest.mark.parametrize(
    ("maker", "index"),
    [
        (faults.duplicated, 0),
        (faults.swapped, 4),
        (faults.shifted, 2),
        (faults.fused, 4),
        (faults.sentence_dropped, 1),
        (faults.clause_dropped, 1),
        (faults.cut_off, 1),
        (faults.shuffled_words, 1),
        (faults.half_echoed, 1),
    ],
)
def test_no_room_for_damage(maker: Maker, index: int) -> None:
    assert maker(_ID, _EN, index, Random(1)) is None


@pytest.mark.parametrize("maker", MAKERS)
def test_damage_changes_something_and_is_the_same_for_the_same_seed(maker: Maker) -> None:
    sources, targets = [source for source, _ in REPORT], [english for _, english in REPORT]
    made = [maker(sources, targets, index, Random(3)) for index in range(len(REPORT))]
    assert made == [maker(sources, targets, index, Random(3)) for index in range(len(REPORT))]
    damages = [damage for damage in made if damage is not None]
    assert damages
    for damage in damages:
        assert set(damage.faulty) <= set(damage.outputs)
        assert all(damage.outputs[place] != targets[place] for place in damage.outputs)


def test_every_kind_is_found_in_the_references_of_the_seeds() -> None:
    outcome = measure(seeds(), seed=2, rounds=3)
    assert outcome.pairs == 144
    names = {trial.name for trial in outcome.trials}
    assert len(names) >= len(MAKERS) - 1  # few segments of the seeds hold two sentences
    found = sum(trial.found for trial in outcome.trials)
    assert found >= 0.93 * len(outcome.trials), [trial for trial in outcome.trials if not trial.found]
    assert len(outcome.alarms) <= 0.02 * outcome.untouched


def test_the_table_and_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, side in (("a.id", 0), ("a.en", 1)):
        (tmp_path / name).write_text("".join(f"{pair[side]}\n" for pair in REPORT), encoding="utf-8")
    assert main([str(tmp_path / "a.id"), str(tmp_path / "a.en"), "--rounds", "2", "--list", "--with-references"]) == 0
    first, *rows = capsys.readouterr().out.splitlines()
    assert first == "5 pairs; 0 have a fault as they came"
    assert rows[0].split() == ["sentence", "dropped", "2", "of", "2", "found", "100.0%,", "by", "its", "name", "100.0%"]


def test_unusable_input_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "gone"), str(tmp_path / "gone")]) == 2
    assert "gone: cannot be read" in capsys.readouterr().err


DATA = Path(__file__).resolve().parents[5] / "shared" / "data"


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
def test_nearly_all_damage_to_flores_is_found() -> None:
    path = DATA / "flores-dev"
    pairs = read_aligned(path / "dev.en", path / "dev.en", path / "dev.id")
    outcome = measure([Pair(pair.hypothesis, None, pair.source) for pair in pairs], rounds=2)
    hard = {"clause dropped", "cut off", "noise", "shuffled words", "unrelated"}
    for name in {trial.name for trial in outcome.trials}:
        trials = outcome.named(name)
        least = 0.7 if name == "clause dropped" else 0.85 if name in hard else 0.95
        assert sum(trial.found for trial in trials) >= least * len(trials), name
    assert len(outcome.alarms) <= 0.02 * outcome.untouched
