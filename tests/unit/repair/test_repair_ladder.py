"""The ladder with engines that answer from a table: order, verdicts, refusals, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from jembatan.engines.fake import FakeTranslator
from jembatan.engines.protocol import EngineIdentity, Output
from jembatan.glossary.entries import Entry
from jembatan.glossary.glossary import Glossary
from jembatan.guard.check import number_check
from jembatan.guard.context import Check, Context
from jembatan.guard.terms import terms_check
from jembatan.records import Finding, Hypothesis, RepairStep, Rung, Translation
from jembatan.repair.candidates import Answer
from jembatan.repair.case import Sentence
from jembatan.repair.ladder import Climbed, Ladder
from jembatan.stages.translate import TranslateStage

OWN = FakeTranslator().identity
OTHER = replace(OWN, model="other")
RUNGS: tuple[Rung, ...] = ("n-best", "again", "split", "engine", "rewrite")
SOURCE = "Ada 11.800 tentara di Kursk."
WRONG = "There are 11.8 soldiers in Kursk."
RIGHT = "There are 11,800 soldiers in Kursk."
LONG = "Ia mengatakan bahwa 11.800 tentara sudah tiba di sana, sementara 45 tank masih di jalan."
CLAUSES = ("Ia mengatakan bahwa 11.800 tentara sudah tiba di sana,", "sementara 45 tank masih di jalan.")


def stage(name: str, identity: EngineIdentity = OWN) -> TranslateStage:
    return TranslateStage(identity, {}, FakeTranslator, 4, name)


def output(*texts: str, scores: Sequence[float | None] = ()) -> Output:
    given = scores or [-0.1 * rank for rank in range(1, len(texts) + 1)]
    return Output(tuple(Hypothesis(text, score) for text, score in zip(texts, given, strict=True)))


@dataclass
class Desk:
    """Answers from a table of stages, and remembers what was asked."""

    tables: Mapping[str, Mapping[str, Output]] = field(default_factory=dict)
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def ask(self, stage: TranslateStage, texts: Sequence[str]) -> Mapping[str, Answer]:
        self.asked.append((stage.name, tuple(texts)))
        table = self.tables.get(stage.name, {})
        return {text: Answer(table.get(text, Output((), problem="no text")), f"b-{stage.name}") for text in texts}


def sentence(source: str, listed: Output, index: int = 0) -> Sentence:
    first = listed.hypotheses[0]
    draft = Translation("a1", index, first.text, str(OWN), first.score, batch="b1")
    return Sentence(source, Context(), draft, listed)


def ladder(rungs: Sequence[Rung] = RUNGS, margin: float = 0.5, checks: Sequence[Check] = (number_check,)) -> Ladder:
    return Ladder(
        rungs, margin, 1.0, checks, stage("repair-again"), stage("repair-split"), {}, stage("repair-engine", OTHER)
    )


def climb(made: Ladder, desk: Desk, *sentences: Sentence) -> tuple[Translation, ...]:
    climbed = made.climb(sentences, desk.ask, desk.notices.append)
    assert climbed.unknown == frozenset()
    return climbed.translations


def test_a_clean_sentence_is_not_touched_and_nobody_is_asked() -> None:
    desk = Desk()
    clean = sentence(SOURCE, output(RIGHT, "There are 11,800 soldiers."))
    assert climb(ladder(), desk, clean) == (clean.draft,)
    assert (desk.asked, desk.notices) == ([], [])


def test_a_clean_hypothesis_of_the_list_is_taken_and_the_first_output_kept() -> None:
    desk = Desk()
    (made,) = climb(ladder(), desk, sentence(SOURCE, output(WRONG, "There are 11 soldiers in Kursk.", RIGHT)))
    assert (made.target, made.first, made.mend) == (RIGHT, WRONG, "repaired")
    assert made.score == pytest.approx(-0.3)
    assert made.flags == ()
    assert [(step.rung, step.tried, step.accepted, step.mended) for step in made.steps] == [
        ("n-best", "the first list: hypothesis 2 of 3", False, False),
        ("n-best", "the first list: hypothesis 3 of 3", True, True),
    ]
    assert made.steps[0].reason == "11.800 (11,800) became 11."
    assert made.steps[1].reason == "taken; all checks are clean"
    assert desk.asked == []
    assert desk.notices == [
        "repair: 1 of 1 translated sentences are not clean",
        "repair, n-best: 1 tried, 1 mended, 0 left",
    ]


def test_what_was_done_to_a_sentence_before_it_climbs_stays_told() -> None:
    before = RepairStep("marks", "a mark put before it", WRONG, str(OWN), -0.1, "b1", (), True, "a rule")
    given = sentence(SOURCE, output(WRONG, RIGHT))
    given = replace(given, draft=replace(given.draft, first="There are 11.8.", steps=(before,)))
    (made,) = climb(ladder(), Desk(), given)
    assert (made.target, made.first, made.mend) == (RIGHT, "There are 11.8.", "repaired")
    assert [step.rung for step in made.steps] == ["marks", "n-best"]
    (left,) = climb(ladder(margin=0.0), Desk(), given)
    assert (left.target, left.first, left.mend) == (WRONG, "There are 11.8.", "respelt")
    assert [step.rung for step in left.steps][:2] == ["marks", "n-best"]


def test_a_hypothesis_beyond_the_margin_is_refused_and_one_without_scores_is_not() -> None:
    desk = Desk()
    far = sentence(SOURCE, output(WRONG, RIGHT, scores=(-0.1, -0.7)))
    (made,) = climb(ladder(("n-best",)), desk, far)
    assert (made.target, made.first, made.mend) == (WRONG, None, None)
    assert made.steps[0].reason == "its score is 0.60 below the first of the list, the margin is 0.5"
    (made,) = climb(ladder(("n-best",), margin=0.6), desk, far)
    assert made.target == RIGHT
    (made,) = climb(ladder(("n-best",)), desk, sentence(SOURCE, output(WRONG, RIGHT, scores=(None, None))))
    assert made.target == RIGHT


def test_every_rung_is_climbed_in_order_until_one_mends() -> None:
    desk = Desk(
        {
            "repair-again": {LONG: output("He said that soldiers had arrived there, while 45 tanks are on the road.")},
            "repair-split": {CLAUSES[0]: output("He said it."), CLAUSES[1]: output("While 45 tanks are on the road.")},
            "repair-engine": {
                LONG: output("He said that 11,800 soldiers had already arrived there, while 45 tanks are on the road.")
            },
        }
    )
    first = "He said that 11.8 soldiers had already arrived there, while tanks are still on the road."
    (made,) = climb(ladder(), desk, sentence(LONG, output(first)))
    assert desk.asked == [("repair-again", (LONG,)), ("repair-split", CLAUSES), ("repair-engine", (LONG,))]
    assert [(step.rung, step.accepted) for step in made.steps] == [("again", False), ("split", False), ("engine", True)]
    assert (made.engine, made.batch, made.mend) == (str(OTHER), "b-repair-engine", "repaired")
    assert made.steps[2].tried == "other: hypothesis 1 of 1"
    assert desk.notices[1:] == [
        "repair, n-best: 0 tried, 0 mended, 1 left",
        "repair, again: 1 tried, 0 mended, 1 left",
        "repair, split: 1 tried, 0 mended, 1 left",
        "repair, engine: 1 tried, 1 mended, 0 left",
    ]


def test_clauses_are_translated_alone_the_clean_hypothesis_of_each_is_taken_and_they_are_joined() -> None:
    desk = Desk(
        {
            "repair-split": {
                CLAUSES[0]: output(
                    "He said 11.8 soldiers had already arrived.", "He said 11,800 soldiers had arrived."
                ),
                CLAUSES[1]: output("While 45 tanks are still on the road."),
            }
        }
    )
    first = "He said that 11.8 soldiers had already arrived there, while 45 tanks are on the road."
    (made,) = climb(ladder(("split",)), desk, sentence(LONG, output(first)))
    assert made.target == "He said 11,800 soldiers had arrived, while 45 tanks are still on the road."
    assert (made.pieces, made.flags, made.mend) == (2, (), "repaired")
    assert made.steps[0].tried == "2 clauses translated alone and joined"


def test_a_form_is_rewritten_last_marked_and_flagged() -> None:
    desk = Desk({"repair-again": {SOURCE: output("There are 11.800 soldiers in Kursk.")}})
    (made,) = climb(ladder(), desk, sentence(SOURCE, output("There are 11.800 soldiers in Kursk.")))
    assert (made.target, made.mend, made.flags) == (RIGHT, "machine-repaired", ("machine-repaired",))
    assert [(step.rung, step.tried, step.reason) for step in made.steps] == [
        ("again", "decoded again", "it gave nothing that was not tried before"),
        ("engine", "other", "no text"),
        ("rewrite", "11.800 written as 11,800", "taken; all checks are clean"),
    ]


def test_a_rewrite_that_leaves_another_number_wrong_is_kept_and_the_rest_told() -> None:
    (made,) = climb(
        ladder(("rewrite",)), Desk(), sentence("Ada 11.800 tentara dan 3 truk.", output("There are 11.800 soldiers."))
    )
    assert (made.target, made.first, made.mend) == (
        "There are 11,800 soldiers.",
        "There are 11.800 soldiers.",
        "machine-repaired",
    )
    assert made.steps[0].reason == "taken; still wrong: 3 is missing from the translation."
    assert not made.steps[0].mended


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("11,800.", "clean, but obviously poorer: it is far shorter"),
        ("There are 11,800 soldiers in the town.", "clean, but obviously poorer: it drops the name Kursk"),
        ("There are 12 soldiers in Kursk.", "11.800 (11,800) became 12."),
    ],
)
def test_what_is_poorer_or_still_wrong_is_refused_and_the_first_output_stays(other: str, reason: str) -> None:
    (made,) = climb(ladder(("n-best",)), Desk(), sentence(SOURCE, output(WRONG, other)))
    assert (made.target, made.first, made.flags) == (WRONG, None, ())
    assert made.steps[0].reason == reason


def polite(source: str, hypothesis: str, context: Context) -> Finding:
    """A second check: the English says please."""
    said = "please" in hypothesis.lower()
    return Finding("polite", said, float(said), "" if said else "It does not say please.")


def test_a_repair_must_not_make_another_check_worse() -> None:
    checks = (number_check, polite)
    listed = output("Please send 11.8 soldiers to Kursk.", "Send 11,800 soldiers to Kursk.")
    (made,) = climb(ladder(("n-best",), checks=checks), Desk(), sentence(SOURCE, listed))
    assert (made.target, made.steps[0].reason) == (
        "Please send 11.8 soldiers to Kursk.",
        "it makes it worse: It does not say please.",
    )


def test_what_mends_one_check_and_leaves_the_other_is_taken_and_the_climb_goes_on() -> None:
    checks = (number_check, polite)
    desk = Desk({"repair-again": {SOURCE: output("Please send 11,800 soldiers to Kursk.")}})
    listed = output("Send 11.8 soldiers to Kursk.", "Send 11,800 soldiers to Kursk.")
    (made,) = climb(ladder(checks=checks), desk, sentence(SOURCE, listed))
    assert made.target == "Please send 11,800 soldiers to Kursk."
    assert [(step.accepted, step.mended) for step in made.steps] == [(True, False), (True, True)]
    assert made.first == "Send 11.8 soldiers to Kursk."


def test_all_sentences_of_a_rung_are_asked_for_at_once() -> None:
    other = "Ada 2.500 truk di Kursk."
    desk = Desk({"repair-again": {SOURCE: output(RIGHT), other: output("There are 2,500 trucks in Kursk.")}})
    made = climb(
        ladder(),
        desk,
        sentence(SOURCE, output(WRONG)),
        sentence("Hujan turun.", output("It rained."), 1),
        sentence(other, output("There are 2.5 trucks in Kursk."), 2),
    )
    assert desk.asked == [("repair-again", (SOURCE, other))]
    assert [one.mend for one in made] == ["repaired", None, "repaired"]
    assert [one.index for one in made] == [0, 1, 2]


def test_a_result_does_not_depend_on_the_sentences_beside_it() -> None:
    tables = {"repair-again": {SOURCE: output(RIGHT), LONG: output("He said so.")}}
    alone = climb(ladder(), Desk(tables), sentence(SOURCE, output(WRONG)))
    beside = climb(ladder(), Desk(tables), sentence(LONG, output("He said that.")), sentence(SOURCE, output(WRONG)))
    assert alone == beside[1:]


def test_without_rungs_nothing_is_checked_or_asked() -> None:
    def never(source: str, hypothesis: str, context: Context) -> Finding:
        raise AssertionError("the ladder is off")

    desk = Desk()
    wrong = sentence(SOURCE, output(WRONG))
    assert climb(ladder((), checks=(never,)), desk, wrong) == (wrong.draft,)
    assert (desk.asked, desk.notices) == ([], [])


def test_without_another_engine_its_rung_is_left_out() -> None:
    desk = Desk()
    climb(replace(ladder(), engine=None), desk, sentence(SOURCE, output(WRONG)))
    assert [name for name, _ in desk.asked] == ["repair-again"]
    assert not any("engine" in notice for notice in desk.notices)


def test_a_sentence_without_a_translation_does_not_climb() -> None:
    desk = Desk()
    none = Sentence(SOURCE, Context(), Translation("a1", 0, None, str(OWN), problem="too long"), Output(()))
    assert climb(ladder(), desk, none) == (none.draft,)
    assert desk.asked == []


def test_a_check_that_breaks_leaves_the_sentence_as_it_is() -> None:
    def broken(source: str, hypothesis: str, context: Context) -> Finding:
        raise IndexError("off the end")

    wrong = sentence(SOURCE, output(WRONG, RIGHT))
    assert climb(ladder(checks=(broken,)), Desk(), wrong) == (wrong.draft,)


def test_an_engine_that_parts_a_sentence_by_itself_is_flagged_so() -> None:
    parts = Output((Hypothesis(RIGHT, -0.1),), pieces=2)
    (made,) = climb(ladder(), Desk({"repair-again": {SOURCE: parts}}), sentence(SOURCE, output(WRONG)))
    assert (made.pieces, made.flags) == (2, ("split",))
    was_split = sentence(SOURCE, output(WRONG))
    was_split = replace(was_split, draft=replace(was_split.draft, pieces=2, flags=("split",)))
    (made,) = climb(ladder(), Desk({"repair-again": {SOURCE: output(RIGHT)}}), was_split)
    assert (made.pieces, made.flags) == (1, ())


def test_where_an_answer_is_not_there_yet_the_end_is_not_known() -> None:
    def nothing(stage: TranslateStage, texts: Sequence[str]) -> Mapping[str, Answer]:
        asked.append(stage.name)
        return {}

    asked: list[str] = []
    wrong = sentence(SOURCE, output(WRONG))
    clean = sentence("Hujan turun.", output("It rained."), 1)
    found = ladder().climb([clean, wrong], nothing, lambda _: None)
    assert found == Climbed((clean.draft, wrong.draft), frozenset({1}))
    assert asked == ["repair-again"]


def test_of_several_that_may_be_taken_the_best_by_checks_and_score_is() -> None:
    desk = Desk()
    both = "There are 11,800 soldiers at Kursk."
    listed = output(WRONG, "There are 11,800 soldiers in Kursk, not.", both, RIGHT, scores=(-0.1, -0.3, -0.25, -0.2))

    def calm(source: str, hypothesis: str, context: Context) -> Finding:
        shouted = "not" in hypothesis
        return Finding("calm", not shouted, 0.0 if shouted else 1.0, "shouted" * shouted)

    (made,) = climb(ladder(checks=(number_check, calm)), desk, sentence(SOURCE, listed))
    assert made.target == RIGHT
    assert [step.reason for step in made.steps] == [
        "it makes it worse: shouted",
        "another one of the same rung is better by checks and score",
        "taken; all checks are clean",
    ]


def test_a_sentence_in_capitals_is_decoded_from_small_letters() -> None:
    source, small = "ADA 11.800 TENTARA DI UKRAINA", "Ada 11.800 tentara di Ukraina"
    desk = Desk({"repair-again": {small: output("There are 11,800 soldiers in Ukraine")}})
    (made,) = climb(ladder(("re-case",)), desk, sentence(source, output("11.8 SOLDIERS IN UKRAINE")))
    assert desk.asked == [("repair-again", (small,))]
    assert (made.target, made.steps[0].rung) == ("There are 11,800 soldiers in Ukraine", "re-case")
    desk = Desk()
    climb(ladder(("re-case",)), desk, sentence(SOURCE, output(WRONG)))
    assert desk.asked == []


def test_beyond_the_budget_no_engine_is_asked_and_the_page_is_told_so() -> None:
    desk = Desk()
    made = climb(
        replace(ladder(("again", "split", "rewrite")), budget=0.5),
        desk,
        *(sentence(f"Ada {number}.800 tentara.", output("There are soldiers."), number) for number in range(10, 20)),
    )
    assert [len(texts) for _, texts in desk.asked] == [5]
    assert [len(translation.steps) for translation in made] == [1] * 10
    assert made[-1].steps[0].reason == "the budget of its article, 0.5 of the sentences, is used up by graver ones"


def test_before_a_stage_is_asked_its_hints_learn_what_the_translation_lacks() -> None:
    glossary = Glossary(
        (
            Entry(("tentara",), ("soldier",), "word", "check"),
            Entry(("tank",), ("tank",), "word", "check"),
            Entry(("sekutu",), ("ally",), "word", "check"),
        )
    )
    drafted = sentence(LONG, output("He said 11.8 troops had arrived while 45 vehicles were on the way."))
    given = replace(drafted, context=Context(glossary=glossary))
    desk = Desk()
    made = ladder(("again", "split"), checks=(number_check, terms_check))
    climb(made, desk, given)
    assert made.missed == {text: {"soldier", "tank"} for text in (LONG, *CLAUSES)}
    assert [name for name, _ in desk.asked] == ["repair-again", "repair-split"]


@pytest.mark.parametrize(
    ("again", "taken"),
    [
        ("The soldiers are believed to be in Kursk.", True),  # one of two terms
        ("The victims were believed to be there.", False),  # nothing gained
    ],
)
def test_a_term_that_comes_right_is_worth_taking_while_another_is_missing(again: str, taken: bool) -> None:
    glossary = Glossary(
        (Entry(("tentara",), ("soldier",), "word", "check"), Entry(("sekutu",), ("ally",), "word", "check"))
    )
    drafted = sentence("Tentara sekutu di Kursk.", output("The men are in Kursk."))
    given = replace(drafted, context=Context(glossary=glossary))
    desk = Desk({"repair-again": {given.source: output(again)}})
    (made,) = climb(ladder(("again",), checks=(number_check, terms_check)), desk, given)
    assert made.target == (again if taken else "The men are in Kursk.")
    assert [step.accepted for step in made.steps] == [taken]
