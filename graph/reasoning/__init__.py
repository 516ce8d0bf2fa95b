"""What follows from what the documents state, by OWL 2 RL."""

from graph.reasoning.entailment import entails
from graph.reasoning.interface import ENGINES, Closure, closure
from graph.reasoning.problems import ClosureError
from graph.reasoning.proofs import Proof
from graph.reasoning.provenance import as_graph
from graph.reasoning.reasoner import Reasoner
from graph.reasoning.rendering import as_json, as_text

__all__ = [
    "ENGINES",
    "Closure",
    "ClosureError",
    "Proof",
    "Reasoner",
    "as_graph",
    "as_json",
    "as_text",
    "closure",
    "entails",
]
