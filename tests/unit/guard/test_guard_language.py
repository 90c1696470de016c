"""Other languages and scripts are told, whole or by clause; names and loans from them are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.language import language_check
from jembatan.guard.tables import rows, words

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "flores-dev"
_SOURCE = "Presiden mengatakan pemerintah akan membantu para korban gempa di Lombok."


@pytest.mark.parametrize(
    ("hypothesis", "told"),
    [
        ("De president zei dat de regering de slachtoffers van de aardbeving zal helpen.", "This is Dutch"),
        ("Le président a déclaré que le gouvernement aiderait les victimes du séisme.", "This is French"),
        ("El presidente dijo que el gobierno ayudará a las víctimas del terremoto.", "This is Spanish"),
        ("O presidente disse que o governo vai ajudar as vítimas do terremoto.", "This is Portuguese"),
        ("Il presidente ha detto che il governo aiuterà le vittime del terremoto.", "This is Italian"),
        ("Der Präsident sagte, die Regierung werde den Opfern des Erdbebens helfen.", "This is German"),
        ("Presidenten sade att regeringen ska hjälpa offren för jordbävningen.", "This is Swedish"),
        ("Prezydent powiedział, że rząd pomoże ofiarom trzęsienia ziemi.", "This is Polish"),
        ("Başkan, hükümetin deprem kurbanlarına yardım edeceğini söyledi ve bunu tekrarladı.", "This is Turkish"),
        ("Sinabi ng pangulo na tutulungan ng pamahalaan ang mga biktima ng lindol.", "This is Tagalog"),
        ("Tổng thống cho biết chính phủ sẽ giúp đỡ các nạn nhân của trận động đất.", "This is Vietnamese"),
        ("Presiden berkata kerajaan akan menolong mangsa gempa bumi itu.", "This is Indonesian"),
        ("The president said so, tetapi rakyat masih menunggu janji itu.", "This is Indonesian"),
        ("The president said that le gouvernement aiderait les victimes, du moins à Lombok.", "This is French"),
        ("The president promised help, dijo el presidente.", "This is Spanish and not English: “dijo el presidente”."),
        ("总统说政府将帮助地震灾民。", "12 of its letters are of another script"),
        ("The president said 政府 would help.", "2 of its letters are of another script than English."),
        ("The президент said the government would help.", "9 of its letters are of another script"),
        ("قال الرئيس إن الحكومة ستساعد", "24 of its letters are of another script"),
        ("Ο πρόεδρος είπε", "12 of its letters are of another script"),
        (
            "wetter morgen sonnig warm abends gewitter nachts klar kalt danach wieder schauer trocken",
            "It has 13 words and hardly an English function word",
        ),
    ],
)
def test_other_languages(hypothesis: str, told: str) -> None:
    finding = language_check(_SOURCE, hypothesis, Context())
    assert (finding.check, finding.clean) == ("language", False)
    assert finding.explanation.startswith(told)
    assert finding.score <= 0.5


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        (_SOURCE, "The president said the government would help the victims of the earthquake in Lombok."),
        (_SOURCE, "Antonio de la Cruz, de la Rosa, Ursula von der Leyen and Ibn al Haj met in Rio de la Plata."),
        (_SOURCE, "He had a café au lait and an entrée."),
        (_SOURCE, "The coup d'état failed vis-à-vis the naïve façade."),
        (_SOURCE, "São Paulo, Malmö and Barça met at the café."),
        (_SOURCE, "A µ-opioid of 5 µg, at the 2ª place."),
        ("Kata Yunani “φωσφορος” berarti cahaya.", "The Greek word “φωσφορος” means light."),
        ("Filmnya “La casa de las flores”.", "The film is “La casa de las flores”."),
        ("Mereka memegang “gotong royong”.", "They hold to “gotong royong”."),
        (_SOURCE, ""),
    ],
)
def test_english(source: str, hypothesis: str) -> None:
    assert language_check(source, hypothesis, Context()).clean


def test_no_small_word_of_another_language_is_english() -> None:
    listed = {word for row in rows("languages") if row["language"] != "particle" for word in row["words"].split()}
    assert not listed & words("english")


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
def test_no_human_reference_is_told() -> None:
    sources, references = ((DATA / name).read_text(encoding="utf-8").splitlines() for name in ("dev.id", "dev.en"))
    assert all(language_check(*pair, Context()).clean for pair in zip(sources, references, strict=True))


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = language_check(source, hypothesis, Context())
    assert finding.clean == (not finding.explanation)
    assert 0 <= finding.score <= 1
