"""Names in English and Indonesian text: read by rule, compared across the two, and looked for in an article."""
