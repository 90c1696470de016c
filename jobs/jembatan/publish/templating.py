"""The Jinja environment of the pages: everything is escaped, and a name that is missing is an error."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

_LANGUAGE_CODE = re.compile("[a-z]{2,3}")


@cache
def environment() -> Environment:
    """The environment that renders ``templates/``."""
    made = Environment(
        loader=PackageLoader("jembatan.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        words=words, capitalize_first=capitalize_first, count=count, day=day, iso_day=iso_day, lang=lang
    )
    made.tests["web_address"] = is_web_address
    return made


def words(name: str) -> str:
    """The name of a rule or stage as words: ``doubled-headline`` is "doubled headline"."""
    return re.sub(r"[-_]+", " ", name)


def capitalize_first(text: str) -> str:
    """The text with a capital at its start and the rest as it is."""
    return text[:1].upper() + text[1:]


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A counted noun: "1 article", "1,204 articles"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def day(value: date) -> str:
    """A date for readers: "5 November 2024"."""
    return f"{value.day} {value:%B %Y}"


def iso_day(value: str) -> str:
    """An ISO date for readers. What is no date is shown as it is."""
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def lang(code: str | None, otherwise: str) -> str:
    """A value for a ``lang`` attribute: the code where it is one."""
    return code if code and _LANGUAGE_CODE.fullmatch(code) else otherwise


def is_web_address(url: str) -> bool:
    """Whether an address may become a link: http or https, with a host."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
