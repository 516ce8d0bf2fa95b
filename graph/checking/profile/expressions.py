"""The class expressions of OWL 2 RL: which construct may stand in which position (clause 4.2.3).

The table ``_GRAMMAR`` has a row for each construct that the clause allows in a position; what has
no row there is outside the profile.
"""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial

from rdflib import OWL, Graph, Literal, URIRef
from rdflib.term import Node

from graph.checking.profile.lists import members
from graph.checking.profile.ranges import Fault, is_data_range, range_faults
from graph.checking.profile.terms import Clause

__all__ = ["CONSTRUCTS", "Position", "class_faults"]


class Position(Enum):
    """Where a class expression stands; the value is its name in the clause."""

    SUB = "subClassExpression"
    SUPER = "superClassExpression"
    EQUIVALENT = "equivClassExpression"


CONSTRUCTS: dict[URIRef, str] = {
    OWL.intersectionOf: "ObjectIntersectionOf",
    OWL.unionOf: "ObjectUnionOf",
    OWL.complementOf: "ObjectComplementOf",
    OWL.oneOf: "ObjectOneOf",
    OWL.someValuesFrom: "SomeValuesFrom",
    OWL.allValuesFrom: "AllValuesFrom",
    OWL.hasValue: "HasValue",
    OWL.hasSelf: "ObjectHasSelf",
    OWL.cardinality: "ExactCardinality",
    OWL.minCardinality: "MinCardinality",
    OWL.maxCardinality: "MaxCardinality",
    OWL.qualifiedCardinality: "qualified ExactCardinality",
    OWL.minQualifiedCardinality: "qualified MinCardinality",
    OWL.maxQualifiedCardinality: "qualified MaxCardinality",
}
"""Every construct of OWL 2 by the predicate that shows it in RDF."""

_Rule = Callable[[Graph, Node, Node], Iterator[Fault]]


def class_faults(graph: Graph, node: Node, position: Position) -> Iterator[Fault]:
    """Yield what in a class expression is outside what RL allows in its position."""
    if node == OWL.Thing:
        yield f"owl:Thing is no {position.value}", Clause.CLASSES
    if isinstance(node, URIRef):
        return
    found = [(p, value) for p in CONSTRUCTS for value in graph.objects(node, p)]
    if not found:
        yield "it is no class expression", Clause.CLASSES
    for predicate, value in found:
        rule = _GRAMMAR.get((position, predicate))
        if rule is None:
            yield f"{CONSTRUCTS[predicate]} is no {position.value}", Clause.CLASSES
        else:
            yield from rule(graph, node, value)


def _each(position: Position, graph: Graph, _node: Node, listed: Node) -> Iterator[Fault]:
    for member in members(graph, listed):
        yield from class_faults(graph, member, position)


def _one(position: Position, graph: Graph, _node: Node, value: Node) -> Iterator[Fault]:
    yield from class_faults(graph, value, position)


def _some(graph: Graph, _node: Node, filler: Node) -> Iterator[Fault]:
    yield from _filler(graph, filler, Position.SUB, thing=True)


def _all(graph: Graph, _node: Node, filler: Node) -> Iterator[Fault]:
    yield from _filler(graph, filler, Position.SUPER, thing=False)


def _filler(graph: Graph, filler: Node, position: Position, *, thing: bool) -> Iterator[Fault]:
    if is_data_range(graph, filler):
        yield from range_faults(graph, filler)
    elif not (thing and filler == OWL.Thing):
        yield from class_faults(graph, filler, position)


def _at_most(graph: Graph, node: Node, number: Node) -> Iterator[Fault]:
    if not isinstance(number, Literal) or number.toPython() not in (0, 1):
        yield f"MaxCardinality is allowed with 0 and 1, not with {number}", Clause.CLASSES
    for qualifier in (OWL.onClass, OWL.onDataRange):
        for filler in graph.objects(node, qualifier):
            yield from _filler(graph, filler, Position.SUB, thing=True)


def _individuals(graph: Graph, _node: Node, listed: Node) -> Iterator[Fault]:
    if any(isinstance(member, Literal) for member in members(graph, listed)):
        yield "DataOneOf is no data range of RL", Clause.RANGES


def _value(graph: Graph, _node: Node, value: Node) -> Iterator[Fault]:
    if isinstance(value, Literal) and value.datatype is not None:
        yield from range_faults(graph, value.datatype)


_GRAMMAR: dict[tuple[Position, URIRef], _Rule] = {
    (Position.SUB, OWL.intersectionOf): partial(_each, Position.SUB),
    (Position.SUB, OWL.unionOf): partial(_each, Position.SUB),
    (Position.SUB, OWL.oneOf): _individuals,
    (Position.SUB, OWL.someValuesFrom): _some,
    (Position.SUB, OWL.hasValue): _value,
    (Position.SUPER, OWL.intersectionOf): partial(_each, Position.SUPER),
    (Position.SUPER, OWL.complementOf): partial(_one, Position.SUB),
    (Position.SUPER, OWL.allValuesFrom): _all,
    (Position.SUPER, OWL.hasValue): _value,
    (Position.SUPER, OWL.maxCardinality): _at_most,
    (Position.SUPER, OWL.maxQualifiedCardinality): _at_most,
    (Position.EQUIVALENT, OWL.intersectionOf): partial(_each, Position.EQUIVALENT),
    (Position.EQUIVALENT, OWL.hasValue): _value,
}
