"""TER by sacreBLEU, as an ``evaluate`` module.

Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed with its extra ``eval``.
"""

from __future__ import annotations

from jembatan_eval import sacrebleu_module


class Ter(sacrebleu_module.SacrebleuModule):
    """The module that ``evaluate.load`` finds."""

    sacrebleu_name = "ter"
    description_text = "TER: edits to the nearest reference per 100 reference words. Lower is better; it may pass 100."
    citation_text = "Snover et al. 2006, AMTA; Post 2018, doi:10.18653/v1/W18-6319."
