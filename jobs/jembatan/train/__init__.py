"""Teaching a causal model to translate: an adapter (LoRA) from aligned sentences, on a CPU in an hour or two."""
