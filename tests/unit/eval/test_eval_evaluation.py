from __future__ import annotations

from pathlib import Path

from eval_bundles import write_bundle, write_references
from jembatan_eval.evaluation import GROUPS, as_data, of_bundle

LISTS = {"documents", "articles"}


def data(tmp_path: Path, summary: str) -> dict[str, object]:
    bundle = write_bundle(
        tmp_path / "bundle", {"pasar": [("Terjual 9 ton ikan.", "It sold 9 tons of fish.")]}, {"pasar": [summary]}
    )
    references = write_references(tmp_path / "r.jsonl", [("pasar", "Terjual 9 ton ikan.", "Nine tons of fish sold.")])
    return as_data(of_bundle(bundle, references))


def test_what_a_gate_may_name_is_all_that_is_measured(tmp_path: Path) -> None:
    found = data(tmp_path, "Fish was sold.")
    assert set(found) - LISTS == set(GROUPS) - {"comet", "bertscore"}


def test_a_kind_of_which_nothing_is_unsupported_is_told_as_nought(tmp_path: Path) -> None:
    summaries = data(tmp_path, "It sold 8 tons of fish.")["summaries"]
    assert isinstance(summaries, dict)
    assert summaries["unsupported"] == {"number": 1, "name": 0}
