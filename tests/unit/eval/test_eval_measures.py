from __future__ import annotations

import pytest
from sacrebleu.significance import PairedTest, Result

from jembatan_eval import sacrebleu_metrics
from jembatan_eval.lines import Pair
from jembatan_eval.measures import measurable, measure
from jembatan_eval.resampling import difference

_WORDS = (
    *("market", "opens", "early", "fish", "sold", "out", "rain", "falls"),
    *("over", "the", "harbour", "while", "boats", "wait", "for", "rice"),
)


def _sentence(seed: int, words: int = 9) -> list[str]:
    return [_WORDS[(seed * 7 + step * (1 + seed % 5)) % len(_WORDS)] for step in range(words)]


REFERENCES = [" ".join(_sentence(seed)) + "." for seed in range(120)]
GOOD = [" ".join(_sentence(seed)[:8]) + " far." for seed in range(120)]
BAD = [" ".join(_sentence(seed)[: 8 if seed % 3 else 4]) + " far away." for seed in range(120)]


@pytest.mark.parametrize("name", sacrebleu_metrics.NAMES)
def test_the_sum_of_the_sentences_is_sacrebleus_corpus_score(name: str) -> None:
    pairs = [Pair(*texts) for texts in zip(BAD, REFERENCES, strict=True)]
    metric = sacrebleu_metrics.metric(name)
    wanted = metric.corpus_score(BAD, [REFERENCES])
    found = measure(name, pairs)
    assert found.sample.score == pytest.approx(wanted.score, abs=1e-9)
    assert found.signature == str(metric.get_signature())


@pytest.mark.parametrize("name", ["bleu", "chrf"])
@pytest.mark.filterwarnings("ignore")  # numpy's, of sacreBLEU's own test
def test_the_p_value_is_near_sacrebleus(name: str) -> None:
    near = [good if index % 9 else bad for index, (good, bad) in enumerate(zip(GOOD, BAD, strict=True))]
    metric = sacrebleu_metrics.metric(name)
    _, results = PairedTest([("good", GOOD), ("near", near)], {name: metric}, [REFERENCES], "bs", n_samples=1000)()
    theirs = next(results[key] for key in results if key != "System")[1]
    one, other = (measure(name, [Pair(*texts) for texts in zip(of, REFERENCES, strict=True)]) for of in (GOOD, near))
    ours = difference(one.sample, other.sample)
    assert ours is not None
    assert isinstance(theirs, Result)
    assert ours.p == pytest.approx(theirs.p_value, abs=0.02)


def test_measures_that_lack_what_they_need_are_not_there() -> None:
    assert measurable([Pair("a", "b")]) == ("bleu", "chrf", "chrf++", "ter")
    assert measurable([Pair("a", None, "c")]) == ("number_survival", "coverage")
    assert measurable([Pair("a", "b", "c"), Pair("a", None, "c")]) == ("number_survival", "coverage")


def test_number_survival_is_the_share_of_the_sentences_with_numbers() -> None:
    pairs = [
        Pair("It sold 9 tons.", None, "Terjual 9 ton."),
        Pair("It sold 8 tons.", None, "Terjual 9 ton."),
        Pair("It rained.", None, "Hujan turun."),
    ]
    assert measure("number_survival", pairs).sample.score == 0.5
