"""Reading: every quantity of a text, with its span, kind, value and unit."""
