"""Languages: sure verdicts only; Indonesian is never called foreign."""

from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.articles.language import language_of
from jembatan.articles.prepare import prepare
from jembatan.records import Article

DATA = Path(__file__).parents[4] / "shared" / "data"

CASES = [
    ("Warga di tiga kecamatan terpaksa mengungsi sejak Senin malam.", "id"),
    ("The residents of three districts were forced to leave their homes.", "en"),
    ("Les habitants de trois districts ont quitté leurs maisons hier soir.", "fr"),
    ("Жители трёх районов были вынуждены покинуть свои дома.", "ru"),
    ("三个区的居民昨晚被迫离开了自己的家园", "zh"),
    ("Penduduk di tiga daerah terpaksa meninggalkan rumah mereka malam tadi.", "id"),
    ("“We want to go home now, please,” ujarnya.", "id"),
    ("Ia menonton film The Lord of the Rings kemarin.", "id"),
    ("Manchester United vs Tottenham Hotspur, Liverpool vs Chelsea", "id"),
    ("Situs Daily Example mengunggah video “One more thing, do they like me?”", "id"),
    ("תושבי שלושת המחוזות נאלצו לעזוב את בתיהם", "he"),
    ("Breaking News", None),
    ("11.800 – 12.000", None),
    ("Volodymyr Zelensky", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "language"), CASES)
def test_language_of_a_sentence(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_an_english_sentence_in_an_indonesian_article_is_not_translated() -> None:
    text = (
        "Warga di tiga kecamatan terpaksa mengungsi sejak Senin malam karena banjir.\n"
        "We have never seen a flood like this before in our village.\n"
        "Air surut."
    )
    segmented = prepare(Article(id="a", path="a.txt", text=text))
    assert segmented.language == "id"
    told = [(segment.language, segment.translate) for segment in segmented.segments]
    assert told == [("id", True), ("en", False), (None, True)]


def test_short_segments_follow_the_article() -> None:
    text = "A flood like this\n\nWe have never seen a flood like this before in our village.\n\nVillage head"
    segmented = prepare(Article(id="a", path="a.txt", text=text))
    assert segmented.language == "en"
    assert [segment.translate for segment in segmented.segments] == [False, False, False]


def test_an_article_too_short_to_tell_is_translated() -> None:
    segmented = prepare(Article(id="a", path="a.txt", text="Air surut."))
    assert segmented.language is None
    assert [segment.translate for segment in segmented.segments] == [True]


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared development data is not beside this checkout")
@pytest.mark.parametrize(("name", "indonesian"), [("flores-dev/dev.id", True), ("flores-dev/dev.en", False)])
def test_no_indonesian_line_is_foreign_and_hardly_an_english_one_is_indonesian(name: str, indonesian: bool) -> None:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    foreign = sum(language_of(line) not in ("id", None) for line in lines)
    assert foreign == 0 if indonesian else foreign >= 0.95 * len(lines)
