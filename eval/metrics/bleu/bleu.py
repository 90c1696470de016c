"""BLEU by sacreBLEU, as an ``evaluate`` module.

Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed with its extra ``eval``.
"""

from __future__ import annotations

from jembatan_eval import sacrebleu_module


class Bleu(sacrebleu_module.SacrebleuModule):
    """The module that ``evaluate.load`` finds."""

    sacrebleu_name = "bleu"
    description_text = "BLEU, from 0 to 100: words in common with the references, up to four in a row."
    citation_text = "Papineni et al. 2002, doi:10.3115/1073083.1073135; Post 2018, doi:10.18653/v1/W18-6319."
