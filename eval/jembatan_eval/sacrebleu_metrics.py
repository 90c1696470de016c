"""The metrics that sacreBLEU computes for us, by name, each with sacreBLEU's defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jembatan.errors import JembatanError

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

NAMES: tuple[str, ...] = ("bleu", "chrf", "chrf++", "ter")


def metric(name: str) -> Metric:
    """A sacreBLEU metric, fresh at each call. A signature belongs to the last corpus that its metric has scored.

    Args:
        name: one of ``NAMES``: ``bleu`` (13a tokens, exponential smoothing), ``chrf`` (chrF2, characters up to 6),
            ``chrf++`` (chrF2 with words up to 2) or ``ter`` (lower is better).

    Raises:
        JembatanError: sacreBLEU is not installed.
        ValueError: no such metric.
    """
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER
    except ImportError as error:
        raise JembatanError("sacrebleu is not installed; run: pip install -c constraints.txt -e '.[eval]'") from error
    match name:
        case "bleu":
            return BLEU()
        case "chrf":
            return CHRF()
        case "chrf++":
            return CHRF(word_order=2)
        case "ter":
            return TER()
        case _:
            raise ValueError(f"{name!r} is no metric of sacreBLEU's here; there are: {', '.join(NAMES)}")
