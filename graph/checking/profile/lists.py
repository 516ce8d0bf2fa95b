"""The members of an RDF list, in order."""

from collections.abc import Iterator

from rdflib import RDF, Graph
from rdflib.term import Node

__all__ = ["members"]


def members(graph: Graph, start: Node) -> Iterator[Node]:
    """Yield what a list holds; a list that runs in a circle ends where it began."""
    seen: set[Node] = set()
    node: Node | None = start
    while node is not None and node != RDF.nil and node not in seen:
        seen.add(node)
        yield from graph.objects(node, RDF.first)
        node = graph.value(node, RDF.rest)
