"""ROUGE of summaries, by Google's rouge-score: F1 from 0 to 100, with a signature in the style of sacreBLEU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal, get_args

from jembatan.errors import InputError, JembatanError
from jembatan_eval.resampling import Sample, means

Variant = Literal["rouge1", "rouge2", "rougeL", "rougeLsum"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
"""Words, pairs of words, the longest common subsequence of the whole text, and that of its sentences."""


@dataclass(frozen=True, slots=True)
class RougeScore:
    """One variant over a list of texts. ``values`` holds the F1 of each text, from 0 to 100, in their order."""

    values: tuple[float, ...]
    signature: str

    @property
    def score(self) -> float:
        """The mean over the texts, from 0 to 100, unrounded."""
        return sum(self.values) / len(self.values)

    @property
    def sample(self) -> Sample:
        """The texts as a sample that can be resampled."""
        return means(self.values)


@dataclass(frozen=True, slots=True)
class Rouge:
    """The four variants over one list of texts."""

    rouge1: RougeScore
    rouge2: RougeScore
    rougeL: RougeScore  # noqa: N815 - the variant's name
    rougeLsum: RougeScore  # noqa: N815


def rouge(candidates: Sequence[Sequence[str]], references: Sequence[Sequence[Sequence[str]]]) -> Rouge:
    """Score texts, each a list of sentences, against one or more references each.

    Words are lower-cased runs of a-z and 0-9 and go through the Porter stemmer. Of several references the best F1
    counts, for each variant and text by itself: the convention of ``rouge_scorer.score_multi``. A text without
    sentences scores 0. Raises InputError for lists that do not fit, JembatanError where rouge-score is not installed.
    """
    _check(candidates, references)
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError as error:
        raise JembatanError("rouge-score is not installed; run: pip install -c constraints.txt -e '.[eval]'") from error
    scorer = RougeScorer(list(VARIANTS), use_stemmer=True)
    found = [
        scorer.score_multi([_text(one) for one in wanted], _text(made))
        for made, wanted in zip(candidates, references, strict=True)
    ]
    scores = {
        name: RougeScore(tuple(100 * float(one[name].fmeasure) for one in found), _signature(name, references))
        for name in VARIANTS
    }
    return Rouge(**scores)


def _check(candidates: Sequence[Sequence[str]], references: Sequence[Sequence[Sequence[str]]]) -> None:
    if not candidates:
        raise InputError("there is no summary to score with ROUGE; give at least one text")
    if len(candidates) != len(references):
        raise InputError(
            f"{len(candidates)} summaries and references for {len(references)}; ROUGE needs a list of references for "
            "each summary"
        )
    for number, wanted in enumerate(references, 1):
        if not any(_text(one) for one in wanted):
            raise InputError(f"summary {number} has no reference; leave it out or give it one")


def _text(sentences: Sequence[str]) -> str:
    # Lsum takes each line for a sentence.
    return "\n".join(" ".join(sentence.split()) for sentence in sentences)


def _signature(variant: str, references: Sequence[Sequence[Sequence[str]]]) -> str:
    counts = {len(wanted) for wanted in references}
    several = f"refs:{counts.pop() if len(counts) == 1 else 'var'}"
    return (
        f"{variant}|{several}|stem:porter|multi:max|mean:texts|tok:rouge_score|version:{version('rouge-score')}"
        f"|nltk:{version('nltk')}"
    )
