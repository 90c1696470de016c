from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

from publish_samples import ENGINE, PROVENANCE, article, backed, failed, mended, rice, told, tried
from pydantic import TypeAdapter

from jembatan.publish.jsonl import line, record
from jembatan.publish.schema import ArticleRecord, json_schema
from jembatan.records import Summary

PACKAGE = files("jembatan.publish")


def test_schema_file_is_that_of_the_types() -> None:
    assert json.loads(PACKAGE.joinpath("bundle.schema.json").read_text(encoding="utf-8")) == json_schema()


def test_schema_describes_every_field_and_so_does_the_page() -> None:
    page = PACKAGE.joinpath("SCHEMA.md").read_text(encoding="utf-8")
    schema = json.loads(PACKAGE.joinpath("bundle.schema.json").read_text(encoding="utf-8"))
    objects = [schema, *schema["$defs"].values()]
    assert len(objects) == 14
    for fields in (found["properties"] for found in objects):
        for name, field in fields.items():
            assert field.get("description"), name
            assert f"`{name}`" in page, name


def test_records_follow_the_schema_to_the_field() -> None:
    for bundle in (rice(), failed(), mended(), told(), backed(), article([])):
        written = line(record(bundle, PROVENANCE))
        assert TypeAdapter(ArticleRecord).validate_json(written, strict=True) == json.loads(written)


def test_a_record_says_it_all() -> None:
    found = record(rice(), PROVENANCE)
    assert (found["schema"], found["id"], found["status"], found["flagged"]) == (2, "harga-beras", "review", 5)
    assert (found["title"], found["title_target"]) == ("Harga beras naik", "Rice prices rise 5.6 percent")
    assert (found["source_path"], found["published"]) == ("in/harga-beras.txt", "2024-11-05")
    assert found["removed"] == [
        {"text": "Baca juga: Harga cabai", "reason": "read-also", "before": "s3"},
        {"text": "(abc/abc)", "reason": "byline", "before": None},
    ]
    assert found["engines"] == [
        {"stage": "translate", "name": "bridge-id-en", "identity": ENGINE, "licence": "CC-BY-4.0"},
        {"stage": "summarise", "name": "short-writer", "identity": "short-writer", "licence": None},
    ]
    assert [sentence["text"] for sentence in found["summary"]] == ["Rice costs more.", "It rose 6.5 percent."]
    assert found["summary_notes"] == {
        "engine": "short-writer",
        "parts": 2,
        "batch": "r1#3",
        "flags": [],
        "cut": [],
        "replaced": [],
        "answer": 1,
        "answers": 1,
    }
    segment = found["segments"][1]
    assert (segment["id"], segment["kind"], segment["flags"]) == ("s2", "sentence", ["number-changed"])
    assert (segment["score"], segment["batch"], segment["pieces"]) == (-0.1235, "r1#2", 1)
    assert segment["numbers"] == [
        {
            "status": "changed",
            "source": {
                "start": 9,
                "end": 15,
                "surface": "11.800",
                "value": "11800",
                "kind": "number",
                "readings": ["11800", "11.8"],
                "unit": None,
            },
            "target": {
                "start": 5,
                "end": 9,
                "surface": "11.8",
                "value": "11.8",
                "kind": "number",
                "readings": [],
                "unit": None,
            },
            "explanation": "11,800 became 11.8.",
            "confidence": 1.0,
            "excused": False,
        }
    ]
    assert (found["segments"][4]["target"], found["segments"][4]["problem"]) == (None, "it is too long")


def test_a_summary_tells_its_evidence_and_what_gave_way() -> None:
    found = record(backed(), PROVENANCE)
    own, taken = found["summary"]
    assert (own["evidence"], own["extracted"], own["findings"]) == (["s2", "s1"], False, [])
    assert own["traced"] == [
        {"start": 0, "end": 4, "surface": "Budi", "kind": "name", "segment": "s2"},
        {"start": 9, "end": 11, "surface": "40", "kind": "number", "segment": None},
    ]
    assert (taken["evidence"], taken["extracted"], taken["flags"]) == (["s3"], True, ["summary-extracted"])
    notes = found["summary_notes"]
    assert notes is not None
    assert [(one["text"], one["place"]) for one in notes["replaced"]] == [("Stocks <fell>.", 1), ("It snowed.", None)]
    assert notes["replaced"][0]["findings"] == [
        {"check": "evidence", "clean": False, "score": 0.25, "explanation": "No sentence tells this."}
    ]
    assert (notes["answer"], notes["answers"]) == (2, 2)


def test_a_line_that_was_written_before_summaries_had_evidence_is_read() -> None:
    found = json.loads(line(record(backed(), PROVENANCE)))
    for sentence in found["summary"]:
        for field in ("evidence", "traced", "findings", "extracted"):
            del sentence[field]
    for field in ("replaced", "answer", "answers"):
        del found["summary_notes"][field]
    assert TypeAdapter(ArticleRecord).validate_json(json.dumps(found), strict=True) == found


def test_a_repair_is_told_step_by_step() -> None:
    first, second, third, clean = record(mended(), PROVENANCE)["segments"]
    assert [(segment["repaired"], segment["first_target"]) for segment in (first, second, third, clean)] == [
        ("repaired", "There are 11.8 tons."),
        ("machine-repaired", "There are 2.500 trucks."),
        (None, None),
        (None, None),
    ]
    assert first["repair_steps"][0] == {
        "rung": "n-best",
        "tried": "n-best, try 1",
        "target": "There are 11 tons.",
        "engine": ENGINE,
        "score": -0.25,
        "batch": "r2#1",
        "accepted": False,
        "reason": "11.800 became 11.",
        "checks": [{"check": "numbers", "clean": False, "score": 0.0, "explanation": "11.800 became 11."}],
    }
    assert [len(segment["repair_steps"]) for segment in (first, second, third, clean)] == [2, 2, 1, 0]


def test_the_other_engine_is_named_as_the_repairs() -> None:
    bundle = mended()
    step = replace(tried("engine", "There are 11,800 tons.", "taken", True), engine="other-engine")
    made = replace(bundle.translations[0], engine="other-engine", steps=(step,))
    found = record(replace(bundle, translations=(made, *bundle.translations[1:])), PROVENANCE)
    assert [(engine["stage"], engine["name"]) for engine in found["engines"]] == [
        ("repair", "other-engine"),
        ("translate", "bridge-id-en"),
    ]


def test_an_article_that_failed_early_keeps_its_text() -> None:
    found = record(failed(), PROVENANCE)
    assert [(segment["source"], segment["target"], segment["problem"]) for segment in found["segments"]] == [
        ("Pasar tutup lebih awal.", None, "no translation was made")
    ]
    assert found["failures"] == [
        {
            "stage": "translate",
            "reason": "the engine stopped: out of memory",
            "path": "in/pasar-tutup.txt",
            "record": None,
        }
    ]


def test_a_line_is_one_line_whatever_the_text() -> None:
    source = 'a\nb\u2028c\u0085d\ud800e "é" 🌾'
    written = line(record(article([(source, "x")]), PROVENANCE))
    assert written.encode("utf-8").decode("utf-8").splitlines(keepends=True) == [written]
    assert json.loads(written)["segments"][0]["source"] == source
    assert 'é\\" 🌾' in written


def test_a_score_that_is_no_number_is_null() -> None:
    bundle = article([("a", "b")])
    made = bundle.translations[0]
    endless = replace(bundle, translations=(replace(made, score=float("-inf")),))
    assert json.loads(line(record(endless, PROVENANCE)))["segments"][0]["score"] is None


def test_a_summary_without_sentences_is_told_from_none() -> None:
    assert record(article([]), PROVENANCE)["summary_notes"] is None
    empty = replace(article([]), summary=Summary("harga-beras", (), "short-writer", flags=("engine-failed",)))
    assert record(empty, PROVENANCE)["summary_notes"] == {
        "engine": "short-writer",
        "parts": 1,
        "batch": "",
        "flags": ["engine-failed"],
        "cut": [],
        "replaced": [],
        "answer": 1,
        "answers": 1,
    }
