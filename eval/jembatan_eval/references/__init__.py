"""Reference translations and summaries: their file, what of a bundle they answer, how they are checked and added to."""
