"""chrF2 by sacreBLEU, as an ``evaluate`` module.

Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed with its extra ``eval``.
"""

from __future__ import annotations

from jembatan_eval import sacrebleu_module


class Chrf(sacrebleu_module.SacrebleuModule):
    """The module that ``evaluate.load`` finds."""

    sacrebleu_name = "chrf"
    description_text = "chrF2, from 0 to 100: characters in common with the references, up to six in a row."
    citation_text = "Popović 2015, doi:10.18653/v1/W15-3049; Post 2018, doi:10.18653/v1/W18-6319."
