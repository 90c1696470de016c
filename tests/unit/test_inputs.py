"""Which articles a run works on."""

from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.errors import InputError
from jembatan.inputs import Selection, load
from jembatan.runs import Shard
from nights import load as load_config
from nights import run, write_articles, write_config

TEXTS = {f"artikel-{number}": f"Ini kalimat panjang nomor {number} tentang harga beras." for number in range(12)}


@pytest.mark.parametrize(
    ("selection", "partial"),
    [
        (Selection(), False),
        (Selection(Shard(1, 3)), False),
        (Selection(limit=1), True),
        (Selection(only=("a",)), True),
    ],
)
def test_a_limit_or_ids_make_a_part(selection: Selection, partial: bool) -> None:
    assert selection.partial is partial


def chosen(folder: Path, selection: Selection) -> list[str]:
    config = load_config(write_config(folder))
    return [article.article.id for article in load(config, selection).articles]


def test_articles_are_chosen_by_id_shard_and_limit_in_this_order(tmp_path: Path) -> None:
    write_articles(tmp_path, TEXTS)
    assert len(chosen(tmp_path, Selection())) == 12
    parts = [chosen(tmp_path, Selection(Shard(number, 4))) for number in (1, 2, 3, 4)]
    assert sorted(identifier for part in parts for identifier in part) == sorted(TEXTS)
    assert chosen(tmp_path, Selection(Shard(2, 4), limit=1)) == parts[1][:1]
    assert chosen(tmp_path, Selection(limit=3)) == sorted(TEXTS)[:3]
    assert chosen(tmp_path, Selection(Shard(2, 4), only=tuple(parts[0]))) == []


def test_an_article_stays_in_its_shard_whatever_comes_beside_it(tmp_path: Path) -> None:
    write_articles(tmp_path, TEXTS)
    before = set(chosen(tmp_path, Selection(Shard(1, 4))))
    write_articles(tmp_path, {"baru": "Ini berita yang baru saja datang dari daerah itu."})
    assert set(chosen(tmp_path, Selection(Shard(1, 4)))) - {"baru"} == before


def test_an_id_that_only_another_shard_has_is_known(tmp_path: Path) -> None:
    write_articles(tmp_path, TEXTS)
    for number in (1, 2, 3, 4):
        chosen(tmp_path, Selection(Shard(number, 4), only=("artikel-0",)))
    with pytest.raises(InputError, match="--only tidak-ada: no article has this id"):
        chosen(tmp_path, Selection(only=("tidak-ada",)))


@pytest.mark.parametrize(
    ("given", "output", "models"),
    [
        ("w", "w/out", "models"),
        ("w", "w", "models"),
        ("out/bundles", "out", "models"),
        ("out/canary", "out", "models"),
        ("w", "out", "w/models"),
        ("w*", "w/out", "models"),
        ("link", "w/out", "models"),
    ],
)
def test_a_job_that_would_read_its_own_pages_is_refused(tmp_path: Path, given: str, output: str, models: str) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "satu.txt").write_text("Harga beras naik lagi hari ini.", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "w")
    config = load_config(write_config(tmp_path, {"input": [given], "output": output, "models": models}))
    with pytest.raises(InputError, match="would read its own pages; give another --input, --output or models folder"):
        run(config)
    assert [path.name for path in (tmp_path / "w").iterdir()] == ["satu.txt"]


def test_news_beside_the_bundles_is_no_page_of_the_job(tmp_path: Path) -> None:
    write_articles(tmp_path, {"satu": "Harga beras naik lagi hari ini."})
    config = load_config(write_config(tmp_path, {"output": "."}))
    assert [len(run(config).inputs.articles) for _ in range(2)] == [1, 1]
