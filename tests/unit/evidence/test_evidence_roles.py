"""Who did it, and to whom: two names of one sentence, each in the place of the other."""

from __future__ import annotations

import pytest

from jembatan.evidence.roles import exchanged
from jembatan.names.unsupported import NameEvidence

ENGLISH = (
    "Russian troops repelled 45 counterattacks by Ukrainian soldiers near the border.",
    "North Korea has sent more soldiers to Russia, according to South Korea's intelligence agency.",
    "Ukraine and Poland signed a grain pact in May.",
    "Moscow asked for a truce.",
)


@pytest.mark.parametrize(
    ("sentence", "at", "told"),
    [
        (
            "Ukrainian troops repelled 45 counterattacks, it was said.",
            0,
            ["Sentence 1 of the article says Russian here, not Ukrainian."],
        ),
        (
            "Ukrainian troops repelled counterattacks by Russian soldiers near the border.",
            0,
            [
                "Sentence 1 of the article says Russian here, not Ukrainian.",
                "Sentence 1 of the article says Ukrainian here, not Russian.",
            ],
        ),
        ("South Korea sent more soldiers.", 1, ["Sentence 2 of the article says North Korea here, not South Korea."]),
        ("North Korea sent more soldiers.", 1, []),
        ("Russian troops repelled 45 counterattacks.", 0, []),
        ("Poland and Ukraine signed a grain pact.", 2, []),
        ("Poland signed a grain pact with Ukraine.", 2, []),
        ("Russia asked for a truce.", 3, []),  # Moscow speaks for it
        ("Japanese troops repelled 45 counterattacks.", 0, []),  # no name of the article
        ("The border is quiet.", 0, []),
        ("", 0, []),
    ],
)
def test_a_name_in_the_place_of_another(sentence: str, at: int, told: list[str]) -> None:
    assert list(exchanged(sentence, [at], ENGLISH, NameEvidence("\n".join(ENGLISH)))) == told
