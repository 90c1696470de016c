from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from jembatan.errors import InputError
from jembatan.numbers import compare
from jembatan_eval.contrast import (
    CONTRAST,
    PHENOMENA,
    ContrastPair,
    PhenomenonScore,
    Verdict,
    passes,
    read_contrast,
    read_outputs,
    score_contrast,
)

PAIRS = read_contrast()
OTHER_HAND = Path(__file__).parent / "contrast_other_hand.en"
every_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)


@every_pair
def test_the_reference_passes_and_the_wrong_translation_fails(pair: ContrastPair) -> None:
    assert passes(pair, pair.target).reasons == ()
    assert passes(pair, pair.target.upper()).reasons == ()
    assert not passes(pair, pair.wrong)


@every_pair
def test_a_copied_source_and_an_empty_output_fail(pair: ContrastPair) -> None:
    assert not passes(pair, pair.source)
    assert not passes(pair, "")


@pytest.mark.parametrize(
    ("pair", "output"), list(zip(PAIRS, OTHER_HAND.read_text(encoding="utf-8").splitlines(), strict=True))
)
def test_a_second_right_translation_in_other_words_passes(pair: ContrastPair, output: str) -> None:
    assert passes(pair, output).reasons == ()
    assert output != pair.target


SIDES = {"North": "South", "South": "North", "Pyongyang": "Seoul", "Seoul": "Pyongyang"}
KOREAS = [
    (pair, text)
    for pair, other in zip(PAIRS, OTHER_HAND.read_text(encoding="utf-8").splitlines(), strict=True)
    if re.search(r"\bkor(ea|ut|sel)\b", pair.source, re.IGNORECASE)
    for text in (pair.target, other)
]


@pytest.mark.parametrize(("pair", "text"), KOREAS)
def test_exchanging_the_two_koreas_fails(pair: ContrastPair, text: str) -> None:
    exchanged = re.sub(
        r"\b(North|South)(?= Korea)|\b(Pyongyang|Seoul)\b",
        lambda found: SIDES[found[0].title()],
        text,
        flags=re.IGNORECASE,
    )
    assert exchanged != text
    assert not passes(pair, exchanged)


def test_the_set_is_whole_and_in_order() -> None:
    assert len(PAIRS) == 150
    counts = Counter(pair.phenomenon for pair in PAIRS)
    assert tuple(counts) == PHENOMENA
    assert set(counts.values()) == {11, 12}
    assert [pair.id for pair in PAIRS] == [
        f"{phenomenon}-{number:02}" for phenomenon, count in counts.items() for number in range(1, count + 1)
    ]


def test_every_text_stands_once_and_no_source_in_the_seeds() -> None:
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in (CONTRAST.parents[2] / "seeds").glob("*.txt"))
    assert seeds
    for texts in ([pair.source for pair in PAIRS], [pair.target for pair in PAIRS]):
        assert len(set(texts)) == len(PAIRS)
    assert [pair.id for pair in PAIRS if pair.source in seeds] == []


@every_pair
def test_a_pair_is_one_sentence_of_news(pair: ContrastPair) -> None:
    assert 8 <= len(pair.source.split()) <= 25
    assert pair.target not in (pair.source, pair.wrong)
    assert not set("\"'") & set(pair.target + pair.wrong), "references have curly quotation marks"
    for wordings in (*pair.expect, pair.avoid):
        assert len(set(wordings)) == len(wordings)


@every_pair
def test_the_reference_keeps_the_numbers(pair: ContrastPair) -> None:
    assert compare("", pair.source, pair.target).verdict == "ok"


PAIR = ContrastPair.model_validate(
    {
        "schema": 1,
        "type": "contrast",
        "id": "abbreviations-01",
        "phenomenon": "abbreviations",
        "source": "Korut menyerang Korsel.",
        "target": "North Korea attacked South Korea.",
        "wrong": "South Korea attacked North Korea.",
        "expect": [["North Korea* ... attack*", "by North Korea*"], ["South Korea*"]],
        "avoid": ["Korut", "Korsel"],
    }
)


@pytest.mark.parametrize(
    ("output", "missing", "avoided", "reasons"),
    [
        ("North Korean forces attacked South Korea.", (), (), ()),
        ("South Korea was attacked by North Korea.", (), (), ()),
        (
            "South Korea attacked North Korea.",
            (("North Korea* ... attack*", "by North Korea*"),),
            (),
            ("says none of: North Korea* ... attack*, by North Korea*",),
        ),
        (
            "North Korea attacked Korsel.",
            (("South Korea*",),),
            ("Korsel",),
            ("says none of: South Korea*", "says: Korsel"),
        ),
    ],
)
def test_a_verdict_tells_why(
    output: str, missing: tuple[tuple[str, ...], ...], avoided: tuple[str, ...], reasons: tuple[str, ...]
) -> None:
    verdict = passes(PAIR, output)
    assert verdict == Verdict(missing, avoided)
    assert verdict.reasons == reasons
    assert bool(verdict) == (not reasons)


def test_the_score_counts_by_phenomenon_and_keeps_the_failures() -> None:
    pairs = [PAIRS[0], PAIRS[1], PAIR]
    scores = score_contrast(pairs, [PAIRS[0].target, PAIRS[1].wrong, "North Korea attacked South Korea."])
    assert scores.phenomena == (PhenomenonScore("numbers", 1, 2), PhenomenonScore("abbreviations", 1, 1))
    assert (scores.passed, scores.total) == (2, 3)
    [failure] = scores.failures
    assert (failure.pair, failure.output) == (PAIRS[1], PAIRS[1].wrong)
    assert failure.verdict.avoided == ("2.4 million",)


def test_all_references_and_all_wrong_translations() -> None:
    right = score_contrast(PAIRS, [pair.target for pair in PAIRS])
    wrong = score_contrast(PAIRS, [pair.wrong for pair in PAIRS])
    assert (right.passed, wrong.passed, wrong.total) == (150, 0, 150)


def test_another_number_of_outputs_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "contrast.en"
    path.write_text("One.\n\nThree\u2028and more.\n", encoding="utf-8")
    assert read_outputs(path, PAIRS[:3]) == ("One.", "", "Three\u2028and more.")
    with pytest.raises(InputError, match=r"contrast\.en: has 3 lines for 150 sources"):
        read_outputs(path, PAIRS)
    with pytest.raises(InputError, match="cannot be read"):
        read_outputs(tmp_path, PAIRS)


GOOD = json.loads(PAIR.model_dump_json(by_alias=True))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, ":2: not a contrast pair of schema 1 .schema"),
        ({"phenomenon": "spelling"}, ":2: .*phenomenon"),
        ({"expect": []}, ":2: .*expect"),
        ({"expect": [[]]}, r":2: .*expect\.0"),
        ({"avoid": [""]}, r":2: .*avoid\.0"),
        ({"source": "two\nlines"}, ":2: .*source"),
        ({"avoids": ["x"]}, ":2: .*avoids"),
        ({}, ":2: the id abbreviations-01 stands twice"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, change: dict[str, object], message: str) -> None:
    path = tmp_path / "contrast.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{json.dumps(GOOD | change)}\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_contrast(path)


def test_a_file_without_pairs_or_no_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "contrast.jsonl"
    with pytest.raises(InputError, match="cannot be read"):
        read_contrast(path)
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no contrast pair"):
        read_contrast(path)
