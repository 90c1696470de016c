"""The ``evaluate`` modules load without a network; published metrics are exactly what their libraries give."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from jembatan_eval.sacrebleu_metrics import NAMES, metric
from nights import ROOT

TEXTS = ["There are 11,800 people in the town.", "Prices rose on Tuesday.", "The market opened at seven o'clock."]
ONE = ["11,800 people are in the town.", "On Tuesday, prices rose.", "The market opens at seven o'clock."]
SEVERAL = [
    ["11,800 people are in the town.", "There were 11,800 people in the town."],
    ["On Tuesday, prices rose."],
    ["The market opens at seven o'clock.", "The market opened at 7."],
]
# sacreBLEU wants them by rank.
BY_RANK: list[list[Any]] = [ONE, ["There were 11,800 people in the town.", None, "The market opened at 7."]]

# Each module scores one reference, then several. No socket may be opened to anywhere.
USE = """
import json, socket, sys
def refuse(*_): raise AssertionError("the network was used")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
import evaluate
found = {}
folder, texts, one, several = sys.argv[1], *map(json.loads, sys.argv[2:])
for name in ("bleu", "chrf", "chrf_pp", "ter", "rouge"):
    module = evaluate.load(f"{folder}/{name}")
    found[name] = [module.compute(predictions=texts, references=references) for references in (one, several)]
for name, more in (("bertscore", {}), ("comet", {"sources": one})):
    module = evaluate.load(f"{folder}/{name}")
    try:
        module.compute(predictions=texts, references=one, model="x", **more)
    except Exception as error:
        found[name] = f"{type(error).__name__}: {error}"
found["coverage"] = [
    evaluate.load(f"{folder}/coverage").compute(
        predictions=["The market opened on Tuesday.", ""], sources=["Pasar dibuka pada Selasa.", "Ikan habis terjual."]
    )
]
found["summary_support"] = [
    evaluate.load(f"{folder}/summary_support").compute(
        predictions=["Some 54 tons were sold in Bandung.\\nPrices rose.", "Prices rose."],
        articles=["A total of 45 tons were sold in Jakarta.\\nPrices rose.", "Prices rose."],
    )
]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """What each module answers. In a process of its own: evaluate keeps its cache folders for as long as it lives."""
    environment = {**os.environ, "HF_HOME": str(tmp_path_factory.mktemp("cache")), "HF_HUB_OFFLINE": "1"}
    environment.pop("JEMBATAN_LEARNED_PYTHON", None)
    told = [json.dumps(column) for column in (TEXTS, ONE, SEVERAL)]
    ended = subprocess.run(
        [sys.executable, "-c", USE, str(ROOT / "eval" / "metrics"), *told],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    answers: dict[str, list[dict[str, object]]] = json.loads(ended.stdout.splitlines()[-1])
    return answers


@pytest.mark.parametrize(
    ("name", "library", "signature"),
    [
        ("bleu", BLEU(), "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:"),
        ("chrf", CHRF(), "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:"),
        ("chrf_pp", CHRF(word_order=2), "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:"),
        ("ter", TER(), "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:"),
    ],
)
def test_they_are_sacrebleus(
    found: dict[str, list[dict[str, object]]], name: str, library: BLEU | CHRF | TER, signature: str
) -> None:
    one, several = found[name]
    assert one["score"] == library.corpus_score(TEXTS, [ONE]).score
    assert str(one["signature"]).startswith(signature)
    assert several["score"] == library.corpus_score(TEXTS, BY_RANK).score
    assert str(several["signature"]).startswith("nrefs:var|")
    assert several["score"] != one["score"]


def test_rouge_is_rouge_scores(found: dict[str, list[dict[str, object]]]) -> None:
    one, several = found["rouge"]
    variants = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
    scorer = RougeScorer(variants, use_stemmer=True)
    for name in variants:
        pairs = zip(ONE, TEXTS, strict=True)
        assert one[name] == pytest.approx(
            100 * fmean(scorer.score(target, text)[name].fmeasure for target, text in pairs)
        )
        groups = zip(SEVERAL, TEXTS, strict=True)
        best = [max(scorer.score(target, text)[name].fmeasure for target in targets) for targets, text in groups]
        assert several[name] == pytest.approx(100 * fmean(best))
    for of, refs in ((one, 1), (several, "var")):
        signatures = of["signatures"]
        assert isinstance(signatures, dict)
        assert signatures["rouge2"].startswith(f"rouge2|refs:{refs}|stem:porter|multi:max|mean:texts|tok:rouge_score|")
    # "opened" and "opens" are one word to the stemmer.
    assert scorer.score(ONE[2], TEXTS[2])["rouge1"].fmeasure == 1


def test_coverage_tells_what_is_lost(found: dict[str, list[dict[str, object]]]) -> None:
    (told,) = found["coverage"]
    assert (told["share"], told["lost"], told["echoed"]) == (0.5, 1, 0)
    assert told["length_ratio"] == pytest.approx(29 / 25)
    faults = told["faults"]
    assert isinstance(faults, list)
    assert [(one["index"], one["kind"]) for one in faults] == [(1, "lost")]


def test_a_summary_s_inventions_are_told(found: dict[str, list[dict[str, object]]]) -> None:
    (told,) = found["summary_support"]
    assert (told["supported"], told["unsupported_numbers"], told["unsupported_names"]) == (0.5, 1, 1)
    assert (told["number_survival"], told["compression"]) == (0, 11 / 13)
    faults = told["faults"]
    assert isinstance(faults, list)
    assert [(one["index"], one["sentence"], one["surface"]) for one in faults] == [(0, 1, "54"), (0, 1, "Bandung")]


@pytest.mark.parametrize("name", ["bertscore", "comet"])
def test_the_learned_ones_load_and_say_what_is_missing(found: dict[str, object], name: str) -> None:
    assert str(found[name]).startswith("JembatanError: COMET and BERTScore run in a virtual environment of their own")


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_a_metric(name: str) -> None:
    perfect = metric(name).corpus_score(TEXTS, [TEXTS]).score
    assert perfect == pytest.approx(0 if name == "ter" else 100)


def test_other_names_are_refused() -> None:
    with pytest.raises(ValueError, match=r"'meteor' is no metric of sacreBLEU's here; there are: bleu, chrf, chrf\+\+"):
        metric("meteor")


@pytest.mark.parametrize("module", sorted((ROOT / "eval" / "metrics").iterdir()), ids=lambda path: path.name)
def test_each_module_has_its_file_and_a_readme_that_loads_it(module: Path) -> None:
    assert (module / f"{module.name}.py").is_file()
    assert f'evaluate.load("eval/metrics/{module.name}")' in (module / "README.md").read_text(encoding="utf-8")
