"""Coverage: does every sentence come through whole, once and in its place? With references or without."""

from jembatan_eval.coverage.faults import KINDS, Coverage, CoverageFault, CoverageKind, coverage

__all__ = ["KINDS", "Coverage", "CoverageFault", "CoverageKind", "coverage"]
