"""Each kind of fault is found where it was put, and nowhere else; with sources only, with references, and with few."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_samples import REPORT, report, seeds
from jembatan_eval.coverage import KINDS, Coverage, CoverageFault, coverage
from jembatan_eval.lines import Pair, read_aligned

_EN = [english for _, english in REPORT]
_ID = [source for source, _ in REPORT]


def _told(pairs: list[Pair]) -> list[tuple[int, str]]:
    return [(fault.index, fault.kind) for fault in coverage(pairs).faults]


_FAULTS: list[tuple[dict[int, str], list[tuple[int, str]]]] = [
    ({}, []),
    ({1: ""}, [(1, "lost")]),
    ({1: " … "}, [(1, "lost")]),
    ({3: "The cat of our neighbour sleeps on a warm carpet every afternoon."}, [(3, "lost")]),
    ({1: _EN[0]}, [(1, "duplicated")]),
    ({3: _EN[1]}, [(3, "duplicated")]),
    ({1: f"{_EN[1]} {_EN[1]}"}, [(1, "looped")]),
    ({1: f"{_EN[1]} He left. {_EN[1]}"}, [(1, "duplicated")]),
    ({0: _EN[1], 1: _EN[0]}, [(0, "swapped"), (1, "swapped")]),
    ({1: _EN[2], 2: _EN[3], 3: _EN[1]}, [(1, "swapped"), (2, "swapped"), (3, "swapped")]),
    ({0: f"{_EN[0]} {_EN[1]}", 1: ""}, [(0, "fused"), (1, "lost")]),
    ({0: "", 1: f"{_EN[0]} {_EN[1]}"}, [(0, "lost"), (1, "fused")]),
    ({2: "The airport in Mataram was closed for three hours."}, [(2, "shortened")]),
    ({2: "Passengers had to wait outside the terminal building."}, [(2, "shortened")]),
    ({4: "Doctors at the hospital treated patients under tents."}, [(4, "shortened")]),
    ({4: "Doctors at the hospital"}, [(4, "shortened")]),
    ({3: _ID[3]}, [(3, "echoed")]),
    ({3: "President Joko Widodo ordered the military mengirim kapal dan obat-obatan dari Surabaya."}, [(3, "echoed")]),
    ({3: "President Joko Widodo ordered the military military military military military."}, [(3, "looped")]),
    ({3: "medicine ships President to Widodo Surabaya. the and ordered Joko send the from military"}, [(3, "garbled")]),
    ({3: "Pdesirent Jkoo Woddio oderrde hte mtiilyra ot sdne sphis nad midceiine rfom Sbaayrua."}, [(3, "garbled")]),
]


@pytest.mark.parametrize(("changed", "told"), _FAULTS)
def test_five_sentences_without_references(changed: dict[int, str], told: list[tuple[int, str]]) -> None:
    assert _told(report(changed)) == told


@pytest.mark.parametrize(("changed", "told"), _FAULTS)
def test_five_sentences_with_references(changed: dict[int, str], told: list[tuple[int, str]]) -> None:
    assert _told(report(changed, references=True)) == told


@pytest.mark.parametrize(("changed", "told"), [case for case in _FAULTS if "echoed" not in str(case[1])])
def test_five_sentences_without_sources(changed: dict[int, str], told: list[tuple[int, str]]) -> None:
    assert _told([pair._replace(source=None) for pair in report(changed, references=True)]) == told


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Harga naik.", "Prices rose."),
        ("Baca juga:", "Read also:"),
        ("Ia setuju.", "He agreed."),
        ("", ""),
        ("12/10/2024", "12/10/2024"),
        ("***", ""),
        ("Selamat.", "Congratulations"),
        ("Bola lampu perlu diganti.", "The light bulb needs replacing."),
        ("Jakarta (ANTARA) - Presiden Joko Widodo tiba di Tokyo, Senin.", "President Joko Widodo arrived in Tokyo."),
    ],
)
def test_short_right_translations_alone(source: str, hypothesis: str) -> None:
    assert _told([Pair(hypothesis, None, source)]) == []


def test_the_same_output_for_the_same_source_is_no_copy() -> None:
    assert _told([Pair("Read this story as well.", None, "Baca juga berita ini.") for _ in range(3)]) == []


def test_neighbours_are_looked_for_within_a_document_only() -> None:
    swapped = report({0: _EN[1], 1: _EN[0]})
    apart = [swapped[0]._replace(document="a"), *(pair._replace(document="b") for pair in swapped[1:])]
    assert [kind for _, kind in _told(apart)] == ["lost", "lost"]


def test_explanations_name_the_place() -> None:
    (first, _) = coverage([pair._replace(document="gempa") for pair in report({0: _EN[1], 1: _EN[0]})]).faults
    assert first.explanation == ("It fits the source of gempa segment s2, and the output there fits the source here.")
    (cut,) = coverage(report({2: "The airport in Mataram was closed for three hours."})).faults
    assert cut.explanation == "“Penumpang harus menunggu di luar gedung terminal.” is not in the output."


def test_counts_and_share() -> None:
    found = coverage(report({0: f"{_EN[0]} {_EN[1]}", 1: ""}))
    assert {kind: count for kind, count in found.counts.items() if count} == {"lost": 1, "fused": 1}
    assert found.share == pytest.approx(0.6)
    assert coverage([]) == Coverage(0, ())
    assert coverage([]).share == 1.0
    assert Coverage(2, (CoverageFault(0, "lost", 1.0, ""), CoverageFault(0, "echoed", 1.0, ""))).share == 0.5


def test_few_false_alarms_on_the_references_of_the_seeds() -> None:
    assert coverage(seeds()).share >= 0.98


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.none() | st.text(max_size=30), st.none() | st.text(max_size=30)), max_size=5
    )
)
def test_nothing_raises_and_every_fault_is_sound(rows: list[tuple[str, str | None, str | None]]) -> None:
    found = coverage([Pair(*row) for row in rows])
    assert found.pairs == len(rows)
    assert 0 <= found.share <= 1
    for fault in found.faults:
        assert 0 <= fault.index < len(rows)
        assert 0 <= fault.score <= 1
        assert fault.explanation
    places = [(fault.index, KINDS.index(fault.kind)) for fault in found.faults]
    assert places == sorted(set(places))


@given(st.integers(0, 999))
def test_any_exchange_of_two_is_found(seed: int) -> None:
    one, other = Random(seed).sample(range(len(REPORT)), 2)
    found = coverage(report({one: _EN[other], other: _EN[one]}))
    assert {fault.index for fault in found.faults} >= {one, other}


FLORES = Path(__file__).resolve().parents[5] / "shared" / "data" / "flores-dev"


@pytest.mark.skipif(not FLORES.is_dir(), reason="FLORES dev is not beside the repository (../shared/data)")
def test_human_translations_of_flores_give_few_alarms() -> None:
    pairs = read_aligned(FLORES / "dev.en", FLORES / "dev.en", FLORES / "dev.id")
    assert coverage([pair._replace(reference=None) for pair in pairs]).share >= 0.98


@pytest.mark.skipif(not FLORES.is_dir(), reason="FLORES dev is not beside the repository (../shared/data)")
@pytest.mark.parametrize(
    ("system", "lines"), [("nllb", {364, 368, 400, 480, 515, 803, 899, 913, 981}), ("opusmt", {50, 735, 851})]
)
def test_sentences_that_systems_dropped_are_found(system: str, lines: set[int]) -> None:
    pairs = read_aligned(FLORES / f"dev.{system}.en", FLORES / "dev.en", FLORES / "dev.id")
    found = coverage([pair._replace(reference=None) for pair in pairs])
    assert {fault.index + 1 for fault in found.faults} >= lines
