"""Terms and names whose English is settled: the entries of a glossary and where they stand in a sentence."""
