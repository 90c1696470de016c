"""Jembatan: Indonesian news in, bilingual bundles that an editor can trust out."""
