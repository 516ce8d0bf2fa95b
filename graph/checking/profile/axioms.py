"""The axioms of OWL 2 RL: what each takes, and which there are not (clause 4.2.5).

Annotations are no axioms of logic: what an annotation property says is left alone.
"""

from collections.abc import Callable, Iterator

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph.checking.profile.expressions import CONSTRUCTS, Position, class_faults
from graph.checking.profile.lists import members
from graph.checking.profile.ranges import DATATYPES, Fault, is_data_range, range_faults
from graph.checking.profile.terms import Clause, Violation, written

__all__ = ["axiom_faults"]

_Triple = tuple[Node, Node, Node]
_VOCABULARIES = (str(OWL), str(RDF), str(RDFS))


def axiom_faults(graph: Graph) -> Iterator[Violation]:
    """Yield the axioms that are outside the profile, one by one."""
    for triple in graph:
        rule = _AXIOMS.get(triple[1], _assertion)
        for reason, clause in rule(graph, triple):
            yield Violation(" ".join(written(graph, node) for node in triple), reason, clause)


def _sub_class(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    if is_data_range(graph, triple[0]):
        return
    yield from class_faults(graph, triple[0], Position.SUB)
    yield from class_faults(graph, triple[2], Position.SUPER)


def _equivalent(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    if is_data_range(graph, triple[0]):
        yield from range_faults(graph, triple[2])
        return
    for node in (triple[0], triple[2]):
        yield from class_faults(graph, node, Position.EQUIVALENT)


def _disjoint(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    for node in (triple[0], triple[2]):
        yield from class_faults(graph, node, Position.SUB)


def _domain(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    if not _is_annotation(graph, triple[0]):
        yield from class_faults(graph, triple[2], Position.SUPER)


def _range(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    if _is_annotation(graph, triple[0]):
        return
    if is_data_range(graph, triple[2]):
        yield from range_faults(graph, triple[2])
    else:
        yield from class_faults(graph, triple[2], Position.SUPER)


def _key(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    yield from class_faults(graph, triple[0], Position.SUB)


def _members(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    if (triple[0], RDF.type, OWL.AllDisjointClasses) in graph:
        for member in members(graph, triple[2]):
            yield from class_faults(graph, member, Position.SUB)


def _disjoint_union(_graph: Graph, _triple: _Triple) -> Iterator[Fault]:
    yield "there is no DisjointUnion in RL", Clause.AXIOMS


def _defined(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    """Take a construct on a named class as the equivalence that OWL 1 meant by it."""
    subject, predicate, _ = triple
    if isinstance(subject, URIRef) and (subject, RDF.type, RDFS.Datatype) not in graph:
        if predicate in (OWL.intersectionOf,):
            for member in members(graph, triple[2]):
                yield from class_faults(graph, member, Position.EQUIVALENT)
        else:
            name = CONSTRUCTS[URIRef(str(predicate))]
            yield f"{name} is no {Position.EQUIVALENT.value}", Clause.CLASSES


def _type(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    subject, _, kind = triple
    if kind == OWL.ReflexiveProperty:
        yield "there is no ReflexiveObjectProperty in RL", Clause.AXIOMS
    elif kind == RDFS.Datatype and isinstance(subject, URIRef):
        yield from range_faults(graph, subject)
    elif kind in (OWL.ObjectProperty, OWL.AnnotationProperty):
        if (subject, RDF.type, OWL.DatatypeProperty) in graph:
            yield "a property of values is no other property as well", Clause.TYPING
    elif isinstance(kind, BNode) or kind == OWL.Thing:
        yield from class_faults(graph, kind, Position.SUPER)


def _assertion(graph: Graph, triple: _Triple) -> Iterator[Fault]:
    """Check the value of a property that is no annotation and no word of OWL itself."""
    _, predicate, value = triple
    if not isinstance(value, Literal) or value.datatype in DATATYPES or value.datatype is None:
        return
    if not str(predicate).startswith(_VOCABULARIES) and not _is_annotation(graph, predicate):
        yield from range_faults(graph, value.datatype)


def _is_annotation(graph: Graph, node: Node) -> bool:
    return (node, RDF.type, OWL.AnnotationProperty) in graph or str(node).startswith(str(SKOS))


def _nothing_to_check(_graph: Graph, _triple: _Triple) -> Iterator[Fault]:
    yield from ()


_AXIOMS: dict[Node, Callable[[Graph, _Triple], Iterator[Fault]]] = {
    RDFS.subClassOf: _sub_class,
    OWL.equivalentClass: _equivalent,
    OWL.disjointWith: _disjoint,
    OWL.disjointUnionOf: _disjoint_union,
    OWL.members: _members,
    OWL.hasKey: _key,
    RDFS.domain: _domain,
    RDFS.range: _range,
    RDF.type: _type,
    OWL.intersectionOf: _defined,
    OWL.unionOf: _defined,
    OWL.complementOf: _defined,
    OWL.oneOf: _defined,
    # Inside an expression, and checked with it:
    OWL.hasValue: _nothing_to_check,
    OWL.targetValue: _nothing_to_check,
    RDF.first: _nothing_to_check,
}
