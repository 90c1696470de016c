"""All that is published of one article, in one record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from jembatan.quantities import NumberReport
from jembatan.records import Failure, Segmented, Summary, Translation


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that is published of one article. ``numbers`` and ``translations`` are parallel to the segments."""

    segmented: Segmented
    translations: tuple[Translation, ...]
    numbers: tuple[NumberReport, ...]
    summary: Summary | None
    failures: tuple[Failure, ...] = field(default=())

    @property
    def flagged(self) -> int:
        """How many segments and summary sentences a person should look at."""
        flagged = sum(bool(translation.flags) for translation in self.translations)
        if self.summary is not None:
            flagged += sum(bool(sentence.flags) for sentence in self.summary.sentences) + bool(self.summary.flags)
        return flagged

    @property
    def status(self) -> Literal["ok", "review", "failed"]:
        """``failed``: something is missing; ``review``: complete, but a person should look; ``ok``: neither."""
        if self.failures:
            return "failed"
        return "review" if self.flagged else "ok"
