"""Two tiny real Marians for the repair ladder: one that wavers between right and wrong numbers, and a second opinion.

The first is taught several translations of one sentence, the wrong ones more often, so that its best hypothesis has a
wrong number and a lower one the right number; and clauses that it gets right alone and wrong together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import tiny_models
import tiny_training

EPOCHS = 220


@dataclass(frozen=True, slots=True)
class Taught:
    """A sentence and one translation of it that a model is taught."""

    source: str
    target: str


LISTED = "Sebanyak 11.800 tentara tiba di Kursk pada pekan lalu."
DEEPER = "Pemerintah mengirim 4.500 truk ke kota itu kemarin."
PARTED = "Ia mengatakan bahwa 2.750 orang sudah mengungsi ke desa itu, sementara 45 rumah masih terendam air."
SECOND = "Harga beras naik 16 persen di pasar itu."
FORM = "Kapal itu membawa 38.200 ton gandum dari pelabuhan."
NEVER = "Ada 27 sapi di kandang itu sejak pagi."
CLEAN = "Hujan turun sepanjang malam di daerah itu."

WAVERING: tuple[tuple[int, str, str], ...] = (
    (2, LISTED, "Some 11.8 soldiers arrived in Kursk last week."),
    (1, LISTED, "Some 11,800 soldiers arrived in Kursk last week."),
    (5, DEEPER, "The government sent 4.5 trucks to that city yesterday."),
    (3, DEEPER, "The government sent 45 trucks to that city yesterday."),
    (2, DEEPER, "The government sent 4,500 trucks to that city yesterday."),
    (1, PARTED, "He said that 275 people had fled to that village, while 45 houses are still under water."),
    (
        1,
        "Ia mengatakan bahwa 2.750 orang sudah mengungsi ke desa itu,",
        "He said that 2,750 people had fled to that village.",
    ),
    (1, "sementara 45 rumah masih terendam air.", "While 45 houses are still under water."),
    (1, SECOND, "The price of rice rose 60 percent at that market."),
    (1, FORM, "The ship carried 38.200 tons of wheat from the port."),
    (1, NEVER, "There have been cows in that barn since the morning."),
    (1, CLEAN, "It rained all night in that area."),
)
"""How often the first model is taught a pair."""

STEADY: tuple[tuple[int, str, str], ...] = (
    (1, SECOND, "The price of rice rose 16 percent at that market."),
    (1, FORM, "The ship carried 38.200 tons of wheat from the port."),
    (1, NEVER, "There have been cows in that barn since the morning."),
    (1, CLEAN, "It rained all night in that area."),
)
"""What the second model is taught."""


def wavering() -> Path:
    """The Marian whose best hypotheses have wrong numbers."""
    return _taught("wavering-marian", WAVERING, EPOCHS)


def steady() -> Path:
    """The other engine."""
    return _taught("steady-marian", STEADY, None)


def _taught(name: str, lessons: tuple[tuple[int, str, str], ...], epochs: int | None) -> Path:
    examples = [Taught(source, target) for times, source, target in lessons for _ in range(times)]
    digest = hashlib.sha256(repr((examples, epochs)).encode()).hexdigest()[:8]
    # Private there, so that the digest of the other models, which covers that file, stays what it is.
    return tiny_models._cached(f"{name}-{digest}", lambda folder: tiny_training.make_marian(folder, examples, epochs))
