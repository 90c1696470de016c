"""From files to cleaned, segmented articles: ``read`` and ``prepare`` are the two ways in."""
