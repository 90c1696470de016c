from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.errors import ConfigError
from jembatan_eval.leaderboard import leaderboard
from jembatan_eval.lines import Pair

FAKE = "name: {name}\ninput: [.]\noutput: out\nmodels: models\ntranslate: {{candidates: [{model}]}}\n" + (
    "summarise: {{candidates: [fake]}}\n"
)
PAIRS = [Pair("", f"{n} boats came in.", f"{n} kapal masuk.", None, "pelabuhan", f"s{n}") for n in range(2, 40)]


def config(path: Path, model: str = "fake") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(FAKE.format(name=path.stem, model=model), encoding="utf-8")
    return path


def test_every_config_has_a_row_and_the_best_comes_first(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    rows = leaderboard(
        [config(tmp_path / "gone.yaml", "opus-mt-id-en"), config(tmp_path / "fake.yaml")],
        PAIRS,
        lambda *step: seen.append(step),
    )
    assert [row.config for row in rows] == ["fake", "gone"]
    good, bad = rows
    assert good.evaluation is not None
    assert (good.model, good.licence, good.problem, good.size) == ("fake", "Apache-2.0", None, None)
    assert good.evaluation.scores.segments == len(PAIRS) == len(good.hypotheses)
    assert good.sentences_per_second is not None
    assert bad.evaluation is None
    assert bad.problem is not None
    assert "run: jembatan models fetch CONFIG" in bad.problem
    assert seen[-1] == ("fake", len(PAIRS), len(PAIRS))


def test_what_is_stored_is_not_translated_again(tmp_path: Path) -> None:
    path = config(tmp_path / "fake.yaml")
    first = leaderboard([path], PAIRS, lambda *_: None)
    seen: list[tuple[str, int, int]] = []
    assert leaderboard([path], PAIRS, lambda *step: seen.append(step)) == first
    assert seen == []


def test_each_sentence_of_a_source_is_translated_alone_as_in_a_night(tmp_path: Path) -> None:
    path = config(tmp_path / "fake.yaml")
    alone = [Pair("", "", source, None, "pelabuhan", source) for source in ("Dua kapal masuk.", "Dr. Budi pulang.", "")]
    both = [Pair("", "", "Dua kapal masuk. Dr. Budi pulang.", None, "pelabuhan", "both")]
    seen: list[tuple[str, int, int]] = []
    (apart,) = leaderboard([path], alone, lambda *_: None)
    (joined,) = leaderboard([path], both, lambda *step: seen.append(step))
    assert joined.hypotheses == (" ".join(apart.hypotheses[:2]),)
    assert apart.hypotheses[2] == ""
    assert seen == []


def test_two_configs_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"two configs are called fake\.yaml"):
        leaderboard([config(tmp_path / "fake.yaml"), config(tmp_path / "b" / "fake.yaml")], PAIRS, lambda *_: None)
