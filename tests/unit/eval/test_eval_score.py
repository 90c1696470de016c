from __future__ import annotations

from pathlib import Path

import pytest

from jembatan_eval.lines import Pair, read_aligned
from jembatan_eval.number_survival import NumberCounts
from jembatan_eval.score import score, worst_first

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
    assert (f"{found.metrics['bleu'].score:.1f}", found.segments, found.numbers) == (bleu, 997, None)
    assert found.metrics["bleu"].signature.startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")


def test_a_perfect_translation_scores_100() -> None:
    found = score([Pair("The market opens at seven o'clock.", "The market opens at seven o'clock.")]).metrics
    assert [round(found[name].score, 9) for name in ("bleu", "chrf", "chrf++", "ter")] == [100, 100, 100, 0]
    assert found["chrf"].signature.startswith("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:")
    assert "|nw:2|" in found["chrf++"].signature
    assert found["bleu"].interval is None


def test_an_interval_names_its_resampling() -> None:
    pairs = [Pair(f"Boat {n} came in.", f"Boat {n} came in{' late' * (n % 2)}.") for n in range(40)]
    found = score(pairs, intervals=True).metrics["chrf"]
    assert found.interval is not None
    assert found.interval.low < found.score < found.interval.high
    assert found.signature.endswith("|bs:1000|seed:12345")


def test_numbers_are_counted_by_what_became_of_them() -> None:
    found = score(
        [
            Pair("It sold 11,800 tons, it&#39;s said.", "-", "Konon 11.800 ton terjual."),
            Pair("It sold 11.8 tons.", "-", "Terjual 11.800 ton."),
            Pair("", "-", "Ada 45 gudang."),
            Pair("There are 90 trucks.", "-", "Ada truk."),
            Pair("It is raining.", "-", "Hujan."),
        ]
    )
    assert found.numbers is not None
    assert found.numbers.counts == NumberCounts(kept=1, reworded=0, converted=0, changed=1, lost=1, invented=1)
    assert (found.numbers.with_numbers, found.numbers.errors) == (4, (1, 2, 3))
    assert found.numbers.by_sentence is not None
    assert found.numbers.by_sentence.score == pytest.approx(1 / 4)
    assert found.empty == 1


def test_without_references_there_are_numbers_and_no_likeness() -> None:
    found = score([Pair("It rained.", None, "Hujan turun.")])
    assert (found.metrics, found.referenced) == ({}, 0)
    assert found.numbers is not None
    assert (found.numbers.counts.survival, found.numbers.by_sentence) == (None, None)
    assert found.sentences[0].chrf_pp is None


def test_documents_and_sentences_are_told_apart_and_the_worst_comes_first() -> None:
    found = score(
        [
            Pair("The market opens.", "The market opens.", "Pasar buka.", None, "pasar", "s1"),
            Pair("Fish is gone.", "The fish has sold out.", "Ikan habis.", None, "pasar", "s2"),
            Pair("It sold 9 tons.", "It sold 8 tons.", "Terjual 8 ton.", None, "gudang", "s1"),
        ]
    )
    assert [(one.document, one.segments, one.number_errors) for one in found.documents] == [
        ("pasar", 2, 0),
        ("gudang", 1, 1),
    ]
    assert [(one.pair.document, one.pair.segment) for one in worst_first(found.sentences)] == [
        ("gudang", "s1"),
        ("pasar", "s2"),
        ("pasar", "s1"),
    ]
    assert found.length_ratio == pytest.approx(13 / 11)
