"""Parting a sentence at clause borders so that its clauses can be translated alone, and joining what comes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jembatan.engines import clauses

# The longest piece, as a share of the sentence: halves where a border allows it, else what parts it at all.
_SHARES = (0.6, 0.8)
# A model makes up the rest of a piece of one or two words.
_FEWEST_WORDS = 3
_FORMS = ("ing", "ly")
"""Endings of English words that are hardly a name's, unless the source has it."""
_CLOSED = re.compile(r"(?<=[\w.,])[\"”]\Z")
_QUOTED = re.compile(r"[\"”][,;]?\Z")
_STOP = re.compile(r"[.!?…][\"'”’)]*\Z")


def parted(sentence: str) -> tuple[str, ...] | None:
    """The clauses of a sentence, two or more, or None where no border parts it into clauses of three words or more."""
    for share in _SHARES:
        longest = share * len(sentence)
        pieces = clauses.split(sentence, lambda piece, longest=longest: len(piece) <= longest)  # type: ignore[misc]
        if pieces and len(pieces) > 1 and all(len(piece.split()) >= _FEWEST_WORDS for piece in pieces):
            return tuple(pieces)
    return None


def joined(pieces: Sequence[str], translations: Sequence[str]) -> str:
    """The translations of ``pieces`` as one sentence: a full stop, a closing mark of quotation or a capital that a
    clause got only because it stood alone goes."""
    parts: list[str] = []
    for number, (piece, text) in enumerate(zip(pieces, translations, strict=True)):
        text = text.strip()
        if number and piece[:1].islower() and _capital_of_its_own(text, piece):
            text = text[0].lower() + text[1:]
        if number < len(pieces) - 1 and not _STOP.search(piece):
            # "... the army," and not "... the army.": the clause goes on.
            if not _QUOTED.search(piece):
                text = _CLOSED.sub("", text)
            text = text.removesuffix(".") if not text.endswith("..") else text
            if piece.endswith(",") and text[-1:].isalnum():
                text += ","
        parts.append(text)
    return " ".join(filter(None, parts))


def _capital_of_its_own(text: str, piece: str) -> bool:
    """Whether the first word is capitalised as any first word is: ``The`` or ``Using``, but not ``I``, ``NATO``,
    ``McCain`` or ``Beijing``."""
    first = re.match(r"\w+", text)
    if first is None or not first[0].istitle():
        return False
    return first[0].casefold() in _openers() or (first[0].endswith(_FORMS) and first[0] not in piece)


@cache
def _openers() -> frozenset[str]:
    lines = files(__package__).joinpath("openers.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
