"""Tells text that is not Indonesian, by sentence and by article.

py3langid (a table of byte sequences in numpy, 10,000 sentences a second) scores a few languages. A sentence is called
foreign only where all agree: the score, its length, its words in lower case, and the absence of Indonesian function
words. An Indonesian sentence left untranslated is a loss; a foreign one that is translated is seen at once. Malay and
the languages of the archipelago pass as Indonesian.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from jembatan.articles.tables import words
from jembatan.records import Segment

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

INDONESIAN = "id"

_AS_INDONESIAN = frozenset({"id", "ms", "jv"})
_CONFIDENT = 0.9
_FEWEST_WORDS, _FEWEST_LETTERS = 4, 20
_WORD = re.compile(r"[^\W\d_]+")
_FORMED = re.compile(r"\w{3,}nya|men[gy]\w{3,}|pen[gy]\w{4,}|\w{4,}kan")
"""Words by their affixes: attributions (``katanya``), verbs (``mengunggah``, ``dikatakan``), nouns (``pengakuan``)."""
_NOT_LATIN = re.compile(r"[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufefe]")


@dataclass(frozen=True, slots=True)
class Told:
    """Segments with their languages, and the language of most of the text."""

    segments: tuple[Segment, ...]
    language: str | None


def with_languages(segments: Sequence[Segment]) -> Told:
    """Each segment with its language (None: too short to tell; then it is treated as the article is)."""
    languages = [language_of(segment.text) for segment in segments]
    letters: Counter[str] = Counter()
    for segment, language in zip(segments, languages, strict=True):
        if language is not None:
            letters[language] += len(segment.text)
    article = max(letters, key=lambda language: (letters[language], language)) if letters else None
    told = tuple(
        replace(segment, language=language, translate=(language or article or INDONESIAN) == INDONESIAN)
        for segment, language in zip(segments, languages, strict=True)
    )
    return Told(told, article)


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a sentence's language: Indonesian unless surely another, None where too short to tell."""
    found = _WORD.findall(text)
    letters = sum(map(len, found))
    foreign_script = len(_NOT_LATIN.findall(text))
    if foreign_script >= 8 and foreign_script > 0.8 * letters:
        ranked = (language for language, _ in _identifier().rank(text))
        return str(next(language for language in ranked if language not in _AS_INDONESIAN))
    if len(found) < _FEWEST_WORDS or letters < _FEWEST_LETTERS:
        return None
    lower = [word.lower() for word in found]
    if not words("function").isdisjoint(lower) or any(_FORMED.fullmatch(word) for word in lower):
        return INDONESIAN
    language, confidence = _identifier().classify(text)
    if language in _AS_INDONESIAN or confidence < _CONFIDENT:
        return INDONESIAN
    if 2 * sum(word.islower() for word in found) < len(found):
        return INDONESIAN
    return str(language)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(words("scored"))
    return identifier
