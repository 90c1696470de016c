"""Which aligned sentences an adapter learns from: those of a recipe that no check finds wrong."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jembatan.engines.hints import MOST
from jembatan.errors import InputError
from jembatan.glossary.glossary import Glossary
from jembatan.guard.check import CHECKS
from jembatan.guard.context import Context
from jembatan.train.recipe import Recipe

_COLUMNS = ("corpus", "domain", "licence", "id", "en")
_MARKS = frozenset('"“”')
_MARKUP = re.compile(r"[<>{}\[\]|]|https?:|&\w+;| ,|\(\)")
_SPEAKING = re.compile(r"\b(?:saya|aku|kamu|kita|kami|anda|kalian|ku|mu|tertawa|tepuk tangan)\b", re.I)
_DIGIT = re.compile(r"\d")
_LEAST_RATIO, _MOST_RATIO = 0.6, 1.9
"""English words for an Indonesian one; what lies beyond is seldom a translation."""
_MORE_ENGLISH = 8
_SAME_START = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """An Indonesian sentence, its English and the terms that it is to be asked with."""

    corpus: str
    source: str
    target: str
    hints: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """The pairs in the order of the training, and how many were left out, by corpus and reason."""

    pairs: tuple[Pair, ...]
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)


def select(path: Path, recipe: Recipe, glossary: Glossary | None, never: Collection[str] = ()) -> Selection:
    """The pairs that ``recipe`` takes out of a file with the columns corpus, domain, licence, id and en (tab-separated,
    UTF-8, plain or gzip). ``never``: Indonesian sentences to test on, which are not learnt. Raises InputError."""
    context = Context(glossary=glossary)
    left_out: Counter[tuple[str, str]] = Counter()
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    seen = {sentence.strip() for sentence in never}
    for corpus, licence, source, target in _rows(path):
        if corpus not in recipe.corpora:
            continue
        reason = "licence" if licence not in recipe.licences else _fault(corpus, source, target, recipe)
        if not reason and source in seen:
            reason = "seen before, or to test on"
        if not reason:
            reason = next((name for name, check in CHECKS.items() if not check(source, target, context).clean), "")
        if reason:
            left_out[corpus, reason] += 1
            continue
        seen.add(source)
        found[corpus].append(Pair(corpus, source, target, _hints(source, target, glossary)))
    drawn = random.Random(recipe.seed)
    chosen: list[Pair] = []
    for corpus, most in recipe.corpora.items():
        drawn.shuffle(found[corpus])
        chosen += found[corpus][:most]
        if len(found[corpus]) > most:
            left_out[corpus, "more than the recipe takes"] = len(found[corpus]) - most
    if not chosen:
        raise InputError(f"{path}: no pair is left for the recipe's corpora ({', '.join(recipe.corpora)})")
    drawn.shuffle(chosen)
    return Selection(tuple(chosen), left_out)


def _rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Corpus, licence, Indonesian and English of each row."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if tuple(next(rows, ())) != _COLUMNS:
                raise InputError(f"{path}: the first line must be {' '.join(_COLUMNS)}, with tabs between")
            for number, row in enumerate(rows, start=2):
                if len(row) != len(_COLUMNS):
                    raise InputError(f"{path}: line {number} has {len(row)} columns, not {len(_COLUMNS)}")
                corpus, _, licence, source, target = row
                yield corpus, licence, source.strip(), target.strip()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error


def _fault(corpus: str, source: str, target: str, recipe: Recipe) -> str:
    """Why a pair is not good to learn from by its form; empty where it is."""
    fewest, most = recipe.words
    words, english = source.split(), target.split()
    if not fewest <= len(words) <= most or not fewest <= len(english) <= most + _MORE_ENGLISH:
        return "too short or too long"
    if not _LEAST_RATIO <= len(english) / len(words) <= _MOST_RATIO:
        return "lengths that do not fit"
    if sorted(_DIGIT.findall(source)) != sorted(_DIGIT.findall(target)):
        return "other figures"
    marks = [sum(letter in _MARKS for letter in text) for text in (source, target)]
    if marks[0] != marks[1] or marks[0] % 2:
        return "other quotation marks"
    if (source[-1] in ".?!") != (target[-1] in ".?!"):
        return "another end"
    if _MARKUP.search(source + target):
        return "markup"
    if words[:_SAME_START] == english[:_SAME_START]:
        return "not translated"
    if corpus in recipe.spoken and (_SPEAKING.search(source) or len(words) < recipe.least_spoken):
        return "spoken"
    return ""


def _hints(source: str, target: str, glossary: Glossary | None) -> str:
    """The terms of a sentence that its English has, as a prompt says them: what it learns is to keep to them."""
    if glossary is None:
        return ""
    written = target.casefold()
    kept = (hint for hint in glossary.hints(source, MOST) if hint.english.split(" or ")[0].casefold() in written)
    return "; ".join(f"{hint.indonesian} = {hint.english}" for hint in kept)
