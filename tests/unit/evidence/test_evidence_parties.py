"""A country told of as two."""

from __future__ import annotations

import pytest

from jembatan.evidence.parties import with_itself


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The relationship between Russia and Moscow is a love affair.", ("Russia", "Moscow")),
        ("Talks between Pyongyang and North Korea, it said, began.", ("Pyongyang", "North Korea")),
        ("Relations grew between the United States and Washington.", ("United States", "Washington")),
        ("Russia’s close ties with the Kremlin", ("Russia", "Kremlin")),
        ("The relationship between Russia and Kyiv is bad.", None),
        ("The border between North Korea and South Korea is long.", None),
        ("Moscow and Russia were named.", None),
        ("Fighting between Ukraine and Moscow-backed troops began.", None),
        ("Talks between Washington and US allies began.", None),
        ("The rail between Moscow and Russia's east is open.", None),
        ("Training between the United States and American reservists began.", None),
        ("", None),
    ],
)
def test_a_country_that_stands_beside_itself_is_found(sentence: str, told: tuple[str, str] | None) -> None:
    assert with_itself(sentence) == told
