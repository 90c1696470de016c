"""Associations leave out the pair itself; lengths are learnt robustly; evidence speaks for the right output."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_samples import REPORT, report
from jembatan.guard.coverage.associations import FEWEST_PAIRS, associations
from jembatan.guard.coverage.evidence import Evidence
from jembatan.guard.coverage.lengths import Lengths, learn


def test_associations_are_learnt() -> None:
    sources = [frozenset({"kucing", "a"}), frozenset({"kucing", "b"}), frozenset({"anjing", "a"})] * 40
    targets = [frozenset({"cat", "x"}), frozenset({"cat", "y"}), frozenset({"dog", "x"})] * 40
    found = associations(sources, targets)
    assert found[0]["kucing"] == {"cat"}
    assert "dog" in found[2]["anjing"]
    assert "cat" not in found[2]["anjing"]


def test_a_pair_teaches_itself_nothing() -> None:
    sources = [frozenset({"kucing"})] * FEWEST_PAIRS + [frozenset({"langka"})]
    targets = [frozenset({"cat"})] * FEWEST_PAIRS + [frozenset({"rare"})]
    assert associations(sources, targets)[-1] == {}


def test_few_or_empty_pairs_teach_nothing() -> None:
    few = FEWEST_PAIRS - 1
    assert list(associations([frozenset({"kucing"})] * few, [frozenset({"cat"})] * few)) == [{}] * few
    assert list(associations([frozenset()] * 200, [frozenset()] * 200)) == [{}] * 200
    assert list(associations([], [])) == []


def test_lengths_are_learnt_whatever_a_few_are() -> None:
    rows = [(100, 80 + step % 3) for step in range(60)]
    found = learn([*rows, *[(100, 5)] * 10, (100, 0), (3, 90)])
    assert found.ratio == pytest.approx(math.log(82 / 101), abs=0.02)
    assert learn(rows[:29]) == Lengths()


def test_half_of_the_length_speaks_for_half_of_the_source() -> None:
    usual = Lengths(ratio=0.0, spread=0.12)
    assert usual.weight(200, 100, 0.5) > 4
    assert usual.weight(200, 200, 0.5) < -4
    assert usual.weight(200, 200, 1.0) == pytest.approx(0)
    assert usual.deviation(200, 100) < -4 < 0 < usual.deviation(200, 300)


@given(st.integers(0, 2000), st.integers(0, 2000), st.floats(0.01, 10))
def test_lengths_weigh_at_most_six(source: int, made: int, share: float) -> None:
    assert -6 <= Lengths().weight(source, made, share) <= 6


def test_every_output_fits_its_own_source_best() -> None:
    for references in (False, True):
        evidence = Evidence(report(references=references))
        for given_source in range(len(REPORT)):
            weights = [evidence.weight(given_source, made) for made in range(len(REPORT))]
            assert weights.index(max(weights)) == given_source
            assert evidence.own[given_source] == weights[given_source] > 0
            assert evidence.own[given_source] <= evidence.most[given_source]
