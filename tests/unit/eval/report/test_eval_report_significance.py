from __future__ import annotations

import pytest

from jembatan_eval.compare import System
from jembatan_eval.lines import Pair
from jembatan_eval.report.significance import between, compared


def night(name: str, *made: tuple[str, str, str | None]) -> System:
    return System(name, tuple(Pair(english, wanted, source, None, "pasar") for source, english, wanted in made))


def test_published_metrics_are_compared_on_what_has_a_reference() -> None:
    good = night("good", ("Terjual 9 ton.", "It sold 9 tons.", "It sold 9 tons."), ("Hujan 2 hari.", "Rain.", None))
    bad = night("bad", ("Terjual 9 ton.", "It sold.", "It sold 9 tons."), ("Hujan 2 hari.", "Rain 2 days.", None))
    found = compared([good, bad])
    assert found is not None
    assert found.sentences == 2
    assert [(table.measure, table.sentences) for table in found.tables] == [
        ("bleu", 1),
        ("chrf", 1),
        ("chrf++", 1),
        ("ter", 1),
        ("number_survival", 2),
        ("coverage", 2),
    ]
    higher, lower = between(found, "chrf", "good", "bad"), between(found, "chrf", "bad", "good")
    assert higher is not None and lower is not None
    assert higher.value > 0
    assert lower.value == -higher.value
    assert (lower.interval.low, lower.interval.high) == (-higher.interval.high, -higher.interval.low)
    assert between(found, "chrf", "good", "other") is None


@pytest.mark.parametrize(
    "systems",
    [
        [night("one", ("Hujan.", "Rain.", None))],
        [night("one", ("Hujan.", "Rain.", "Rain.")), night("other", ("Angin.", "Wind.", "Wind."))],
    ],
    ids=["one", "nothing in common"],
)
def test_where_nothing_can_be_compared_nothing_is(systems: list[System]) -> None:
    assert compared(systems) is None
