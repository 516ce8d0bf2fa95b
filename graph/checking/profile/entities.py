"""The entities of an ontology: each is declared, and those that RL leaves out are not used.

OWL 2 DL, and so RL, tells what an axiom says by what its IRIs are declared to be; an axiom over an
undeclared IRI is none.
"""

from collections.abc import Iterable, Iterator

from rdflib import DC, OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from graph.checking.profile.lists import members
from graph.checking.profile.ranges import DATATYPES, is_data_range
from graph.checking.profile.terms import Clause, Violation, written

__all__ = ["entity_faults"]

_BUILT_IN = (str(OWL), str(RDF), str(RDFS))
_UNSUPPORTED = (
    OWL.topObjectProperty,
    OWL.bottomObjectProperty,
    OWL.topDataProperty,
    OWL.bottomDataProperty,
)
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)

# The predicates whose subjects, objects or listed objects are classes, and likewise properties.
_OF_CLASSES = (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith, OWL.complementOf)
_TO_CLASSES = (OWL.onClass, OWL.someValuesFrom, OWL.allValuesFrom, RDF.type)
_TO_CLASS_LISTS = (OWL.intersectionOf, OWL.unionOf, OWL.disjointUnionOf)
_OF_PROPERTIES = (
    RDFS.subPropertyOf,
    OWL.equivalentProperty,
    OWL.inverseOf,
    OWL.propertyDisjointWith,
)
_TO_PROPERTY_LISTS = (OWL.propertyChainAxiom, OWL.hasKey)


def entity_faults(graph: Graph) -> Iterator[Violation]:
    """Yield the undeclared and the unsupported entities of an ontology."""
    for name, used, kinds in (
        ("class", set(_classes(graph)), (OWL.Class, RDFS.Datatype)),
        ("property", set(_properties(graph)), _PROPERTIES),
    ):
        for node in used:
            if isinstance(node, URIRef) and _is_undeclared(graph, node, kinds):
                reason = f"it is used as a {name} and declared nowhere"
                yield Violation(written(graph, node), reason, Clause.TYPING)
    for node in _UNSUPPORTED:
        if any(node in triple for triple in graph):
            yield Violation(written(graph, node), "RL has no such property", Clause.ENTITIES)


def _is_undeclared(graph: Graph, node: URIRef, kinds: Iterable[URIRef]) -> bool:
    built_in = str(node).startswith((*_BUILT_IN, str(DC))) or node in DATATYPES
    return not built_in and not any((node, RDF.type, kind) in graph for kind in kinds)


def _classes(graph: Graph) -> Iterator[Node]:
    for predicate in _OF_CLASSES:
        yield from graph.subjects(predicate, None)
        yield from graph.objects(None, predicate)
    for predicate in _TO_CLASSES:
        yield from (o for o in graph.objects(None, predicate) if not is_data_range(graph, o))
    for predicate in _TO_CLASS_LISTS:
        for listed in graph.objects(None, predicate):
            yield from members(graph, listed)
    for predicate in (RDFS.domain, RDFS.range):
        for role, node in graph.subject_objects(predicate):
            if (role, RDF.type, OWL.AnnotationProperty) not in graph:
                yield from () if is_data_range(graph, node) else (node,)


def _properties(graph: Graph) -> Iterator[Node]:
    yield from graph.predicates()
    yield from graph.objects(None, OWL.onProperty)
    for predicate in _OF_PROPERTIES:
        yield from graph.subjects(predicate, None)
        yield from graph.objects(None, predicate)
    for predicate in _TO_PROPERTY_LISTS:
        for listed in graph.objects(None, predicate):
            yield from members(graph, listed)
    yield from graph.subjects(RDFS.domain, None)
    yield from graph.subjects(RDFS.range, None)
