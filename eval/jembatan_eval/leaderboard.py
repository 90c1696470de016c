"""Every engine config on the same references: what it scores, how fast it is, how large, and under which licence.

Only the translator is measured, without repair and summary. A source of several sentences is cut into them as in a
night, and their translations are joined again. Results are kept in the config's own store, as a night's are: a sentence
that was translated there before is not translated again, and an interrupted leaderboard goes on.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from jembatan import config as configs
from jembatan import memo, pipeline, runs
from jembatan.articles.sentences import boundaries
from jembatan.config import Config
from jembatan.errors import ConfigError, JembatanError
from jembatan.models.lock import LockedModel
from jembatan.stages.translate import TranslateStage, output
from jembatan.store import Store
from jembatan_eval.contrast import ContrastPair, ContrastScores, score_contrast
from jembatan_eval.evaluation import Evaluation
from jembatan_eval.lines import Pair
from jembatan_eval.score import score

Progress = Callable[[str, int, int], None]
"""Called with a config's name, sentences done and sentences in all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One config. ``sentences_per_second`` is what its store has recorded so far, loading included (None where it
    holds no time), ``size`` the bytes that the engine loads. ``problem`` says why a config has no scores."""

    config: str
    model: str | None
    licence: str | None
    licence_note: str | None = None
    identity: str | None = None
    size: int | None = None
    sentences_per_second: float | None = None
    evaluation: Evaluation | None = None
    hypotheses: tuple[str, ...] = ()
    contrast: ContrastScores | None = None
    problem: str | None = None

    @property
    def bleu(self) -> float:
        """By what rows are ordered; below all where there is none."""
        return self.evaluation.scores.metrics["bleu"].score if self.evaluation else -1.0


def leaderboard(
    paths: Sequence[Path], pairs: Sequence[Pair], progress: Progress, contrast: Sequence[ContrastPair] = ()
) -> list[Row]:
    """A row for each config file, the best first; of ``pairs`` the sources and references are looked at. ``contrast``
    is a contrast set that is to be translated too.

    A config whose model was not fetched, or fails, has a row that says so. Raises ConfigError where two files have one
    name, and StoreError where a store cannot be written.
    """
    names = [path.stem for path in paths]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ConfigError(f"two configs are called {twice}.yaml; give files with names of their own")
    rows = [_row(path, pairs, progress, contrast) for path in paths]
    return sorted(rows, key=lambda row: -row.bleu)


def _row(path: Path, pairs: Sequence[Pair], progress: Progress, contrast: Sequence[ContrastPair]) -> Row:
    model: LockedModel | None = None
    try:
        config = configs.load(path)
        stages = pipeline.build_stages(config)
        model = stages.models.translate
        sources = [pair.source or "" for pair in pairs] + [one.source for one in contrast]
        outputs, pace = _translated(config, stages.translate, sources, path.stem, progress)
    except JembatanError as error:
        return Row(path.stem, model.name if model else None, model.licence if model else None, problem=str(error))
    hypotheses, contrasted = outputs[: len(pairs)], outputs[len(pairs) :]
    made = [pair._replace(hypothesis=text) for pair, text in zip(pairs, hypotheses, strict=True)]
    return Row(
        path.stem,
        model.name,
        model.licence,
        model.licence_note,
        str(stages.translate.identity),
        None if model.kind == "fake" else _size(model.folder),
        pace,
        Evaluation(score(made, intervals=True)),
        tuple(hypotheses),
        score_contrast(contrast, contrasted) if contrast else None,
    )


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _sentences(text: str) -> list[str]:
    pieces = (text[start:end].strip() for start, end in pairwise([0, *boundaries(text)]))
    return [piece for piece in pieces if piece]


def _translated(
    config: Config, stage: TranslateStage, sources: Sequence[str], name: str, progress: Progress
) -> tuple[list[str], float | None]:
    folder = config.output / "store"
    with runs.alone(folder, f"leaderboard-{name}"), tempfile.TemporaryDirectory(prefix="jembatan-plan-") as plans:
        store = Store(folder)
        cut = [_sentences(source) for source in sources]
        wanted = memo.items(stage, [sentence for several in cut for sentence in several])
        outcome = memo.compute(
            stage,
            wanted,
            store,
            Path(plans),
            (),
            config.runtime.batch_size,
            lambda _: None,
            lambda done, total: progress(name, done, total),
        )
        stage.release()
        pace = store.pace(memo.fingerprint(stage.made_by))
    texts = {}
    for item in wanted:
        found = outcome.results.get(item.key)
        hypotheses = output(found.value).hypotheses if found else ()
        texts[item.text] = hypotheses[0].text if hypotheses else ""
    joined = [" ".join(texts[sentence] for sentence in several) for several in cut]
    return joined, pace.items / pace.seconds if pace and pace.seconds else None
