"""Small bundle folders and reference files, written with the real publisher."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from jembatan.publish.bundle import publish
from jembatan.publish.content import Bundle
from jembatan.publish.provenance import Provenance, RunTimes
from jembatan.quantities import NumberReport
from jembatan.records import Article, Segment, Segmented, Summary, SummarySentence, Translation

PROVENANCE = Provenance(
    config_name="nightly",
    date="2025-02-04",
    signature="jembatan:0.1.0",
    engines=(),
    settings=(),
    jembatan_version="0.1.0",
    run=RunTimes("2025-02-04T01:00:00+07:00", "2025-02-04T01:01:00+07:00", 60.0),
)


def write_bundle(
    folder: Path,
    articles: dict[str, list[tuple[str, str | None]]],
    summaries: dict[str, list[str]] | None = None,
    titled: bool = False,
) -> Path:
    """Publish articles of (source, English) pairs, with the sentences of their summaries; returns the bundle's folder.
    ``titled``: the first segment of each is its title."""
    bundles = [_bundle(id, pairs, (summaries or {}).get(id, []), titled) for id, pairs in articles.items()]
    return publish(folder, bundles, (), (), PROVENANCE).folder


def write_references(path: Path, references: list[tuple[str, str, str]]) -> Path:
    """Write (article, source, reference) as a references file, with the summaries of "pasar" at its end."""
    lines: list[dict[str, object]] = [
        {"schema": 1, "type": "segment", "article": article, "n": n, "kind": "sentence", "source": source, "target": to}
        for n, (article, source, to) in enumerate(references)
    ]
    for style, sentences in (("lead", ["Fish sold."]), ("brief", ["Fish was sold.", "Rice was not.", "It rained."])):
        lines.append(
            {
                "schema": 1,
                "type": "summary",
                "article": "pasar",
                "style": style,
                "headline": "-",
                "sentences": sentences,
            }
        )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def _bundle(id: str, pairs: list[tuple[str, str | None]], summary: list[str], titled: bool) -> Bundle:
    segments = tuple(
        Segment(id, index, source, " ", "title" if titled and index == 0 else "sentence")
        for index, (source, _) in enumerate(pairs)
    )
    translations = tuple(
        Translation(id, index, target, "bridge", problem=None if target else "too long")
        for index, (_, target) in enumerate(pairs)
    )
    article = Article(id, "-", f"in/{id}.txt", published=date(2025, 2, 3))
    sentences = tuple(SummarySentence(text, NumberReport(id, ())) for text in summary)
    return Bundle(
        Segmented(article, "-", "", segments),
        translations,
        tuple(NumberReport(id, ()) for _ in pairs),
        Summary(id, sentences, "summariser") if summary else None,
    )
