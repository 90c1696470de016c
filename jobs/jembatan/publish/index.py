"""The overview of a bundle: every article, worst first, and all that went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jembatan.publish.content import Bundle
from jembatan.publish.jsonl import english_title, translation_of
from jembatan.publish.mends import mend_kind
from jembatan.publish.notes import Flag, describe
from jembatan.publish.provenance import Provenance
from jembatan.publish.templating import environment
from jembatan.quantities import NumberReport, QuantityStatus
from jembatan.records import Duplicate, Failure

_WORST_FIRST = ("failed", "review", "ok")

_STATUSES: tuple[QuantityStatus, ...] = ("kept", "reworded", "converted", "changed", "lost", "invented")


@dataclass(frozen=True, slots=True)
class NumberCounts:
    """How many numbers have each status; excused ones have none."""

    kept: int
    reworded: int
    converted: int
    changed: int
    lost: int
    invented: int

    @classmethod
    def of(cls, reports: Sequence[NumberReport]) -> NumberCounts:
        """The sums over reports."""
        return cls(*(sum(report.count(status) for report in reports) for status in _STATUSES))


@dataclass(frozen=True, slots=True)
class Counts:
    """What a bundle holds. ``flagged`` is of segments, summary sentences and summaries as a whole, ``flagged_segments``
    of segments only; ``repaired`` are segments that an engine's other output mended and that have no flag left,
    ``machine_repaired`` those that a rule wrote anew; ``numbers`` is of the translations."""

    articles: int
    failed: int
    review: int
    ok: int
    segments: int
    flagged: int
    flagged_segments: int
    failures: int
    duplicates: int
    repaired: int
    machine_repaired: int
    numbers: NumberCounts


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the overview. ``flags`` are the kinds of flag it has, with how often, most frequent first;
    ``repaired`` counts the sentences that an engine's other output mended, which are no findings."""

    bundle: Bundle
    title: str
    original_title: str | None
    teaser: str | None
    numbers: NumberCounts
    repaired: int
    flags: tuple[tuple[Flag, int], ...]


def worst_first(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Failed before review before ok; within each the most flagged first, then by id."""
    return sorted(
        bundles,
        key=lambda bundle: (
            _WORST_FIRST.index(bundle.status),
            -len(bundle.failures),
            -bundle.flagged,
            bundle.segmented.article.id,
        ),
    )


def all_failures(bundles: Sequence[Bundle], failures: Sequence[Failure]) -> list[Failure]:
    """The night's failures and the articles' own, each once."""
    return list(dict.fromkeys([*failures, *(failure for bundle in bundles for failure in bundle.failures)]))


def tally(bundles: Sequence[Bundle], failures: Sequence[Failure], duplicates: Sequence[Duplicate]) -> Counts:
    """The counts of a bundle."""
    statuses = [bundle.status for bundle in bundles]
    return Counts(
        articles=len(bundles),
        failed=statuses.count("failed"),
        review=statuses.count("review"),
        ok=statuses.count("ok"),
        segments=sum(len(bundle.segmented.segments) for bundle in bundles),
        flagged=sum(bundle.flagged for bundle in bundles),
        flagged_segments=sum(bool(made.flags) for bundle in bundles for made in bundle.translations),
        failures=len(all_failures(bundles, failures)),
        duplicates=len(duplicates),
        repaired=sum(_repaired(bundle) for bundle in bundles),
        machine_repaired=sum(made.mend == "machine-repaired" for bundle in bundles for made in bundle.translations),
        numbers=NumberCounts.of([report for bundle in bundles for report in bundle.numbers]),
    )


def render_index(
    bundles: Sequence[Bundle], failures: Sequence[Failure], duplicates: Sequence[Duplicate], provenance: Provenance
) -> str:
    """The overview page: no script, nothing loaded from elsewhere, the same bytes for the same records."""
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            counts=tally(bundles, failures, duplicates),
            entries=[_entry(bundle) for bundle in worst_first(bundles)],
            failures=all_failures(bundles, failures),
            duplicates=duplicates,
            published={bundle.segmented.article.id for bundle in bundles},
            makers=provenance.engines,
            provenance=provenance,
        )
    )


def _repaired(bundle: Bundle) -> int:
    return sum(mend_kind(made) == "repaired" for made in bundle.translations)


def _entry(bundle: Bundle) -> Entry:
    article = bundle.segmented.article
    english = english_title(bundle)
    targets = (translation_of(bundle, position) for position, _ in enumerate(bundle.segmented.segments))
    opening = next((made.target for made in targets if made and made.target), None)
    names = [name for translation in bundle.translations for name in translation.flags]
    if bundle.summary is not None:
        names += bundle.summary.flags
        names += [name for sentence in bundle.summary.sentences for name in sentence.flags]
    return Entry(
        bundle=bundle,
        title=english or article.title or article.id,
        original_title=article.title if english else None,
        teaser=None if english or article.title else opening,
        numbers=NumberCounts.of(bundle.numbers),
        repaired=_repaired(bundle),
        flags=tuple(
            (describe(name), names.count(name))
            for name in sorted(set(names), key=lambda name: (-names.count(name), name))
        ),
    )
