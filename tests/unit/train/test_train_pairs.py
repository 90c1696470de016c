from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from jembatan.errors import InputError
from jembatan.glossary import file
from jembatan.train.pairs import select
from jembatan.train.recipe import Recipe
from nights import ROOT

HEADER = "corpus\tdomain\tlicence\tid\ten\n"
GOOD = (
    "Presiden Rusia bertemu dengan para menteri di Moskwa kemarin.",
    "The Russian president met the ministers in Moscow yesterday.",
)
RECIPE = Recipe(corpora={"wire": 10})


def written(tmp_path: Path, *rows: tuple[str, str, str, str]) -> Path:
    path = tmp_path / "pairs.tsv"
    lines = (f"{corpus}\tnews\t{licence}\t{source}\t{target}\n" for corpus, licence, source, target in rows)
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


FAULTS = [
    ("too short or too long", "Harga beras naik.", "Rice prices rose."),
    ("lengths that do not fit", GOOD[0], "The president met and " + "then he met the other ones too " * 3 + "there."),
    ("other figures", "Harga beras naik 12 persen di pasar itu.", "The price of rice rose 13 percent in the market."),
    ("other quotation marks", "Ia berkata “harga beras naik lagi” di sana.", "He said rice prices rose again there."),
    ("another end", GOOD[0], GOOD[1].rstrip(".")),
    ("markup", GOOD[0], GOOD[1].replace("Moscow", "<b>Moscow</b>")),
    ("not translated", "New York Times Rusia Today Moskwa.", "New York Times Rusia Today Moscow."),
    ("negation", "Presiden tidak bertemu dengan para menteri.", "The president met with the ministers."),
    ("licence", GOOD[0], GOOD[1]),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "source", "target"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_what_is_not_good_to_learn_is_left_out_with_its_reason(
    tmp_path: Path, reason: str, source: str, target: str
) -> None:
    licence = "unstated" if reason == "licence" else "open"
    path = written(
        tmp_path,
        ("wire", licence, source, target),
        ("wire", "open", "Kami " + GOOD[0][0].lower() + GOOD[0][1:], GOOD[1]),
    )
    selected = select(path, RECIPE, None)
    assert len(selected.pairs) == 1
    assert +selected.left_out == {("wire", reason): 1}


def test_a_pair_is_asked_with_the_terms_that_its_english_has(tmp_path: Path) -> None:
    glossary = file.load(ROOT / "configs" / "glossary.tsv")
    (pair,) = select(written(tmp_path, ("wire", "open", *GOOD)), RECIPE, glossary).pairs
    assert (pair.source, pair.target) == GOOD
    assert "Rusia = Russia" in pair.hints.split("; ")
    assert select(written(tmp_path, ("wire", "open", *GOOD)), RECIPE, None).pairs[0].hints == ""


def test_talk_is_left_out_of_the_corpora_that_hold_it(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("talks", "open", "Kami bertemu para menteri di kota kemarin.", "We met the ministers in the city yesterday."),
        ("talks", "open", "Menteri itu tiba di kota kemarin.", "The minister arrived in the city yesterday."),
        ("talks", "open", *GOOD),
    )  # fmt: skip
    assert len(select(path, Recipe(corpora={"talks": 9}), None).pairs) == 3
    selected = select(path, Recipe(corpora={"talks": 9}, spoken=("talks",)), None)
    assert [pair.source for pair in selected.pairs] == [GOOD[0]]
    assert selected.left_out["talks", "spoken"] == 2


def test_no_sentence_is_learnt_twice_and_none_that_is_to_test_on(tmp_path: Path) -> None:
    other = ("Menteri itu tiba di kota Bandung kemarin sore.", "The minister arrived in Bandung yesterday afternoon.")
    path = written(tmp_path, *[("wire", "open", *GOOD)] * 2, ("wire", "open", *other))
    selected = select(path, RECIPE, None, never=[other[0] + "\n"])
    assert [pair.source for pair in selected.pairs] == [GOOD[0]]
    assert selected.left_out["wire", "seen before, or to test on"] == 2


def test_the_same_recipe_takes_the_same_pairs_in_the_same_order(tmp_path: Path) -> None:
    rows = [
        ("wire", "open", GOOD[0].replace("Moskwa", f"kota ke-{n}"), GOOD[1].replace("Moscow", f"city {n}"))
        for n in range(20)
    ]
    path = written(tmp_path, *rows)
    zipped = tmp_path / "pairs.tsv.gz"
    zipped.write_bytes(gzip.compress(path.read_bytes()))
    once, again = (select(place, RECIPE, None) for place in (path, zipped))
    assert once == again
    assert len(once.pairs) == 10
    assert once.left_out["wire", "more than the recipe takes"] == 10
    assert select(path, Recipe(corpora={"wire": 10}, seed=8), None).pairs != once.pairs


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id\ten\nSatu.\tOne.\n", "the first line must be corpus domain licence id en"),
        (HEADER.encode() + b"wire\tnews\n", "line 2 has 2 columns, not 5"),
        (HEADER.encode() + b"wire\tnews\topen\t\xff\tb\n", "cannot be read"),
        (HEADER.encode(), "no pair is left for the recipe's corpora (wire)"),
    ],
)
def test_a_file_that_is_none_of_pairs_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "odd.tsv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        select(path, RECIPE, None)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv: cannot be read"):
        select(tmp_path / "none.tsv", RECIPE, None)
