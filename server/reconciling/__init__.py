"""Reconciliation: whom or what in the graph a name in somebody's table may stand for.

The W3C community's Reconciliation Service API, version 0.2 and the current draft,
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ and
https://reconciliation-api.github.io/specs/draft/
"""
