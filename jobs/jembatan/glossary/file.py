"""The glossary's file: a table that editors write, tabs between its columns. Read whole, all faults told at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from jembatan.errors import GlossaryError
from jembatan.glossary.entries import Entry, Kind, Strictness
from jembatan.glossary.glossary import Glossary
from jembatan.glossary.phrases import is_short
from jembatan.names.reading import fold, words

COLUMNS = ("indonesian", "english", "kind", "strict")
_PARTED = re.compile(r"(?:^| +)/(?: +|$)")
"""Between forms; a slash inside a word (and/or) parts nothing."""

_ALSO = "~"
"""Before a form that is right where it stands and never written."""
_MOST_BYTES = 10_000_000
_MOST_FAULTS = 30


def load(path: Path, forms: Sequence[str] = ()) -> Glossary:
    """The glossary of a file, the chosen ``forms`` written. Raises GlossaryError naming the file and every fault."""
    faults: list[str] = []
    entries = _entries(_lines(path), faults)
    if faults:
        told = [f"  {fault}" for fault in faults[:_MOST_FAULTS]]
        if len(faults) > _MOST_FAULTS:
            told.append(f"  and {len(faults) - _MOST_FAULTS} more")
        raise GlossaryError(f"{path}: {len(faults)} fault(s):\n" + "\n".join(told))
    try:
        return Glossary(tuple(entries)).with_forms(forms)
    except GlossaryError as error:
        raise GlossaryError(f"{path}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: tuple[str, ...]


def _lines(path: Path) -> list[_Line]:
    """The lines that are neither empty nor comments, as cells without blanks at their ends."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise GlossaryError(f"{path}: cannot be read ({reason}); correct glossary: in the config") from error
    if len(content) > _MOST_BYTES:
        raise GlossaryError(f"{path}: longer than {_MOST_BYTES / 1e6:.0f} MB; a glossary has some thousand lines")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GlossaryError(f"{path}: line {line} is not UTF-8; save the file as UTF-8") from error
    return [
        _Line(number, tuple(cell.strip() for cell in line.rstrip("\r").split("\t")))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.startswith("#")
    ]


def _entries(lines: Sequence[_Line], faults: list[str]) -> list[Entry]:
    if not lines:
        faults.append(f"it has no lines; the first is the header, {', '.join(COLUMNS)} with tabs between them")
        return []
    header, *rows = lines
    missing = [column for column in COLUMNS if column not in header.cells]
    if missing:
        faults.append(
            f"line {header.number}: the header lacks {', '.join(missing)}; write {', '.join(COLUMNS)} with tabs between"
        )
        return []
    places = [header.cells.index(column) for column in COLUMNS]
    seen: dict[str, int] = {}
    found = (_entry(row, places, len(header.cells), seen, faults) for row in rows)
    return [entry for entry in found if entry is not None]


def _entry(row: _Line, places: Sequence[int], size: int, seen: dict[str, int], faults: list[str]) -> Entry | None:
    where = f"line {row.number}"
    if len(row.cells) != size:
        faults.append(f"{where}: {len(row.cells)} cells instead of {size}; part the cells by one tab each")
        return None
    indonesian, english, kind, strict = (row.cells[place] for place in places)
    before = len(faults)
    phrases = _forms(indonesian, "indonesian", where, faults)
    forms = _forms(english, "english", where, faults)
    if forms and forms[0].startswith(_ALSO):
        faults.append(
            f"{where}: {forms[0]!r} is the first form, the one to write; take the {_ALSO} out or the form back"
        )
    for column, value, known in (("kind", kind, get_args(Kind)), ("strict", strict, get_args(Strictness))):
        if value not in known:
            faults.append(f"{where}: {column} {value!r} is unknown; write one of {', '.join(known)}")
    for phrase in phrases:
        first = seen.setdefault(_key(phrase), row.number)
        if first != row.number:
            faults.append(f"{where}: {phrase!r} is there already, in line {first}; keep one of the two")
    if len(faults) > before:
        return None
    written = tuple(form for form in forms if not form.startswith(_ALSO))
    also = tuple(form.removeprefix(_ALSO) for form in forms if form.startswith(_ALSO))
    return Entry(phrases, written, cast(Kind, kind), cast(Strictness, strict), also)


def _forms(cell: str, column: str, where: str, faults: list[str]) -> tuple[str, ...]:
    forms = [" ".join(form.split()) for form in _PARTED.split(cell)]
    found = []
    for form in forms:
        if not form:
            faults.append(f"{where}: an empty form in the column {column}; write it, or take out the slash beside it")
        elif not words(form):
            faults.append(f"{where}: {form!r} has no word of two letters or more to look for; write it out")
        elif column == "indonesian" and _overlooked(form):
            faults.append(f"{where}: {form!r} has a letter or a number alone, which is not looked at; leave it out")
        elif form in found:
            faults.append(f"{where}: {form!r} stands twice in the column {column}; take one out")
        else:
            found.append(form)
    return tuple(found)


def _key(phrase: str) -> str:
    """How a phrase is told from others: ``AS`` and ``as`` are two, ``Korea Utara`` and ``korea utara`` are one."""
    return " ".join(word.surface if is_short(word.surface) else fold(word.surface) for word in words(phrase))


def _overlooked(phrase: str) -> bool:
    """It has more letters or figures than those of its words: ``Perang Dunia I`` would be any ``Perang Dunia``."""
    return sum(map(str.isalnum, phrase)) > sum(
        sum(map(str.isalnum, phrase[word.start : word.end])) for word in words(phrase)
    )
