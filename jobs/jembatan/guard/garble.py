"""Broken text: signs of broken bytes or tokens, letters or words out of order. Another language is for ``language``."""

from __future__ import annotations

import math
import re
from collections import Counter

from jembatan.guard.context import Context
from jembatan.guard.echo import echo
from jembatan.guard.english import classes, letters, order, spelling
from jembatan.guard.fault import WORD, Fault, finding, shown
from jembatan.records import Finding

_BROKEN = re.compile(
    r"\ufffd|⁇|▁|<unk>|<UNK>|\[UNK\]|<pad>|</?s>|<0x[0-9A-F]{2}>|[\x00-\x08\x0e-\x1f\x7f]"
    r"|[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ•–—˜™š›œžŸ]|ã[\xa1-\xbf]|â€.?|(?<=[a-z])[ÃÂ].?"
)
"""Characters and tokens that no writer types: of broken decoding, of a tokenizer, of UTF-8 read as Latin-1."""

_INSIDE = re.compile(
    r"[^\W\d_][^\w\s'’‘`´.,:;/&@#+*()\[\]“”\"!?%°º=…|–—‑‐-]+[^\W\d_]|[a-z][0-9]+[a-z]+[0-9]|[a-z]{2}[A-Z][a-z]*[A-Z][a-z]*[A-Z]"
)
"""Marks, digits and capitals inside words, where English has none."""

_FEWEST_LETTERS, _FEWEST_TOKENS = 30, 8
_SPELLING, _SPELLING_SPREAD = -2.40, 3.4
_ORDER, _ORDER_SPREAD = 0.15, 1.0
"""Where the means that ``english`` gives are taken to tell, less a spread that shrinks with the root of the count. On
human English of FLORES and PUD about one sentence of two hundred lies beyond either."""


def garble_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether the hypothesis is broken text or words in no order. The score falls with how sure that is."""
    return finding("garbled", garble(source, hypothesis))


def garble(source: str, hypothesis: str) -> Fault | None:
    """Whether a hypothesis is broken text. Words that stand in the source too (names) are not judged; text that
    was only copied is an echo, and none of this check's."""
    if broken := [sign for sign in _BROKEN.findall(hypothesis) if sign not in source]:
        score = min(1.0, 0.5 + 5 * len(broken) / len(hypothesis))
        what = f"It holds {shown(broken[0])}, which is what is left of a broken character or token."
        return Fault("garbled", score, what)
    if len(inside := [part for part in _INSIDE.findall(hypothesis) if part not in source]) >= 2:
        return Fault("garbled", 0.8, f"It has marks or capitals inside words: {shown(', '.join(inside))}.")
    if echo(source, hypothesis) is not None:
        return None
    return _misspelt(source, hypothesis) or _disordered(hypothesis)


def _misspelt(source: str, hypothesis: str) -> Fault | None:
    known = {word.lower() for word in WORD.findall(source)}
    found = [word for word in letters(hypothesis) if word not in known]
    count = sum(map(len, found))
    if count < _FEWEST_LETTERS:
        return None
    beyond = (_SPELLING - _SPELLING_SPREAD / math.sqrt(count)) - spelling(found)
    if beyond <= 0:
        return None
    worst = sorted(set(found), key=lambda word: (spelling([word]), word))[:3]
    return Fault(
        "garbled", min(1.0, 0.6 + beyond), f"Its letters are not in English order, as in {shown(', '.join(worst))}."
    )


def _disordered(hypothesis: str) -> Fault | None:
    found = classes(hypothesis)
    count = len(found)
    if count < _FEWEST_TOKENS or Counter(found)["<capital>"] > count / 2:
        return None
    beyond = (_ORDER - _ORDER_SPREAD / math.sqrt(count)) - order(found)
    if beyond <= 0:
        return None
    return Fault("garbled", min(1.0, 0.55 + beyond), f"Its words are in no English order: {shown(hypothesis)}.")
