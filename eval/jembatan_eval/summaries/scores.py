"""The scores of all summaries of a bundle: ROUGE beside the lead baselines, and what needs no reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jembatan.publish.schema import ArticleRecord
from jembatan_eval.references.file import Reference
from jembatan_eval.references.summaries import SummaryReference, by_article
from jembatan_eval.summaries.check import NGRAMS, Novelty, SummaryCheck, SummaryFault, check, of_record
from jembatan_eval.summaries.lead import lead_of_article, lead_of_reference
from jembatan_eval.summaries.rouge import Rouge, rouge


@dataclass(frozen=True, slots=True)
class SummarySystem:
    """One way to summarise, scored over the articles that have a reference, in their order. ``whole``: all sentences
    against both references, the better one counts; ``first``: the first sentence alone against the lead reference."""

    name: str
    whole: Rouge
    first: Rouge


@dataclass(frozen=True, slots=True)
class SummaryScores:
    """All that is known of a bundle's summaries.

    ``checks`` has one entry for every article, also for those without a summary (``sentences`` is 0) or a reference.
    ``systems`` is empty where no article has a reference; else it holds the bundle's summaries, lead-3 of the
    bundle's English, and lead-3 of the reference translations where every one of ``scored`` has one. An article with a
    reference and without a summary is scored as empty. ``scored`` are the ids behind the values of ``systems``.
    """

    checks: tuple[SummaryCheck, ...]
    systems: tuple[SummarySystem, ...]
    scored: tuple[str, ...]
    references_without_article: tuple[str, ...]

    @property
    def without_summary(self) -> tuple[str, ...]:
        """The articles that have no summary."""
        return tuple(one.article for one in self.checks if not one.sentences)

    @property
    def without_reference(self) -> tuple[str, ...]:
        """The articles that ROUGE is not taken of."""
        return tuple(one.article for one in self.checks if one.article not in self.scored)

    @property
    def faults(self) -> tuple[SummaryFault, ...]:
        """Everything invented, in the order of the bundle."""
        return tuple(fault for one in self.checks for fault in one.faults)

    @property
    def failed(self) -> tuple[str, ...]:
        """The articles whose summary invents a figure or a name."""
        return tuple(one.article for one in self.checks if one.faults)

    @property
    def compression(self) -> float | None:
        """Words of all summaries for each word of the articles that have one."""
        made = [one for one in self.checks if one.sentences]
        words = sum(one.article_words for one in made)
        return sum(one.words for one in made) / words if words else None

    @property
    def novelty(self) -> tuple[Novelty, ...]:
        """Of all summaries together, for each n."""
        each = [dict(zip(NGRAMS, one.novelty, strict=True)) for one in self.checks]
        return tuple(Novelty(n, sum(one[n].novel for one in each), sum(one[n].ngrams for one in each)) for n in NGRAMS)

    @property
    def number_survival(self) -> float | None:
        """The share of all the summaries' numbers that their articles bear out, from 0 to 1."""
        numbers = sum(one.numbers for one in self.checks)
        return sum(one.supported for one in self.checks) / numbers if numbers else None


def score_summaries(
    bundle: Sequence[ArticleRecord],
    references: Sequence[SummaryReference],
    translations: Sequence[Reference] = (),
) -> SummaryScores:
    """Score every summary of a bundle. ``translations`` are the reference translations, for the oracle baseline.

    Raises JembatanError where rouge-score is not installed and InputError where a date of the bundle is none.
    """
    checks = tuple(check(of_record(article)) for article in bundle)
    known = by_article(references)
    scored = [article for article in bundle if article["id"] in known]
    systems: list[SummarySystem] = []
    if scored:
        wanted = [known[article["id"]] for article in scored]
        systems.append(_system("summary", scored, wanted, _summary))
        systems.append(_system("lead-3", scored, wanted, lead_of_article))
        oracle = {article["id"]: lead_of_reference(translations, article["id"]) for article in scored}
        if all(oracle.values()):
            systems.append(_system("lead-3 of the reference", scored, wanted, _looked_up(oracle)))
    return SummaryScores(
        checks,
        tuple(systems),
        tuple(article["id"] for article in scored),
        tuple(sorted(known.keys() - {article["id"] for article in bundle})),
    )


def _system(
    name: str,
    articles: Sequence[ArticleRecord],
    references: Sequence[SummaryReference],
    summarise: Callable[[ArticleRecord], tuple[str, ...]],
) -> SummarySystem:
    made = [summarise(article) for article in articles]
    return SummarySystem(
        name,
        rouge(made, [one.both for one in references]),
        rouge([one[:1] for one in made], [(one.lead,) for one in references]),
    )


def _summary(article: ArticleRecord) -> tuple[str, ...]:
    return tuple(sentence["text"] for sentence in article["summary"])


def _looked_up(texts: Mapping[str, tuple[str, ...]]) -> Callable[[ArticleRecord], tuple[str, ...]]:
    return lambda article: texts[article["id"]]
