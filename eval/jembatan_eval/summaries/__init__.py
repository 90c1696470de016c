"""How good summaries are: ROUGE beside the lead, novelty and length, and figures and names that the article lacks."""
