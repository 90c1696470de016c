"""What a stopped night says: what changed, and what else is different."""

from __future__ import annotations

from collections import Counter

import pytest
from canary_samples import circumstances, recording

from jembatan.canary.recording import Circumstances
from jembatan.canary.telling import changed, differences, told_change, told_same
from jembatan.engines.machine import Machine


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (circumstances(), ()),
        (circumstances(libraries={"transformers": "5.24.0"}), ("transformers 5.23.0 -> 5.24.0",)),
        (circumstances(libraries={"torch": "2.9"}), ("torch none -> 2.9", "transformers 5.23.0 -> none")),
        (circumstances(weights="b" * 64), ("weights aaaaaaaaaaaa -> bbbbbbbbbbbb",)),
        (circumstances(revision="abc"), ("revision none -> abc",)),
        (circumstances(jembatan="0.2.0"), ("jembatan 0.1.0 -> 0.2.0",)),
        (
            circumstances(machine=Machine("cuda", "A GPU", 4)),
            ("device cpu -> cuda", "processor A CPU -> A GPU", "threads 2 -> 4"),
        ),
    ],
)
def test_what_differs_between_then_and_now(now: Circumstances, expected: tuple[str, ...]) -> None:
    assert differences(circumstances(), now) == expected


def test_a_change_of_one_character_is_a_change() -> None:
    assert changed(recording(["one", "two", "three"]), recording(["one", "two ", "Three"])) == (1, 2)
    assert changed(recording(["one", "two", "three"]), recording(["one", "two", "three"])) == ()


def test_a_change_is_told_with_its_first_sentence_and_the_way_on() -> None:
    then = recording(["one", "two", "three"])
    now = recording(["one", "zwei", "the the the the"], circumstances(libraries={"transformers": "5.24.0"}))
    assert told_change(then, now, Counter({"loop": 1})) == (
        "canary: 2 of 3 fixed sentences come out otherwise than recorded on 2026-05-03T02:00:00+07:00\n"
        "  sentence 2: Dua.\n"
        "    then: two\n"
        "    now:  zwei\n"
        "  the others: sentences 3\n"
        "  plainly no translations now: 1 looping\n"
        "  different between then and now: transformers 5.23.0 -> 5.24.0\n"
        "Look at all of them with: jembatan canary CONFIG\n"
        "If the new outputs are good take them on purpose: jembatan canary CONFIG --accept (with the --set and "
        "--output of this run, if it had any). If not, go back to what was there then"
    )


def test_where_nothing_is_known_to_differ_that_is_said() -> None:
    told = told_change(recording(["one", "two", "three"]), recording(["", "two", "three"]), Counter())
    assert "different between then and now: nothing that Jembatan records\n" in told
    assert "the others" not in told


def test_the_log_tells_what_changed_without_a_trace() -> None:
    then = recording(["one", "two", "three"])
    assert told_same(then, then) == "canary: as recorded on 2026-05-03T02:00:00+07:00"
    now = recording(["one", "two", "three"], circumstances(libraries={"transformers": "5.24.0"}))
    assert told_same(then, now).endswith("+07:00, though transformers 5.23.0 -> 5.24.0")
