"""From bytes to text, in any encoding that can be told."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class UndecodableError(ValueError):
    """The bytes are no text in any encoding that could be told; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was stored in."""

    text: str
    encoding: str
    fault: str | None = None
    """What of the bytes is lost or shown as U+FFFD."""


def decode(data: bytes, *, declared: bool = False) -> Decoded:
    """The text of ``data``: by byte order mark, as UTF-8, as UTF-16 by its zero bytes, then by statistics.

    ``declared``: believe a ``charset=`` in the first 2 KiB (HTML) before the statistics. UTF-8 with a few broken bytes,
    or cut off inside its last character, stays UTF-8; ``fault`` says what is wrong. Raises UndecodableError.
    """
    encoding = _encoding(data, declared=declared)
    if encoding != "utf-8":
        return _checked(data, encoding)
    try:
        return Decoded(readable(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        if _cut_off(data, error):
            fault = f"ends inside a character, as if cut off; its last {len(data) - error.start} byte(s) are left out"
            return Decoded(readable(data[: error.start].decode("utf-8")), "utf-8", fault)
        fault = f"is not valid UTF-8 at byte {error.start} and perhaps more; what is broken is shown as U+FFFD"
        return Decoded(readable(data.decode("utf-8", "replace")), "utf-8", fault)


def decode_records(data: bytes) -> Decoded:
    """As ``decode``, for a file of many records: what is broken in one record is left for its reader to find.

    Control characters stay, and bytes that are not valid stay as half characters (``surrogateescape``).
    """
    encoding = _encoding(data)
    try:
        errors = "surrogateescape" if encoding.startswith("utf-8") else "strict"
        return Decoded(data.decode(encoding, errors), encoding)
    except UnicodeError as error:
        raise UndecodableError(f"not valid {encoding}: {error}") from error


def is_wide(data: bytes) -> bool:
    """``data``, the first line of a file, is in UTF-16 or UTF-32: its line ends are not single bytes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return True
    return _utf16_without_mark(data[: len(data) // 2 * 2]) is not None


def _encoding(data: bytes, *, declared: bool = False) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    wide = _utf16_without_mark(data)
    if wide is not None:
        return wide
    if _is_utf8(data):
        return "utf-8"
    match = _DECLARED.search(data[:2048]) if declared else None
    if match is not None:
        try:
            name = codecs.lookup(match[1].decode("ascii")).name
            _checked(data, name)
            if name != "utf-8":
                return name
        except (LookupError, UndecodableError):
            pass
    return _by_statistics(data)


def _is_utf8(data: bytes) -> bool:
    """All of ``data`` is UTF-8, or so much of it that what is not is a fault and not another encoding."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _cut_off(data, error):
            return True
        text = data.decode("utf-8", "surrogateescape")
        broken = sum("\udc80" <= character <= "\udcff" for character in text)
        return sum(character > "\x7f" for character in text) - broken > 2 * broken
    return True


def _cut_off(data: bytes, error: UnicodeDecodeError) -> bool:
    return error.reason == "unexpected end of data" and len(data) - error.start <= 3


def readable(text: str) -> str:
    """``text`` itself. Raises UndecodableError where it holds what no text holds: NULs, controls, half characters."""
    control = _CONTROL.search(text)
    if control is not None:
        raise UndecodableError(f"binary data, not text: character U+{ord(control[0]):04X} at {control.start()}")
    half = _SURROGATE.search(text)
    if half is not None:
        raise UndecodableError(f"half a character (U+{ord(half[0]):04X}) at {half.start()}")
    return text


def _checked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(readable(data.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"not valid {encoding}: {error.reason} at byte {error.start}") from error
    except (UnicodeError, LookupError) as error:  # codecs that decode no text at all
        raise UndecodableError(f"not valid {encoding}: {error}") from error


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in nearly every second byte, and none in the others."""
    if len(data) < 4 or len(data) % 2:
        return None
    half = len(data) // 2
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _by_statistics(data: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data.replace(b"\x00", b"")).best()
    if best is None:
        raise UndecodableError("the encoding cannot be told; store the file as UTF-8")
    return _western(data, best.encoding)


def _western(data: bytes, guess: str) -> str:
    """Single-byte guesses for text that is nearly all ASCII are a toss-up: Windows-1252 is what newsrooms have."""
    if sum(byte >= 0x80 for byte in data) > 0.05 * len(data):
        return guess
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return guess
    return "cp1252"
