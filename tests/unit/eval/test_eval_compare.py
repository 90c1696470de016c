from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.errors import InputError
from jembatan_eval.compare import System, compare
from jembatan_eval.lines import Pair, read_aligned

FLORES = Path(__file__).parents[4] / "shared" / "data" / "flores-dev"
SYSTEMS = ("google", "microsoft", "bergamot-tiny", "nllb", "opusmt", "argos")


def lines(*texts: str) -> tuple[Pair, ...]:
    return tuple(Pair(text, "The market opens at nine.", segment=str(n)) for n, text in enumerate(texts, 1))


@pytest.mark.skipif(not FLORES.is_dir(), reason=f"{FLORES} is not there")
def test_on_flores_dev_only_two_differences_in_bleu_are_chance() -> None:
    systems = [System(name, read_aligned(FLORES / f"dev.{name}.en", FLORES / "dev.en")) for name in SYSTEMS]
    (table,) = compare(systems, ["bleu"]).tables
    assert [(one.system, f"{one.score:.1f}") for one in table.standings] == [
        ("google", "47.5"),
        ("microsoft", "47.0"),
        ("bergamot-tiny", "39.5"),
        ("nllb", "39.2"),
        ("opusmt", "35.1"),
        ("argos", "29.5"),
    ]
    chance = [(duel.one, duel.other) for duel in table.duels if duel.difference and not duel.difference.significant]
    assert chance == [("google", "microsoft"), ("bergamot-tiny", "nllb")]
    assert len(table.duels) == 15


def test_nights_are_compared_on_the_sentences_that_both_have() -> None:
    first = (
        Pair("Open.", "It opens.", "Pasar buka.", None, "pasar", "s1"),
        Pair("Gone.", "It is gone.", "Ikan habis.", None, "pasar", "s2"),
        Pair("Gone again.", "It is gone.", "Ikan habis.", None, "pasar", "s3"),
    )
    second = (
        Pair("Fish gone.", "It is gone.", "Ikan  habis.", None, "pasar", "s1"),
        Pair("It opens.", "It opens.", "Pasar buka.", None, "pasar", "s2"),
        Pair("Rain.", "Rain.", "Hujan.", None, "hujan", "s1"),
    )
    found = compare([System("one", first), System("two", second)], ["chrf"])
    assert (found.sentences, found.documents, found.left_out) == (2, 1, {"one": 1, "two": 1})
    (table,) = found.tables
    assert [one.system for one in table.standings] == ["two", "one"]
    assert table.duels[0].difference is not None
    assert not table.duels[0].difference.enough


def test_lower_is_better_for_ter_and_what_cannot_be_scored_is_last() -> None:
    good, bad = lines("The market opens at nine."), lines("Boats wait.")
    assert [one.system for one in compare([System("b", bad), System("g", good)], ["ter"]).tables[0].standings] == [
        "g",
        "b",
    ]
    nothing = tuple(pair._replace(source="Hujan.", reference=None) for pair in bad)
    (table,) = compare([System("a", nothing), System("b", nothing)], ["number_survival"]).tables
    assert [(one.score, one.interval) for one in table.standings] == [(None, None), (None, None)]
    assert table.duels[0].difference is None


@pytest.mark.parametrize(
    ("systems", "names", "message"),
    [
        ([System("a", lines("Open."))], (), "two systems or more"),
        ([System("a", lines("Open.")), System("a", lines("Shut."))], (), "two systems are called a"),
        ([System("a", lines("Open.")), System("b", lines("Shut."))], ("coverage",), "coverage .* needs sources"),
        ([System("a", lines("Open.")), System("b", lines("Shut."))], ("blue",), "another name: bleu, chrf"),
        ([System("a", lines("Open.")), System("b", (Pair("", "", segment="7"),))], (), "no sentence in common"),
    ],
)
def test_what_cannot_be_compared_is_told(systems: list[System], names: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        compare(systems, names)
