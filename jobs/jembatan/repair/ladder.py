"""The repair ladder: every sentence that a check finds wrong climbs, rung by rung, until all its checks are clean.

Whatever a rung puts forward is judged by all checks; the best that may take the text's place does (``choice.py``). What
no rung mends keeps its text; its findings flag it. Engines are asked for all sentences of a rung at once, and answer
through the store, so that nothing is asked twice. How many sentences of an article they are asked for again is limited
(``budget.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace

from jembatan.errors import JembatanError
from jembatan.guard.context import Check
from jembatan.guard.terms import missing
from jembatan.numbers.rewrite import rewrite
from jembatan.records import Finding, Hypothesis, RepairStep, Rung, Translation
from jembatan.repair.budget import over_budget
from jembatan.repair.candidates import Answer, Candidate, behind, listed, of_pieces, rewritten
from jembatan.repair.case import Case, Sentence
from jembatan.repair.choice import Judged, best, judge
from jembatan.repair.pieces import parted
from jembatan.repair.recase import recased
from jembatan.stages.translate import TranslateStage

Ask = Callable[[TranslateStage, Sequence[str]], Mapping[str, Answer]]
"""Gives a stage's answers by text. A text that has none yet (in a plan, which computes nothing) is left out."""

_ASKING: frozenset[Rung] = frozenset({"again", "re-case", "split", "engine"})
"""The rungs that ask an engine."""


@dataclass(frozen=True, slots=True)
class Climbed:
    """The translations of the sentences given, in their order, and the positions of those whose end is not known,
    because a text that they need has no answer yet."""

    translations: tuple[Translation, ...]
    unknown: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Which rungs are climbed, and what they ask. ``margin``: how far below the best of its list, in mean log
    probability, a hypothesis may be; ``budget``: for what share of an article's sentences engines are asked again.
    ``missed`` is filled before a stage is asked, for its hints to read: under each text, the glossary's forms that its
    sentence's translation should have had. ``engine`` is None where the config names no other engine."""

    rungs: Sequence[Rung]
    margin: float
    budget: float
    checks: Sequence[Check]
    again: TranslateStage
    split: TranslateStage
    missed: MutableMapping[str, frozenset[str]]
    engine: TranslateStage | None = None

    def climb(self, sentences: Sequence[Sentence], ask: Ask, notice: Callable[[str], None]) -> Climbed:
        """Every sentence's translation, mended where a rung mends it. ``notice`` is told the counts of each rung."""
        cases = [] if not self.rungs else self._cases(sentences)
        translations = [sentence.draft for sentence in sentences]
        if cases:
            there = sum(sentence.draft.target is not None for sentence in sentences)
            notice(f"repair: {len(cases)} of {there} translated sentences are not clean")
        over = over_budget(cases, sentences, self.budget)
        for rung in self.rungs:
            climbing = [case for case in cases if not case.clean and not case.lost]
            if rung in _ASKING:
                climbing = self._within(climbing, over, rung)
            if not climbing or (rung == "engine" and self.engine is None):
                continue
            self._rung(rung, climbing, ask)
            tried = sum(any(step.rung == rung for step in case.steps) for case in climbing)
            mended = sum(case.clean for case in climbing)
            notice(f"repair, {rung}: {tried} tried, {mended} mended, {len(climbing) - mended} left")
        for case in cases:
            translations[case.position] = case.translation()
        return Climbed(tuple(translations), frozenset(case.position for case in cases if case.lost))

    def _cases(self, sentences: Sequence[Sentence]) -> list[Case]:
        cases = []
        for position, sentence in enumerate(sentences):
            text = sentence.draft.target
            findings = self._findings(sentence, text) if text is not None else ()
            if text is not None and not all(finding.clean for finding in findings):
                cases.append(Case(position, sentence, text, findings))
        return cases

    def _within(self, cases: Sequence[Case], over: frozenset[int], rung: Rung) -> list[Case]:
        """Those that an engine may be asked for; the others are told so, once."""
        for case in cases:
            if case.position in over and not any(step.rung in _ASKING for step in case.steps):
                reason = f"the budget of its article, {self.budget:g} of the sentences, is used up by graver ones"
                case.steps.append(RepairStep(rung, "not asked again", None, "", None, "", (), False, reason))
        return [case for case in cases if case.position not in over]

    def _findings(self, sentence: Sentence, text: str) -> tuple[Finding, ...]:
        try:
            return tuple(check(sentence.source, text, sentence.context) for check in self.checks)
        except JembatanError:
            raise
        except Exception:
            # A check that breaks over an odd text is told as a failure of its article when it is published.
            return ()

    def _rung(self, rung: Rung, cases: Sequence[Case], ask: Ask) -> None:
        if rung == "n-best":
            for case in cases:
                answer = Answer(case.sentence.output, case.sentence.draft.batch)
                self._try(case, rung, listed(answer, case.sentence.draft.engine, "the first list")[1:])
        elif rung == "again":
            self._whole(rung, {case: case.sentence.source for case in cases}, self.again, ask, "decoded again")
        elif rung == "re-case":
            told = {case: text for case in cases if (text := recased(case.sentence.source)) is not None}
            self._whole(rung, told, self.again, ask, "decoded from small letters")
        elif rung == "engine" and self.engine is not None:
            told = {case: case.sentence.source for case in cases}
            self._whole(rung, told, self.engine, ask, self.engine.identity.model)
        elif rung == "split":
            self._split(cases, ask)
        elif rung == "rewrite":
            for case in cases:
                context = case.sentence.context
                made = rewrite(case.sentence.source, case.now.text, context.published, context.order)
                if made is not None:
                    self._try(case, rung, [rewritten(case.now, made)])

    def _whole(self, rung: Rung, asked: Mapping[Case, str], stage: TranslateStage, ask: Ask, how: str) -> None:
        """Ask for a text in the place of each case's whole source."""
        self._miss(asked.items())
        answers = ask(stage, list(asked.values())) if asked else {}
        for case, text in asked.items():
            answer = answers.get(text)
            if answer is None:
                case.lost = True
            else:
                self._answered(case, rung, answer, stage, listed(answer, str(stage.identity), how), how)

    def _miss(self, asked: Iterable[tuple[Case, str]]) -> None:
        """Say of the texts of a rung what the translations so far lack."""
        forms: dict[str, frozenset[str]] = {}
        for case, text in asked:
            glossary = case.sentence.context.glossary
            if glossary is not None:
                matches, _ = missing(case.sentence.source, case.now.text, glossary)
                forms[text] = forms.get(text, frozenset()) | {match.entry.form for match in matches}
        self.missed.update(forms)

    def _split(self, cases: Sequence[Case], ask: Ask) -> None:
        asked = {case.position: pieces for case in cases if (pieces := parted(case.sentence.source))}
        self._miss((case, piece) for case in cases for piece in asked.get(case.position, ()))
        answers = ask(self.split, [piece for pieces in asked.values() for piece in pieces]) if asked else {}
        for case in cases:
            pieces = asked.get(case.position, ())
            found = [answers[piece] for piece in pieces if piece in answers]
            if len(found) < len(pieces):
                case.lost = True
            elif pieces:
                how = f"{len(pieces)} clauses translated alone"
                wanting = next((answer for answer in found if not answer.output.hypotheses), None)
                candidates = [] if wanting else self._joined(case, pieces, found)
                self._answered(case, "split", wanting or found[0], self.split, candidates, how)

    def _joined(self, case: Case, pieces: Sequence[str], answers: Sequence[Answer]) -> list[Candidate]:
        """The best of each clause, and the best of each that is clean by itself."""
        best = [answer.output.hypotheses[0] for answer in answers]
        clean = [
            self._clean(case, piece, answer.output.hypotheses) for piece, answer in zip(pieces, answers, strict=True)
        ]
        engine = str(self.split.identity)
        return [of_pieces(pieces, chosen, answers, engine) for chosen in (clean, best)]

    def _clean(self, case: Case, piece: str, hypotheses: Sequence[Hypothesis]) -> Hypothesis:
        sentence = replace(case.sentence, source=piece)
        for hypothesis in hypotheses:
            findings = self._findings(sentence, hypothesis.text)
            if (behind(hypotheses[0], hypothesis) or 0) <= self.margin and all(found.clean for found in findings):
                return hypothesis
        return hypotheses[0]

    def _answered(
        self,
        case: Case,
        rung: Rung,
        answer: Answer,
        stage: TranslateStage,
        candidates: Iterable[Candidate],
        how: str,
    ) -> None:
        before = len(case.steps)
        self._try(case, rung, candidates)
        if len(case.steps) == before:
            reason = answer.output.problem or "it gave nothing that was not tried before"
            case.steps.append(RepairStep(rung, how, None, str(stage.identity), None, answer.batch, (), False, reason))

    def _try(self, case: Case, rung: Rung, candidates: Iterable[Candidate]) -> None:
        """Judge all candidates, each text once a case, and take the best of those that may be taken."""
        if case.clean:
            return
        judged = []
        for candidate in candidates:
            if candidate.text in case.seen:
                continue
            case.seen.add(candidate.text)
            judged.append(judge(case, rung, candidate, self._findings(case.sentence, candidate.text), self.margin))
        taken = best(judged)
        for one in judged:
            case.steps.append(_step(rung, one, one is taken))
        if taken is not None:
            case.now, case.findings = taken.candidate, taken.findings


def _step(rung: Rung, judged: Judged, taken: bool) -> RepairStep:
    candidate, reason = judged.candidate, judged.refusal
    if taken:
        left = " ".join(finding.explanation for finding in judged.findings if not finding.clean)
        reason = f"taken; still wrong: {left}" if left else "taken; all checks are clean"
    return RepairStep(
        rung,
        candidate.told,
        candidate.text,
        candidate.engine,
        candidate.score,
        candidate.batch,
        judged.findings,
        taken,
        reason or "another one of the same rung is better by checks and score",
    )
