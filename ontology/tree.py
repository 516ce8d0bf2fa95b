"""The classes of the ontology as a tree, for a page that people read.

A class below two others stands below each, so that it is found from either side.
"""

from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

__all__ = ["Branch", "class_tree"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A class, and the classes right below it."""

    anchor: str
    label: str
    below: tuple["Branch", ...]

    @property
    def size(self) -> int:
        """The number of classes below this one, each counted once."""
        return len(self._anchors) - 1

    @property
    def _anchors(self) -> frozenset[str]:
        return frozenset({self.anchor}).union(*(branch._anchors for branch in self.below))


def class_tree(graph: Graph, namespace: str) -> tuple[Branch, ...]:
    """Return the classes of a namespace that are below no other one of it, with all below them."""
    own = {
        term
        for term in graph.subjects(RDF.type, OWL.Class)
        if isinstance(term, URIRef) and term.startswith(namespace)
    }
    roots = {term for term in own if not own & set(graph.objects(term, RDFS.subClassOf))}
    return _branches(graph, namespace, roots, frozenset())


def _branches(
    graph: Graph, namespace: str, terms: set[URIRef], above: frozenset[Node]
) -> tuple[Branch, ...]:
    branches = (_branch(graph, namespace, term, above | {term}) for term in terms - above)
    return tuple(sorted(branches, key=lambda branch: branch.label))


def _branch(graph: Graph, namespace: str, term: URIRef, above: frozenset[Node]) -> Branch:
    below = {
        lower
        for lower in graph.subjects(RDFS.subClassOf, term)
        if isinstance(lower, URIRef) and lower.startswith(namespace)
    }
    label = str(graph.value(term, RDFS.label) or term.removeprefix(namespace))
    return Branch(term.removeprefix(namespace), label, _branches(graph, namespace, below, above))
