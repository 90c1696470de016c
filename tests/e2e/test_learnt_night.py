"""The whole job over the seeds, with tiny real models that know them by heart: exact English, whatever the runtime.

Models are fetched from local folders, verified, converted where the runtime needs it, and loaded by the command as any
other model would be.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

import tiny_models
from jembatan.records import CheckName
from nights import SEEDS, contents, jembatan, records, write_config

EXPECTED = {
    article: [(pair.source, pair.target) for pair in tiny_models.pairs() if pair.article == article]
    for article in dict.fromkeys(pair.article for pair in tiny_models.pairs())
}
SUMMARIES = {summary.article: summary.target for summary in tiny_models.summaries()}


@dataclass(frozen=True)
class LearntNight:
    """A config whose models were fetched, and the bundle of its first night."""

    job: Path
    fetched: str
    code: int
    result: dict[str, object]

    @property
    def bundle(self) -> Path:
        return Path(str(self.result["bundle"]))


@pytest.fixture(
    scope="module",
    params=[("marian", "ctranslate2"), ("nllb", "transformers")],
    ids="-".join,
)
def night(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    tiny_marian: Path,
    tiny_nllb: Path,
    tiny_summariser: Path,
) -> LearntNight:
    kind, runtime = request.param
    translator = {"name": f"tiny-{kind}", "kind": kind, "licence": "CC0-1.0"}
    translator["folder"] = str(tiny_marian if kind == "marian" else tiny_nllb)
    summariser = {"name": "tiny-bart", "kind": "seq2seq", "licence": "CC0-1.0", "folder": str(tiny_summariser)}
    job = write_config(
        tmp_path_factory.mktemp("-".join(request.param)),
        {
            "input": [str(SEEDS)],
            "translate": {"candidates": [translator], "runtime": runtime},
            "summarise": {"candidates": [summariser], "runtime": runtime},
            "runtime": {"device": "cpu", "threads": 2},
            "checks": list(get_args(CheckName)),
            "canary": "off",  # what they have not learnt they loop over, to the last token
        },
    )
    fetched = jembatan("models", "fetch", job)
    assert fetched.code == 0, fetched.err
    ran = jembatan("run", job, "--json")
    assert ran.code in (0, 3), ran.err
    return LearntNight(job, fetched.err + fetched.out, ran.code, json.loads(ran.out))


def listed(record: dict[str, object], key: str) -> list[dict[str, object]]:
    found = record[key]
    assert isinstance(found, list)
    return found


def test_every_sentence_of_the_seeds_is_the_reference_translation(night: LearntNight) -> None:
    found = {
        str(record["id"]): [(segment["source"], segment["target"]) for segment in listed(record, "segments")]
        for record in records(night.bundle)
    }
    assert found == EXPECTED


def test_every_article_has_the_brief_summary_word_for_word(night: LearntNight) -> None:
    found = {
        str(record["id"]): " ".join(str(sentence["text"]) for sentence in listed(record, "summary"))
        for record in records(night.bundle)
    }
    assert found == SUMMARIES


def test_nothing_failed_and_every_result_names_its_engine(night: LearntNight) -> None:
    assert night.result["failures"] == 0
    assert night.result["segments"] == night.result["segments_translated"] == len(tiny_models.pairs())
    assert night.result["summaries"] == 5
    for record in records(night.bundle):
        assert record["status"] in ("ok", "review")
        stages = {str(engine["stage"]): str(engine["name"]) for engine in listed(record, "engines")}
        assert stages["summarise"] == "tiny-bart"
        assert stages["translate"] in ("tiny-marian", "tiny-nllb")


def test_no_check_finds_anything_in_right_translations(night: LearntNight) -> None:
    found = [segment for record in records(night.bundle) for segment in listed(record, "segments")]
    assert [segment["findings"] for segment in found] == [[]] * len(tiny_models.pairs())


def test_fetching_said_what_was_taken_and_under_which_licence(night: LearntNight) -> None:
    assert "translate: taken is tiny-" in night.fetched
    assert "CC0-1.0" in night.fetched


def test_check_and_verify_find_no_fault(night: LearntNight) -> None:
    checked = jembatan("check", night.job, "--json")
    assert checked.code == 0, checked.out
    findings = {finding["subject"]: finding["detail"] for finding in json.loads(checked.out)}
    assert "GB memory free; batches of" in findings["device"]
    verified = jembatan("models", "verify", night.job)
    assert (verified.code, verified.out) == (0, "all fetched files are as recorded\n")


def test_the_second_night_computes_nothing_and_changes_nothing(night: LearntNight) -> None:
    before = contents(night.bundle, but=())
    again = jembatan("run", night.job, "--json")
    assert again.code == night.code
    assert json.loads(again.out)["computed"] == 0
    assert contents(night.bundle, but=()) == before


def damage(night: LearntNight, change: Callable[[bytes], bytes]) -> Path:
    """Change a prepared file behind the lock's back."""
    path = next(path for path in sorted((night.job.parent / "models" / "prepared").rglob("*config.json")))
    data = path.read_bytes()
    path.unlink()  # it may be a link to the user's own file
    path.write_bytes(change(data))
    return path


def test_a_model_that_was_touched_stops_the_night_and_fetching_mends_it(night: LearntNight) -> None:
    path = damage(night, lambda data: data + b" ")
    stopped = jembatan("run", night.job)
    assert stopped.code == 2
    assert f"{path} was changed since it was verified" in stopped.err
    assert "run: jembatan models fetch" in stopped.err
    assert "Traceback" not in stopped.err
    assert jembatan("models", "fetch", night.job).code == 0
    again = jembatan("run", night.job, "--json")
    assert (again.code, json.loads(again.out)["computed"]) == (night.code, 0)
