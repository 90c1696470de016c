from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan_eval.wording import occurs


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        # whole words
        ("White House", "the white house said", True),
        ("White House", "the White Houses", False),
        ("man", "a woman", False),
        ("South Korea", "South Korea's army", True),
        ("South Korea", "South Korean", False),
        ("White House", "the White\u00a0House", True),
        # numbers
        ("5", "5 people", True),
        ("5", "5.", True),
        ("5", "$5,", True),
        ("5", "3.5 people", False),
        ("5", "1,5", False),
        ("5", "5.3", False),
        ("1.3", "1.300", False),
        ("3.5 million", "US$3.5 million", True),
        ("25%", "25% of them", True),
        ("25%", "125% of them", False),
        # all capitals are looked for as they are
        ("US", "the US said", True),
        ("US", "told us", False),
        ("U.S.", "the U.S. said", True),
        ("US", "the USA", False),
        ("KPK", "KPK-led", True),
        ("Us", "US", True),
        # quotation marks and hyphens
        ("don't", "Don’t move", True),
        ("don’t", "do not, don't", True),
        ("'terrorist*", "called “terrorists”", True),
        ("'terrorist*", 'called "a terrorist"', False),
        ("don't", "don&#39;t", True),
        ("front line", "the front-line troops", True),
        ("front-line", "the front line", True),
        ("4 6 October", "4–6 October", True),
        ("Lt. Gen.", "Lt. Gen. Agus", True),
        # letters or none
        ("rall*", "they rallied", True),
        ("rall*", "overall", False),
        ("*n't", "it wasn't", True),
        ("*n't", "it was", False),
        ("North Korea*", "North Korea", True),
        ("North Korea*", "North Koreans", True),
        # up to six words in between
        ("North Korea* ... fired", "North Korea fired", True),
        ("North Korea* ... fired", "North Korea's army has again fired", True),
        ("North Korea* ... fired", "North Korea, one two three four five six fired", True),
        ("North Korea* ... fired", "North Korea one two three four five six seven fired", False),
        ("North Korea* ... fired", "South Korea fired on North Korea", False),
        ("he ... said", "he, “she” said", True),
        ("he ... said", "hesaid", False),
        ("minister ... 'no", "the minister said: “No", True),
    ],
)
def test_a_wording_is_found_as_whole_words(wording: str, text: str, found: bool) -> None:
    assert occurs(wording, text) is found


words = st.lists(st.text("abcdefgåéñ", min_size=2, max_size=6), min_size=1, max_size=4).map(" ".join)


@given(words, words, words)
def test_words_are_found_wherever_they_stand_and_not_inside_others(before: str, wording: str, after: str) -> None:
    assert occurs(wording, wording)
    assert occurs(wording, f"{before} “{wording.upper()},” {after}")
    assert occurs(f"{wording} ... z", f"{before} {wording} {after} z")
    assert not occurs(wording, f"x{wording}")
    assert not occurs(wording, f"{wording}x")
