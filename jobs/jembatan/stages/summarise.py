"""The summary stage: an English article in, an abstractive summary out.

An article longer than the model's window is summarised in parts, and the parts' summaries are summarised together;
every line of the article is in exactly one part. What does not end, is too short, has too long a lead, says what the
article does not bear out or leaves out the news is asked for once more, decoded in another way, for several answers.
All are kept: which is taken is for whoever knows the Indonesian too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError
from yasbd import BoundaryDetector

from jembatan import memo
from jembatan.config import Summarise
from jembatan.engines.protocol import EngineIdentity, Summariser, SummaryOutput
from jembatan.errors import TextTooLong
from jembatan.evidence.article import ArticleText
from jembatan.evidence.checks import judge
from jembatan.evidence.telling import misses_the_news
from jembatan.evidence.tidying import tidied
from jembatan.store import unreadable

VERSION = 9
"""Raised whenever this module makes something else of the same text, settings and engine."""

# A model whose summary is no shorter than its text would go round for ever.
_MOST_ROUNDS = 6
_ABBREVIATED = re.compile(r"[\w,.)”\"] \(?(No|Nos|Rp|PT|CV|Jl)\.\Z")
_BEFORE_A_NAME = frozenset(["PT", "CV", "Jl"])


@dataclass(frozen=True, slots=True)
class Draft:
    """A summary as the engine wrote it, and how many parts the article was read in. ``problem``: there is none, and
    why. ``others`` are its other answers, the better ones first by length alone."""

    text: str
    parts: int
    problem: str | None = None
    others: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """All answers, the one that is best by its length first."""
        return (self.text, *self.others)


@dataclass(slots=True)
class _Work:
    """An article on its way: ``pieces`` are what is to be summarised next; one piece gives the summary."""

    article: ArticleText
    pieces: list[str]
    parts: int
    problem: str | None = None
    answers: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        return not self.answers and self.problem is None

    @property
    def last(self) -> bool:
        """What comes next is the summary. A part's summary is read by the engine again, and may be as it likes."""
        return len(self.pieces) == 1

    @property
    def draft(self) -> Draft:
        if not self.answers:
            return Draft("", self.parts, self.problem)
        return Draft(self.answers[0], self.parts, None, self.answers[1:])


class SummariseStage:
    """Satisfies ``jembatan.memo.Stage``. The first batch loads the engine."""

    name = "summarise"

    def __init__(
        self,
        identity: EngineIdentity,
        settings: Mapping[str, object],
        wanted: Summarise,
        load: Callable[[], Summariser],
    ) -> None:
        self.identity = identity
        self.made_by = memo.made_by(self.name, VERSION, settings, identity)
        self._wanted = wanted
        self._load = load
        self._engine: Summariser | None = None

    def asked(self, text: str) -> str:
        """The text alone."""
        return text

    def run(self, texts: Sequence[str]) -> list[Mapping[str, object]]:
        """One result per article text (its sentences, a line each), in the shape that ``draft`` reads."""
        if self._engine is None:
            self._engine = self._load()
        return [asdict(draft) for draft in self._drafts(self._engine, texts)]

    def _drafts(self, engine: Summariser, texts: Sequence[str]) -> list[Draft]:
        works = [_begun(text, engine) for text in texts]
        for _ in range(_MOST_ROUNDS):
            left = [work for work in works if work.open]
            if not left:
                break
            self._round(engine, left)
        for work in works:
            if work.open:
                work.problem = f"the summaries of {work.parts} parts do not get shorter when they are merged"
        return [work.draft for work in works]

    def _round(self, engine: Summariser, works: Sequence[_Work]) -> None:
        """Summarise all pieces of ``works`` in one call, and once more those that came to no use."""
        asked = [(work, piece) for work in works for piece in work.pieces]
        found = engine.summarise([piece for _, piece in asked])
        weak = [position for position, (work, _) in enumerate(asked) if self._is_weak(work, found[position])]
        if weak:
            others = engine.summarise([asked[position][1] for position in weak], again=True, n_best=self._wanted.n_best)
            for position, other in zip(weak, others, strict=True):
                texts = list(dict.fromkeys((*found[position].texts, *other.texts)))
                if asked[position][0].last:
                    texts.sort(key=self._faults)
                if texts:
                    found[position] = SummaryOutput(tuple(texts))
        outputs = iter(found)
        for work in works:
            _go_on(work, [next(outputs) for _ in work.pieces], engine)

    def _is_weak(self, work: _Work, output: SummaryOutput) -> bool:
        """Another answer may be better. The English alone is looked at, which is what the engine has read."""
        if output.problem is not None or not work.last:
            return output.problem is not None
        (text, *_) = output.texts
        if self._faults(text) > 0:
            return True
        judged = [judge(sentence, work.article) for sentence in sentences(tidied(text, work.article))]
        return any(one.findings for one in judged) or misses_the_news([one.trace for one in judged], work.article)

    def _faults(self, text: str) -> int:
        """How far an answer is from the length that is wanted: 0 good, 3 worst."""
        found = sentences(text)
        too_few = len(found) < self._wanted.min_sentences + 1
        long_lead = len(found[0].split()) > self._wanted.max_lead_words if found else False
        return 2 * too_few + long_lead


def _begun(text: str, engine: Summariser) -> _Work:
    article = ArticleText(text.split("\n"))
    try:
        pieces = split(text, engine.window, engine.count_tokens)
    except TextTooLong as error:
        return _Work(article, [], 1, str(error))
    return _Work(article, pieces, len(pieces))


def _go_on(work: _Work, outputs: Sequence[SummaryOutput], engine: Summariser) -> None:
    """Take in the answers to the work's pieces."""
    for number, output in enumerate(outputs, start=1):
        if output.problem is not None:
            work.problem = output.problem if len(outputs) == 1 else f"part {number} of {len(outputs)}: {output.problem}"
            return
    if len(outputs) == 1:
        work.answers = outputs[0].texts
        return
    text = "\n".join(output.texts[0] for output in outputs)
    try:
        work.pieces = split(text, engine.window, engine.count_tokens)
    except TextTooLong as error:
        work.problem = f"the summaries of {work.parts} parts cannot be merged: {error}"


def split(text: str, window: int, count_tokens: Callable[[str], int]) -> list[str]:
    """Runs of whole lines, of like size, each at most ``window`` tokens; joined by newlines they are ``text``.

    Raises TextTooLong where a single line is longer than the window.
    """
    if count_tokens(text) <= window:
        return [text]
    lines = text.split("\n")
    sizes = [count_tokens(line + "\n") for line in lines]
    longest = max(range(len(lines)), key=sizes.__getitem__)
    if sizes[longest] > window:
        raise TextTooLong(f"line {longest + 1} has {sizes[longest]} tokens, and the summariser takes {window}")
    # Even parts: a last part of two lines would weigh as much in the merge as a full one.
    target = sum(sizes) / -(-sum(sizes) // window)
    parts: list[list[str]] = [[]]
    filled = 0
    for line, size in zip(lines, sizes, strict=True):
        if parts[-1] and (filled + size > window or filled >= target):
            parts.append([])
            filled = 0
        parts[-1].append(line)
        filled += size
    return ["\n".join(part) for part in parts]


def sentences(summary: str) -> list[str]:
    """The sentences of an English summary, without the white space around them."""
    detector = _english()
    found = []
    for line in summary.split("\n"):
        ends = [*(end for end in detector.detect(line) if not _is_abbreviated(line, end)), len(line)]
        found += [line[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]
    return [sentence for sentence in found if sentence]


def _is_abbreviated(line: str, end: int) -> bool:
    """What yasbd takes for an end stands behind a number's sign (No. Kep/1001), a firm's or a street's."""
    before, after = _ABBREVIATED.search(line[:end].rstrip()), line[end:].lstrip()
    if before is None:
        return False
    return after[:1].isupper() if before[1] in _BEFORE_A_NAME else re.match(r"\S*\d", after) is not None


@cache
def _english() -> BoundaryDetector:
    return BoundaryDetector("en")


_DRAFT = TypeAdapter(Draft)


def draft(value: str) -> Draft:
    """Read a stored result of this stage. Raises StoreError."""
    try:
        return _DRAFT.validate_json(value)
    except ValidationError as error:
        raise unreadable(SummariseStage.name, value) from error
