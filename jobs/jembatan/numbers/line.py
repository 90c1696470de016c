"""A text with its tokens and the tables of its language: what every reader looks at."""

from __future__ import annotations

from datetime import date

from jembatan.numbers.lexicon import Entry, Language, lexicon
from jembatan.numbers.tokens import Token, tokenize

_NOTHING = Entry("", "", "")


class Line:
    """One text in one language. ``published`` is the article's date, which settles ambiguous dates."""

    def __init__(self, text: str, language: Language, published: date | None = None) -> None:
        self.text = text
        self.language: Language = language
        self.published = published
        self.lexicon = lexicon(language)
        self.tokens = tokenize(text)
        self.end = Token("end", "", "", len(text), len(text), False)

    def token(self, index: int) -> Token:
        """The token at ``index``, or an empty one beyond either end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else self.end

    def entry(self, index: int) -> Entry:
        """What the tables say about the word at ``index``; an empty entry for any other token."""
        token = self.token(index)
        return self.lexicon.words.get(token.lower, _NOTHING) if token.kind == "word" else _NOTHING

    def is_sign(self, index: int, signs: str) -> bool:
        """Whether the token is one of these single signs."""
        token = self.token(index)
        return token.kind == "sign" and token.text in signs

    def opens_sentence(self, index: int) -> bool:
        """Whether the token is the first word of the text or of a sentence in it."""
        while index > 0 and self.is_sign(index - 1, "\"'“”‘’([-–—•*"):
            index -= 1
        return index == 0 or self.is_sign(index - 1, ".!?:…")
