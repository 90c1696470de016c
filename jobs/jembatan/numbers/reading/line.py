"""A text with its tokens and the tables of its language: what every reader looks at."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jembatan.numbers.reading.lexicon import Entry, Language, lexicon, misspelt_month
from jembatan.numbers.reading.tokens import Token, tokenize

DateOrder = Literal["day", "month"]
"""What stands first in a numeric date."""

# Words that only join or close a quantity.
_IDLE = frozenset({"", "and", "to", "of", "zone", "percent", "percent_point", "daypart", "minus"})
_NOTHING = Entry("", "", "")
# What Indonesian hangs onto a number word: sepertiganya, ketujuhkalinya, duakali.
_SUFFIXES = ("kalinya", "kali", "nya")
_SUFFIXED_ROLES = frozenset(
    {"unit", "whole", "tens", "scale", "whole_scale", "ordinal", "fraction", "half", "vague", "denominator", "dozen"}
)


class Line:
    """One text in one language. ``published`` is the article's date and ``order`` that of day and month in its other
    numeric dates; both settle ambiguous ones."""

    def __init__(
        self, text: str, language: Language, published: date | None = None, order: DateOrder | None = None
    ) -> None:
        self.text = text
        self.language: Language = language
        self.published = published
        self.order = order
        self.lexicon = lexicon(language)
        self.tokens = tokenize(text)
        self._entries = [self._entry(token) for token in self.tokens]
        self.end = Token("end", "", "", len(text), len(text), False)

    def may_count(self, index: int) -> bool:
        """Whether a quantity may begin with the word at ``index``: by its own tables, as a Roman numeral, as letters
        that a numeral is stuck to, or as ``ke``."""
        token, after = self.tokens[index], self.token(index + 1)
        if self._entries[index].role not in _IDLE or token.lower == "ke":
            return True
        if after.glued and (after.kind == "numeral" or self.token(index + 2).kind == "numeral"):
            return True
        return token.text[0] in "IVX"

    def token(self, index: int) -> Token:
        """The token at ``index``, or an empty one beyond either end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else self.end

    def entry(self, index: int) -> Entry:
        """What the tables say about the word at ``index``; an empty entry for any other token."""
        return self._entries[index] if 0 <= index < len(self._entries) else _NOTHING

    def _entry(self, token: Token) -> Entry:
        if token.kind != "word":
            return _NOTHING
        known = self.lexicon.words.get(token.lower)
        if known is not None:
            return known
        if self.language == "en" and token.lower.endswith(("'s", "’s")):
            return self.lexicon.words.get(token.lower[:-2], _NOTHING)
        if token.text[0].isupper() and (month := misspelt_month(token.lower, self.language)):
            return Entry("month", month, "beside")
        if self.language == "id" and token.lower.endswith(_SUFFIXES):
            for suffix in _SUFFIXES:
                stem = self.lexicon.words.get(token.lower.removesuffix(suffix))
                if stem is not None and stem.role in _SUFFIXED_ROLES and token.lower != "paruhnya":  # its beak
                    return stem
        return _NOTHING

    def is_sign(self, index: int, signs: str) -> bool:
        """Whether the token is one of these single signs."""
        token = self.token(index)
        return token.kind == "sign" and token.text in signs

    def opens_sentence(self, index: int) -> bool:
        """Whether the token is the first word of the text or of a sentence in it."""
        while index > 0 and self.is_sign(index - 1, "\"'“”‘’([-–—•*"):
            index -= 1
        return index == 0 or self.is_sign(index - 1, ".!?:…")
