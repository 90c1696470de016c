"""The checks that every translation passes, by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from jembatan import numbers
from jembatan.guard.added import added_check
from jembatan.guard.attribution import attribution_check
from jembatan.guard.context import Check, Context
from jembatan.guard.countries import countries_check
from jembatan.guard.coverage.check import coverage_check
from jembatan.guard.echo import echo_check
from jembatan.guard.garble import garble_check
from jembatan.guard.language import language_check
from jembatan.guard.loops import loop_check
from jembatan.guard.names import names_check
from jembatan.guard.negation import negation_check
from jembatan.guard.opposites import opposites_check
from jembatan.guard.quotes import quotes_check
from jembatan.guard.sides import sides_check
from jembatan.guard.terms import terms_beside_countries, terms_check
from jembatan.guard.untranslated import untranslated_check
from jembatan.records import CheckName, Finding


def number_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether every number of the source is in the hypothesis, and no other. The score is the share that survived."""
    matches = numbers.compare("", source, hypothesis, context.published, order=context.order).matches
    wrong = [match for match in matches if match.verdict == "error"]
    score = 1 - len(wrong) / len(matches) if wrong else 1.0
    return Finding("numbers", not wrong, score, " ".join(match.explanation for match in wrong))


CHECKS: Mapping[CheckName, Check] = {
    "numbers": number_check,
    "coverage": coverage_check,
    "negation": negation_check,
    "countries": countries_check,
    "sides": sides_check,
    "opposites": opposites_check,
    "names": names_check,
    "added": added_check,
    "attribution": attribution_check,
    "quotes": quotes_check,
    "language": language_check,
    "echo": echo_check,
    "untranslated": untranslated_check,
    "glossary": terms_beside_countries,
    "loop": loop_check,
    "garbled": garble_check,
}
"""All checks of a translation, in the order in which their findings are told."""


def chosen(names: Collection[CheckName]) -> tuple[Check, ...]:
    """The checks of these names, in the order of CHECKS. Without ``countries`` the glossary's tells all countries."""
    alone: Mapping[CheckName, Check] = {} if "countries" in names else {"glossary": terms_check}
    return tuple(alone.get(name, check) for name, check in CHECKS.items() if name in names)
