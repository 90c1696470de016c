from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.records import NumberMatch, NumberReport, Quantity
from jembatan_eval import score as scoring
from jembatan_eval.lines import Pair, read_aligned
from jembatan_eval.score import NumberSurvival, score

FLORES = Path(__file__).parents[4] / "shared" / "data" / "flores-dev"


@pytest.mark.skipif(not FLORES.is_dir(), reason=f"{FLORES} is not there")
@pytest.mark.parametrize(
    ("system", "bleu"),
    [
        ("google", "47.5"),
        ("microsoft", "47.0"),
        ("bergamot-tiny", "39.5"),
        ("nllb", "39.2"),
        ("opusmt", "35.1"),
        ("argos", "29.5"),
    ],
)
def test_published_scores_are_reproduced(system: str, bleu: str) -> None:
    found = score(read_aligned(FLORES / f"dev.{system}.en", FLORES / "dev.en"))
    assert (f"{found.bleu.score:.1f}", found.segments, found.numbers) == (bleu, 997, None)
    assert found.bleu.signature.startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")


def test_a_perfect_translation_scores_100() -> None:
    found = score([Pair("The market opens at seven o'clock.", "The market opens at seven o'clock.")])
    assert found.bleu.score == pytest.approx(100)
    assert found.chrf.score == pytest.approx(100)
    assert found.chrf.signature.startswith("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:")


def test_numbers_are_counted_by_what_became_of_them() -> None:
    found = score(
        [
            Pair("It sold 11,800 tons, it&#39;s said.", "-", "Konon 11.800 ton terjual."),
            Pair("It sold 11.8 tons.", "-", "Terjual 11.800 ton."),
            Pair("", "-", "Ada 45 gudang."),
            Pair("There are 90 trucks.", "-", "Ada truk."),
        ]
    )
    assert found.numbers == NumberSurvival(kept=1, reworded=0, converted=0, changed=1, lost=1, invented=1)
    assert found.numbers.survival == pytest.approx(1 / 3)
    assert found.empty == 1


def test_reworded_and_converted_numbers_survive_and_excused_ones_are_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    number = Quantity(0, 1, "3", "3")
    matches = (
        NumberMatch("kept", number, number, ""),
        NumberMatch("reworded", number, number, ""),
        NumberMatch("converted", number, number, ""),
        NumberMatch("lost", number, None, ""),
        NumberMatch("lost", number, None, "", excused=True),
    )
    monkeypatch.setattr(scoring, "compare", lambda *_: NumberReport("", matches))
    found = score([Pair("It rained.", "It rained.", "Hujan turun.")]).numbers
    assert found == NumberSurvival(kept=1, reworded=1, converted=1, changed=0, lost=1, invented=0)
    assert found.survival == pytest.approx(3 / 4)


def test_no_numbers_in_the_source_have_no_survival() -> None:
    found = score([Pair("It rained.", "It was raining.", "Hujan turun.")])
    assert found.numbers == NumberSurvival(0, 0, 0, 0, 0, 0)
    assert found.numbers.survival is None
