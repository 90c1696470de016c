"""Comparing: which quantity of a translation answers which of its source, and what became of it."""
