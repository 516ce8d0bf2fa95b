"""Who says so: evidence for every asserted triple, and the gate that re-reads it."""

from graph.provenance.annotations import document_graph, evidence_graph
from graph.provenance.coverage import Covering, covering
from graph.provenance.gate import Reading, misread, readings

__all__ = [
    "Covering",
    "Reading",
    "covering",
    "document_graph",
    "evidence_graph",
    "misread",
    "readings",
]
