"""Who does it and to whom it is done: told where the English turns them round, and only there."""

from __future__ import annotations

import pytest

from glossary_samples import own
from jembatan.guard.context import Context
from jembatan.guard.opposites import opposites_check
from jembatan.guard.voice import reversed_voice


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        (
            "Pernyataan itu menyoroti peran Korut.",
            "The statement was highlighted as its role.",
            ("menyoroti", "highlighted"),
        ),
        ("Robert menolak untuk bicara.", "Robert was firmly rejected to speak.", ("menolak", "rejected")),
        ("Pasukan itu menyerang desa.", "The troops were attacked in a village.", ("menyerang", "attacked")),
    ],
)
def test_a_doer_who_becomes_the_done_to_is_told(source: str, hypothesis: str, told: tuple[str, str]) -> None:
    assert reversed_voice(source, hypothesis, own()) == told


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Pernyataan itu menyoroti peran Korut.", "The statement highlighted North Korea's role."),
        ("Pernyataan itu menyoroti peran Korut.", "North Korea's role was highlighted by the statement."),
        ("Peran Korut disoroti.", "North Korea's role was highlighted."),
        ("Polisi menyerang, lalu diserang.", "The police were attacked after an assault."),
        ("Pasangan itu menikah di Texas.", "The couple was married in Texas."),
        ("Hujan turun.", "Rain was attacked."),
    ],
)
def test_what_stays_as_it_is_is_not(source: str, hypothesis: str) -> None:
    assert reversed_voice(source, hypothesis, own()) is None


def test_the_check_says_so() -> None:
    source, hypothesis = "Pernyataan itu menyoroti peran Korut.", "The statement was highlighted as its role."
    finding = opposites_check(source, hypothesis, Context(glossary=own()))
    assert (finding.clean, finding.score) == (False, 0.0)
    assert "“menyoroti”" in finding.explanation
    assert opposites_check(source, hypothesis, Context()).clean
