"""A claim that the article attributes must be attributed in the summary; all else is left alone."""

from __future__ import annotations

import pytest

from jembatan.evidence.article import ArticleText
from jembatan.evidence.attribution import attributed, attributes, misattributed, unattributed
from jembatan.evidence.trace import trace

ENGLISH = (
    "Floods destroy hundreds of houses in Semarang",
    "Floods destroyed 300 houses in Semarang this week, the disaster agency said on Monday.",
    "“We lost two bridges and a school,” said the mayor, who visited the area.",
    "The governor, Rina Hartati, said the old dam would be replaced within three years.",
    "The river flows through the middle of the city, and the agency said its banks were weak.",
    "According to Tempo, soldiers carried rice to the villages.",
    "Hundreds of residents have reportedly fled to higher ground.",
    "Schools reopened on Thursday.",
    "The dam was built in 1974.",
    "“Nobody warned us about the water.",
    "Everything that we owned is gone,” she said.",
    "Rina said the dam was built in 1974.",
)
SOURCE = (
    "Banjir hancurkan ratusan rumah di Semarang",
    "Banjir menghancurkan 300 rumah di Semarang pekan ini, kata badan penanggulangan bencana pada Senin.",
    "“Kami kehilangan dua jembatan dan satu sekolah,” ujar wali kota yang mengunjungi daerah itu.",
    "Gubernur, Rina Hartati, mengatakan bendungan lama akan diganti dalam tiga tahun.",
    "Sungai mengalir di tengah kota, dan badan itu menyebut tanggulnya lemah.",
    "Menurut Tempo, tentara membawa beras ke desa-desa.",
    "Ratusan warga dilaporkan mengungsi ke tempat yang lebih tinggi.",
    "Sekolah dibuka kembali pada Kamis.",
    "Bendungan itu dibangun pada 1974.",
    "“Tidak ada yang memperingatkan kami soal air.",
    "Semua milik kami hilang,” katanya.",
    "Rina mengatakan bendungan itu dibangun pada 1974.",
)
ARTICLE = ArticleText(ENGLISH, SOURCE, titles=frozenset([0]))


@pytest.mark.parametrize(
    ("sentence", "at"),
    [
        ("Floods destroyed 300 houses in Semarang this week.", 1),
        ("Floods destroyed 300 houses in Semarang this week, officials said.", None),
        ("The disaster agency counts 300 destroyed houses in Semarang.", None),
        ("Two bridges and a school were lost.", 2),
        ("The mayor mourns two lost bridges and a school.", None),  # names the speaker: may tell it as the mayor's
        ("The mayor lost two bridges and a school.", 2),  # and has no word of its own to tell it with
        ("The old dam will be replaced within three years.", 3),
        ("Rina Hartati wants the old dam replaced within three years.", None),
        ("The river flows through the middle of the city.", None),  # the clause that nobody says
        ("The river's banks were weak.", 4),
        ("Soldiers carried rice to the villages.", 5),
        ("Hundreds of residents have fled to higher ground.", 6),
        ("Schools reopened on Thursday.", None),
        ("The dam was built in 1974.", None),  # a segment tells it as a fact
        ("", None),
    ],
)
def test_a_claim_of_another_as_a_plain_fact(sentence: str, at: int | None) -> None:
    assert unattributed(sentence, trace(sentence, ARTICLE), ARTICLE) == at


def test_a_number_that_others_believe_is_not_the_agencys() -> None:
    english = "According to the agency, the number is unknown, but military officials say it may be at least 1,000."
    source = "Menurut badan itu, jumlahnya tidak diketahui, tetapi kata pejabat militer setidaknya 1.000."
    article = ArticleText(("Trains stood still.", english), ("Kereta berhenti.", source))
    for sentence, at in (
        ("The agency believes the number is at least 1,000.", 1),
        ("Military officials believe the number is at least 1,000.", None),
    ):
        assert misattributed(sentence, trace(sentence, article), article) == at


def test_what_somebody_is_quoted_with_is_no_plain_fact() -> None:
    english = ("“This front needs more support.", "We speak of years,” he said.", "Trains stood still.")
    source = ("“Front ini butuh lebih banyak dukungan.", "Ini soal tahun,” katanya.", "Kereta berhenti.")
    article = ArticleText(english, source)
    for sentence, at in (("The front needs more support.", 0), ("He said the front needs more support.", None)):
        assert unattributed(sentence, trace(sentence, article), article) == at


@pytest.mark.parametrize(
    ("english", "source", "expected"),
    [
        ("Prices rose, the ministry said.", "Harga naik, kata kementerian.", True),
        ("Prices rose, the ministry said.", "", True),
        ("Prices rose, the ministry said.", "Harga naik.", False),
        ("Prices rose.", "Harga naik, ujarnya.", False),
        ("According to Reuters, prices rose.", "Menurut Reuters, harga naik.", True),
        ("The army is believed to have lost a tank.", "Tentara itu diyakini kehilangan satu tank.", True),
        ("", "", False),
    ],
)
def test_both_languages_must_attribute(english: str, source: str, expected: bool) -> None:
    assert attributed(english, source) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Prices rose, officials say.", True),
        ("He put the loss at three million.", True),
        ("Prices are expected to rise.", True),
        ("Prices rose in May.", False),
        ("", False),
    ],
)
def test_words_that_hand_on_what_another_says(sentence: str, expected: bool) -> None:
    assert attributes(sentence) is expected


TWO = ArticleText(
    ["According to the spy agency in Ruritania, the number of ships is not known, but the navy says it is 12."],
    ["Menurut badan mata-mata Ruritania, jumlah kapal tidak diketahui, tetapi angkatan laut mengatakan 12."],
)


@pytest.mark.parametrize(
    ("sentence", "at"),
    [
        ("The spy agency in Ruritania believes the number of ships is 12.", 0),
        ("The number of ships is 12, according to the spy agency in Ruritania.", 0),
        ("The navy says the number of ships is 12.", None),
        ("The number of ships is 12.", None),  # nobody says so: another check
        ("The spy agency says the number of ships is unknown.", None),
        ("The spy agency said the number of ships was unknown, but the navy believed it was 12.", None),
        ("Ruritania believes the number of ships is 12.", None),  # a country says too little
        ("The spy agency and the navy say the number of ships is 12.", None),
        ("", None),
    ],
)
def test_a_number_that_another_says(sentence: str, at: int | None) -> None:
    assert misattributed(sentence, trace(sentence, TWO), TWO) == at
