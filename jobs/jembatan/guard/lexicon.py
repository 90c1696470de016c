"""Indonesian words, their roots, and English words that translate them: a small table, to see what was translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jembatan.guard.tables import rows, words

_SUFFIXES = ("", "nya", "lah", "kah", "kan", "an", "i", "kannya", "annya", "inya", "ku", "mu", "pun")
_PREFIXES = (
    *(("", ""), ("meny", "s"), ("peny", "s"), ("meng", ""), ("meng", "k"), ("peng", ""), ("peng", "k")),
    *(("mem", ""), ("mem", "p"), ("pem", ""), ("pem", "p"), ("men", ""), ("men", "t"), ("pen", ""), ("pen", "t")),
    *(("member", ""), ("memper", ""), ("diper", ""), ("keber", ""), ("pember", ""), ("pemer", ""), ("penge", "")),
    *(("me", ""), ("pe", ""), ("per", ""), ("ber", ""), ("be", ""), ("ter", ""), ("te", ""), ("di", "")),
    *(("ke", ""), ("se", ""), ("pel", ""), ("bel", ""), ("keter", ""), ("ketidak", ""), ("mempel", "")),
)
"""What a prefix is, and the first letter of the root that it took away (``meny`` + ``sebut``: ``menyebut``)."""
_SHORTEST_ROOT = 3


@cache
def renderings(word: str) -> frozenset[str]:
    """English words that may translate an Indonesian word in lower case; none where the table does not know it. The
    word as it stands comes first, then its roots."""
    table = _table()
    for form in forms(word):
        if form in table:
            return table[form]
    return frozenset()


@cache
def forms(word: str) -> tuple[str, ...]:
    """The word itself, then what may be its root: half of a reduplication, affixes taken off, the fewest first."""
    found = dict.fromkeys(_stripped(word))
    first, hyphen, second = word.partition("-")
    if hyphen and second:
        found |= dict.fromkeys(_stripped(second)) | dict.fromkeys(_stripped(first))
    return tuple(found)


@cache
def is_indonesian(word: str) -> bool:
    """A word in lower case that is Indonesian and no English word, as far as the tables know: no loan (``hotel``), no
    homograph (``air``)."""
    if word in words("homograph") or word in words("english"):
        return False
    if word in words("indonesian"):
        return True
    table = _table()
    root = next((form for form in forms(word) if form in table), None)
    if root is None:
        return bool(_AFFIXED.fullmatch(word))
    return (root != word or root not in words("homograph")) and word not in table[root] and len(word) > 3


_AFFIXED = re.compile(
    r"me(?:ng|ny|mp|mb|nd|nc|nj)\w{3,}(?:kan|i)|di\w{4,}kan|ke\w{3,}annya|\w{5,}annya|pe(?:ng|ny|m)\w{3,}annya"
)
"""Forms that only Indonesian affixes make, whatever the root."""


@cache
def _table() -> dict[str, frozenset[str]]:
    return {row["word"]: frozenset(row["english"].split()) for row in rows("lexicon")}


def _stripped(word: str) -> Iterator[str]:
    candidates = []
    for suffix in _SUFFIXES:
        if not word.endswith(suffix):
            continue
        stem = word[: len(word) - len(suffix)]
        for prefix, taken in _PREFIXES:
            if stem.startswith(prefix):
                root = taken + stem[len(prefix) :]
                if len(root) >= _SHORTEST_ROOT or root == word:
                    candidates.append((len(prefix) + len(suffix), root))
    yield from (root for _, root in sorted(candidates, key=lambda one: one[0]))
