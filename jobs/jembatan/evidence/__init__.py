"""Which sentences of an article bear out a sentence of its summary, and what is wrong with one that they do not."""
