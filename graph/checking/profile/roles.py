"""The restrictions on properties that OWL 2 RL takes over from OWL 2 DL.

A property that follows from a chain or is transitive is composite, and so is all above it; only a
property that is not may be counted, irreflexive, asymmetric, functional or disjoint. And chains
must be regular: properties can be ordered so that each chain leads upwards.
"""

from collections import defaultdict
from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, BNode, Graph
from rdflib.term import Node

from graph.checking.profile.lists import members
from graph.checking.profile.terms import Clause, Violation, written

__all__ = ["role_faults"]

_Edges = dict[Node, set[Node]]

_SIMPLE_TYPES = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
)
_COUNTS = (OWL.maxCardinality, OWL.maxQualifiedCardinality)


def role_faults(graph: Graph) -> Iterator[Violation]:
    """Yield the axioms that ask of a composite property what only a simple one may be."""
    same = _inverses(graph)
    wider, strict = _order(graph, same)
    composite = _reached(wider, _starts(graph, same))
    for axiom, role in _needing_simple(graph):
        if same.get(role, role) in composite:
            reason = "the property is composite: it follows from a chain or is transitive"
            yield Violation(axiom, reason, Clause.GLOBAL)
    for low, high in strict:
        if low == high or low in _reached(wider, {high}):
            axiom = f"{written(graph, high)} owl:propertyChainAxiom … {written(graph, low)} …"
            yield Violation(axiom, "the chain leads back to where it starts", Clause.GLOBAL)


def _inverses(graph: Graph) -> dict[Node, Node]:
    """Map each property to one that stands for it and for its inverse."""
    stands: dict[Node, Node] = {}
    for one, other in sorted(graph.subject_objects(OWL.inverseOf), key=str):
        first, second = stands.get(one, one), stands.get(other, other)
        for role in (*(r for r, s in stands.items() if s == second), other, one):
            stands[role] = first
    return stands


def _order(graph: Graph, same: dict[Node, Node]) -> tuple[_Edges, list[tuple[Node, Node]]]:
    """Return what leads to what, and the pairs in which a chain demands a strict order."""
    wider: _Edges = defaultdict(set)
    for low, high in graph.subject_objects(RDFS.subPropertyOf):
        wider[same.get(low, low)].add(same.get(high, high))
    for one, other in graph.subject_objects(OWL.equivalentProperty):
        wider[same.get(one, one)].add(same.get(other, other))
        wider[same.get(other, other)].add(same.get(one, one))
    strict = []
    for role, listed in graph.subject_objects(OWL.propertyChainAxiom):
        high = same.get(role, role)
        for low in _below(role, list(members(graph, listed))):
            strict.append((same.get(low, low), high))
            wider[same.get(low, low)].add(high)
    return wider, strict


def _below(role: Node, chain: list[Node]) -> list[Node]:
    """Return what must be below the property: the chain, without the property at one end."""
    if chain == [role, role]:
        return []
    if chain and chain[0] == role:
        return chain[1:]
    return chain[:-1] if chain and chain[-1] == role else chain


def _starts(graph: Graph, same: dict[Node, Node]) -> set[Node]:
    chained = set(graph.subjects(OWL.propertyChainAxiom, None))
    transitive = set(graph.subjects(RDF.type, OWL.TransitiveProperty))
    return {same.get(role, role) for role in chained | transitive}


def _reached(edges: _Edges, starts: set[Node]) -> set[Node]:
    """Return the starts and all that edges lead to from them; the starts need not be nodes."""
    reached, waiting = set(starts), list(starts)
    while waiting:
        for following in edges.get(waiting.pop(), set()) - reached:
            reached.add(following)
            waiting.append(following)
    return reached


def _needing_simple(graph: Graph) -> Iterator[tuple[str, Node]]:
    for kind in _SIMPLE_TYPES:
        for role in graph.subjects(RDF.type, kind):
            yield f"{written(graph, role)} rdf:type {written(graph, kind)}", role
    for predicate in _COUNTS:
        for restriction in graph.subjects(predicate, None):
            for role in graph.objects(restriction, OWL.onProperty):
                yield written(graph, restriction), role
    for one, other in graph.subject_objects(OWL.propertyDisjointWith):
        axiom = f"{written(graph, one)} owl:propertyDisjointWith {written(graph, other)}"
        yield from ((axiom, role) for role in (one, other) if not isinstance(role, BNode))
