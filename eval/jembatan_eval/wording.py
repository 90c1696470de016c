"""Whether a wording occurs in a text: whole words, whatever the quotation marks and, mostly, the case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape

_GAP = r"\S*(?:\s+\S+){0,6}?\s+[^\w\s]*"
_ALIKE = str.maketrans(
    dict.fromkeys("\"'`´“”„‟‘’‚‛«»‹›′″", "'")
    | dict.fromkeys("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}–—−", " ")
)


def occurs(wording: str, text: str) -> bool:
    """Whether ``wording`` stands in ``text`` as whole words; ``5`` does not stand in ``3.5`` or ``1,500``.

    All quotation marks and apostrophes are alike, and hyphens and dashes are spaces. A wording of at least two
    letters, all capitals (``US``, ``KPK``), is looked for as it is, any other without regard to case. In a wording,
    ``*`` stands for any letters or none (``rall*``), and `` ... `` for up to six words or none in between
    (``North Korea* ... fired``). Entities of HTML in ``text`` are read as the signs they stand for.
    """
    return _pattern(wording).search(_fold(unescape(text))) is not None


@lru_cache(maxsize=4096)
def _pattern(wording: str) -> re.Pattern[str]:
    parts = [_part(part) for part in _fold(wording).split(" ... ")]
    exact = sum(sign.isalpha() for sign in wording) > 1 and wording.isupper()
    return re.compile(_GAP.join(parts), re.NOFLAG if exact else re.IGNORECASE)


def _part(part: str) -> str:
    inner = r"\w*".join(re.escape(piece) for piece in part.split("*"))
    # Before a quotation mark, or after a full stop or percent sign, there is no word to be cut in two.
    before = r"(?<!\w)(?<!\d[.,])" if part[0].isalnum() or part[0] == "*" else ""
    after = r"(?!\w)(?![.,]\d)" if part[-1].isalnum() or part[-1] == "*" else ""
    return before + inner + after


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())
