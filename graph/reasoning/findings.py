"""What an engine hands back."""

from dataclasses import dataclass

from rdflib import Graph

__all__ = ["Closure"]


@dataclass(frozen=True, slots=True)
class Closure:
    """What follows from a graph, without the graph itself, and where it contradicts itself."""

    inferred: Graph
    inconsistencies: tuple[str, ...]
    """One sentence each, sorted; empty where no contradiction was found."""
