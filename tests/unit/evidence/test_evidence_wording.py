from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.evidence.wording import content, listed, spelt, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("repel", "repels", "repelled", "repelling"),
        ("deploy", "deploys", "deployed", "deploying", "deployment", "deployments"),
        ("carry", "carries", "carried", "carrying"),
        ("execute", "executes", "executed", "executing"),
        ("casualty", "casualties"),
        ("lose", "lost", "losing", "losses"),
        ("send", "sends", "sent", "sending"),
        ("kill", "kills", "killed", "killing"),
        ("troop", "troops"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("bus", "bed"), ("war", "wars' end"), ("attack", "attic"), ("house", "horse")]
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_small_words_are_left_out_and_possessives_go() -> None:
    assert content("The troops of Ukraine’s army were there again.") == ["troop", "ukrain", "army"]
    assert spelt("Élan, it's 5 o'clock") == ["elan", "it", "o'clock"]


def test_the_tables_are_there() -> None:
    assert {"said", "according"} <= listed("said")
    assert {"kata", "menurut"} <= listed("said", "kata")
    assert listed("said") <= listed("told") | {"told"}


@given(st.text(max_size=20))
def test_every_word_has_a_stem(text: str) -> None:
    assert all(stem(word) for word in spelt(text))
