"""Loops are told; what a writer repeats on purpose is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.loops import Repeat, loop_check, loops, repeats

_SOURCE = "Presiden mengatakan pemerintah akan membantu para korban gempa."


@pytest.mark.parametrize(
    ("hypothesis", "told"),
    [
        ("I'm sorry I'm sorry.", "It says “I'm sorry” 2 times in a row."),
        ("The speed speed speed was high.", "It says “speed” 3 times in a row."),
        ("He saw the the house.", "It says “the” 2 times in a row."),
        ("He saw the country country from above.", "It says “country” 2 times in a row."),
        ("It was very very very very very very big.", "It says “very” 6 times in a row."),
        ("The president said that it that it would help.", "It says “that it” 2 times in a row."),
        ("He said, he said, he said, he said that he would.", "It says “He said” 4 times in a row."),
        ("The president spoke to them today, the president spoke to them today.", "It says “The president spoke to"),
        ("Helpppppppppppp the victims.", "It repeats “p” in “pppppppppppp”."),
        ("Nananananananana of the victims.", "It repeats “Na” in “Nanananana"),
        ("Help!!!!!!!!!!", "It repeats “!” in “!!!!!!!!!!”."),
        ("Victims , , , , , , of the quake.", "It repeats “,” in “, , , , , ,”."),
    ],
)
def test_loops(hypothesis: str, told: str) -> None:
    fault = loops(_SOURCE, hypothesis)
    assert fault is not None
    assert fault.kind == "looped"
    assert fault.explanation.startswith(told)
    assert 0.5 <= fault.score <= 1


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        (_SOURCE, "The president said the government would help the victims of the quake."),
        ("Ini sangat, sangat penting.", "This is very, very important."),
        (_SOURCE, "He had had enough of it, and that that was so is no secret."),
        (_SOURCE, "It happens again and again and again."),
        (_SOURCE, "Day by day by day, more and more and more people came."),
        ("“Merdeka! Merdeka! Merdeka!” teriak mereka.", "“Freedom! Freedom! Freedom!” they shouted."),
        ("Anak-anak bermain di Duran Duran.", "The children play at Duran Duran."),
        (_SOURCE, "The central bank Bank Indonesia said so."),
        (_SOURCE, "Above all, above all, it is a matter of time."),
        (_SOURCE, "It is a cyclical event. A cyclical event is one that comes back."),
        (_SOURCE, "They won 6-0, 6-0 and 2 2 2."),
        ("Rp1.000.000.000", "Rp1,000,000,000,000"),
        ("Wkwkwkwkwkwk, katanya.", "Hahahahahaha, he said."),
        (_SOURCE, "He waited ........ and then --------- left."),
        ("", ""),
    ],
)
def test_what_is_meant(source: str, hypothesis: str) -> None:
    assert loops(source, hypothesis) is None


def test_repeats_give_the_shortest_period_and_all_times() -> None:
    assert next(repeats(["a", "b", "c", "b", "c", "b", "c", "d"])) == Repeat(1, 2, 3)
    assert list(repeats(["a", "b", "c", "d"])) == []


@given(st.text(), st.text())
def test_never_raises(source: str, hypothesis: str) -> None:
    fault = loops(source, hypothesis)
    assert fault is None or 0 <= fault.score <= 1


@given(st.lists(st.sampled_from(["the", "quake", "killed", "people"]), min_size=1, max_size=4), st.integers(5, 9))
def test_anything_five_times_is_a_loop(part: list[str], times: int) -> None:
    assert loops("", " ".join(part * times)) is not None


def test_as_a_check() -> None:
    source = "Polisi masih menyelidiki penyebab kebakaran tersebut."
    told = loop_check(source, "The speed speed speed was high.", Context())
    fault = loops(source, "The speed speed speed was high.")
    assert fault is not None
    assert (told.check, told.clean, told.score, told.explanation) == ("loop", False, 1 - fault.score, fault.explanation)
    right = loop_check(source, "Police are still investigating the cause of the fire.", Context())
    assert (right.check, right.clean, right.score, right.explanation) == ("loop", True, 1.0, "")
    assert loop_check(source, "", Context()).clean
