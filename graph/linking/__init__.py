"""Finding, in the data sets of others, what a graph names: candidates for somebody to judge."""
