"""The five seeds, segment by segment, against their reference sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jembatan.articles.prepare import prepare
from jembatan.articles.read import read
from jembatan.config import Fields
from jembatan.records import Article, Segmented

ROOT = Path(__file__).parents[3]
REFERENCES = ROOT / "eval" / "references" / "seeds.jsonl"

REMOVED = {
    "aliansi-putin-kim-jong-un": [
        ("Jakarta, Kabarberita Indonesian –", "dateline", 1),
        ("(luc/luc)", "byline", 24),
        ("Saksikan video di bawah ini:", "video-teaser", 24),
        ("Kim Jong Un Bertemu Menhan Rusia, Bahas Intervensi AS di Ukraina", "video-teaser", 24),
        ("Next Article", "next-article", 24),
        ("Terkuak! Kim Jong Un Bantu Putin, Tentara Korut Ikut Perang di Ukraina", "next-article", 24),
        (
            "Artikel Ini Merupakan Rangkuman Dari https://www.cnbcindonesia.com/news/20241218114724-4-596922/"
            "aliansi-putin-kim-jong-un-ratusan-tentara-korut-tewas-demi-bela-rusia",
            "syndication-note",
            24,
        ),
        ("Tinggalkan komentar", "share-button", 24),
        ("Optimized by Optimole", "plugin-credit", 24),
    ],
    "kerugian-pasukan-ukraina": [],
    "korban-korut-di-kursk": [
        ("Breaking News", "section-word", 0),
        ("Pasukan Korea Utara menderita banyak korban di front Ukraina", "repetition", 1),
        (
            "Presiden Rusia Vladimir Putin, kanan, dan Perdana Menteri Slovakia Robert Fico bertemu di Kremlin di "
            "Moskow, Rusia, 22 Desember 2024.",
            "repetition",
            25,
        ),
        ("Sumber", "source-credit", 34),
    ],
    "korut-kirim-tentara-lagi": [
        (
            "MEMBACA Siswa-siswa AS tetap teguh bersama Gaza selama Blokade Gedung Putih | Berita Perang Israel di "
            "Gaza",
            "related-link",
            21,
        ),
        ("Tinggalkan komentar", "share-button", 21),
    ],
    "zelensky-korut-kirim-personel": [("(geosurvey.co.id, Andari Wulan Nugrahani)", "byline", 50)],
}


def seeds() -> dict[str, Segmented]:
    return {a.id: prepare(a) for a in read([ROOT / "seeds"], Fields()) if isinstance(a, Article)}


@pytest.fixture(scope="module")
def prepared() -> dict[str, Segmented]:
    return seeds()


def expected() -> dict[str, list[tuple[str, str]]]:
    sources: dict[str, list[tuple[str, str]]] = {}
    for line in REFERENCES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["type"] == "segment":
            sources.setdefault(row["article"], []).append((row["kind"], row["source"]))
    return sources


def test_every_seed_is_there(prepared: dict[str, Segmented]) -> None:
    assert sorted(prepared) == sorted(REMOVED) == sorted(expected())


@pytest.mark.parametrize("seed", sorted(REMOVED))
def test_segments_are_the_references_sources(prepared: dict[str, Segmented], seed: str) -> None:
    assert [(segment.kind, segment.text) for segment in prepared[seed].segments] == expected()[seed]


@pytest.mark.parametrize("seed", sorted(REMOVED))
def test_removals_say_what_why_and_where(prepared: dict[str, Segmented], seed: str) -> None:
    assert [(cut.text, cut.reason, cut.before) for cut in prepared[seed].removed] == REMOVED[seed]


@pytest.mark.parametrize("seed", sorted(REMOVED))
def test_seeds_are_indonesian_throughout(prepared: dict[str, Segmented], seed: str) -> None:
    assert prepared[seed].language == "id"
    assert all(segment.translate for segment in prepared[seed].segments)


@pytest.mark.parametrize("seed", sorted(REMOVED))
def test_nothing_but_white_space_is_unaccounted_for(prepared: dict[str, Segmented], seed: str) -> None:
    segmented = prepared[seed]
    kept = "".join(segmented.cleaned.split())
    cut = "".join("".join(removal.text.split()) for removal in segmented.removed)
    assert not segmented.repairs
    assert sorted(kept + cut) == sorted("".join(segmented.article.text.split()))
