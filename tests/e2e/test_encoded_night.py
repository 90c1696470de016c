"""A night whose summaries get evidence from an encoder, which is fetched from a local folder as any model is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import tiny_encoder
from jembatan import pipeline
from jembatan.check import check
from jembatan.config import Config
from jembatan.engines.protocol import Encoder
from jembatan.errors import ModelError
from jembatan.inputs import Selection
from jembatan.models.fetch import fetch
from jembatan.models.listing import listing
from jembatan.planning import plan
from nights import Listener, contents, load, records, run, write_articles, write_config

SAME = (("tentara", "prajurit"), ("gugur", "tewas"), ("kota", "ibukota"), ("banyak", "sejumlah"))
NEWS = (
    "Banyak tentara gugur di kota itu.",
    "Harga beras naik lagi hari ini.",
    "Polisi mengalihkan kendaraan dari jalan tol.",
    "Sejumlah prajurit tewas di ibukota itu.",
)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_encoder.make(tmp_path_factory.mktemp("encoder"), [f"[en] {text}" for text in NEWS], SAME)


@pytest.fixture
def job(tmp_path: Path, encoder: Path) -> Config:
    write_articles(tmp_path, {"satu": " ".join(NEWS)})
    own = {"name": "tiny", "kind": "encoder", "licence": "CC0-1.0", "folder": str(encoder)}
    changes = {
        "evidence": {"candidates": [own], "similarity": 0.9},
        "runtime": {"device": "cpu", "threads": 1},
    }
    return load(write_config(tmp_path, changes))


def test_a_night_with_an_encoder(job: Config, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="evidence: no model was fetched for tiny; run: jembatan models fetch"):
        run(job)
    fetch(job)
    (row,) = [row for row in listing(job.models) if row.name == "tiny"]
    assert (row.kind, row.roles, row.licence, row.present) == ("encoder", ("encode",), "CC0-1.0", True)
    looked_at = {finding.subject: finding for finding in check(job, Selection())}
    assert looked_at["evidence"].detail == "tiny (transformers, float32), licence CC0-1.0"
    assert looked_at["device"].fault is None
    before = plan(job, Selection())
    assert [(one.stage, one.missing) for one in before.stages][-1] == ("encode", 0)
    assert before.notes[-1] == "encode: not known yet for the 1 article(s) without a summary"

    night = run(job)
    assert night.published is not None
    folder = night.published.folder
    (article,) = records(folder)
    summary = article["summary"]
    assert isinstance(summary, list)
    assert [(one["evidence"], one.get("similar")) for one in summary] == [
        (["s1", "s4"], ["s4"]),
        (["s2"], None),
        (["s3"], None),
    ]
    engines = article["engines"]
    assert isinstance(engines, list)
    assert [(one["stage"], one["name"]) for one in engines][-1] == ("evidence", "tiny")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert "|evidence:tiny|transformers:float32|w:" in manifest["signature"]
    assert manifest["settings"]["evidence.similarity"] == "0.9"
    assert 'title="Near in meaning: sentence 4"' in (folder / f"{article['id']}.html").read_text(encoding="utf-8")

    bytes_before = contents(folder, but=())
    again = run(job)
    assert (again.computed, again.exit_code) == (0, night.exit_code)
    assert contents(folder, but=()) == bytes_before
    after = plan(job, Selection())
    assert [(one.stage, one.items, one.missing) for one in after.stages][-1] == ("encode", 4, 0)
    # Another threshold asks no encoder again.
    stricter = run(load(tmp_path / "job.yaml", "evidence.similarity=1.0"))
    assert stricter.computed == 0


def test_an_encoder_that_fails_costs_no_summary(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Encoder:
        raise ModelError("tiny: cannot be loaded")

    fetch(job)
    monkeypatch.setattr(pipeline, "load_encoder", broken)
    listener = Listener()
    night = pipeline.run(job, Selection(), listener)
    (bundle,) = night.bundles
    assert bundle.summary is not None
    assert [(one.evidence, one.similar) for one in bundle.summary.sentences] == [((0,), ()), ((1,), ()), ((2,), ())]
    reason = "4 of 4 sentences were not compared: tiny: cannot be loaded"
    assert bundle.summary.uncompared == reason
    assert listener.notices[-1] == f"encode: in 1 article(s) evidence is by words alone; the first: {reason}"
    assert night.exit_code == 3
    assert night.published is not None
    (article,) = records(night.published.folder)
    notes = article["summary_notes"]
    assert isinstance(notes, dict)
    assert notes["uncompared"] == reason
    monkeypatch.undo()
    (mended,) = run(job).bundles
    assert mended.summary is not None
    assert [one.similar for one in mended.summary.sentences] == [(3,), (), ()]


def test_without_an_encoder_all_else_is_the_same(job: Config, tmp_path: Path) -> None:
    fetch(job)
    (found,) = run(job).bundles
    (plain,) = run(load(tmp_path / "job.yaml", "evidence.candidates=[]")).bundles
    assert found.summary is not None
    assert plain.summary is not None
    bare = [replace(one, evidence=(), similar=()) for one in found.summary.sentences]
    assert bare == [replace(one, evidence=()) for one in plain.summary.sentences]
    assert replace(found, summary=None) == replace(plain, summary=None)
