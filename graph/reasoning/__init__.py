"""What follows from what the documents state, by OWL 2 RL."""

from graph.reasoning.interface import ENGINES, Closure, closure

__all__ = ["ENGINES", "Closure", "closure"]
