"""Reference translations and summaries: their file, what of a bundle they answer, and how they are added to."""
