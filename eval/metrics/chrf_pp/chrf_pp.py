"""chrF2++ by sacreBLEU, as an ``evaluate`` module.

Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed with its extra ``eval``.
"""

from __future__ import annotations

from jembatan_eval import sacrebleu_module


class ChrfPlusPlus(sacrebleu_module.SacrebleuModule):
    """The module that ``evaluate.load`` finds."""

    sacrebleu_name = "chrf++"
    description_text = "chrF2++, from 0 to 100: chrF2 with words as well, up to two in a row."
    citation_text = "Popović 2017, doi:10.18653/v1/W17-4770; Post 2018, doi:10.18653/v1/W18-6319."
