"""Document in, graph out: reading, extraction, evidence, reasoning, store and dumps."""
