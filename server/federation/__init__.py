"""``SERVICE``: other endpoints are asked by the web process, and never by what evaluates a query.

::

    web process ── what is bound so far? ──► worker      confined: reaches nothing
         │ ◄────────── a few rows ─────────────┘
         │ ── the clause with these rows ──► endpoint    of a host that the operator named
         │ ◄────────── its table ──────────────┘
         └── the query, with tables in the place of its clauses ──► worker

A clause joins what its endpoint knows with the rest of its group, so that a table of the same
solutions in its place gives the same answer
(https://www.w3.org/TR/sparql11-federated-query/#defn_service).
"""
