"""The report: one HTML page that stands alone, on nights or systems."""

from jembatan_eval.report.page import Entry, render

__all__ = ["Entry", "render"]
