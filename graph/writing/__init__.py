"""A dataset that is written to: what changes, what may not, and what follows.

A release is never changed: what is written is kept in a journal beside it, and is applied again
when the release, or another one in its place, is opened. Statements are written to named graphs;
the inferred graph, and the default graph which is the merge, follow.

Nothing is imported here, since who only serves has no need of the reasoner.
"""
