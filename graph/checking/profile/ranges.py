"""The data ranges of OWL 2 RL: datatypes and intersections of them (clauses 4.2.1 and 4.2.4)."""

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, URIRef
from rdflib.term import Node

from graph.checking.profile.lists import members
from graph.checking.profile.terms import Clause

__all__ = ["DATATYPES", "Fault", "is_data_range", "range_faults"]

Fault = tuple[str, Clause]
"""Why something is outside the profile, and by which clause."""

_XSD_NAMES = (
    "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long "
    "int short byte unsignedLong unsignedInt unsignedShort unsignedByte float double string "
    "normalizedString token language Name NCName NMTOKEN boolean hexBinary base64Binary anyURI "
    "dateTime dateTimeStamp"
)

DATATYPES = frozenset(
    {RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral, RDFS.Literal}
    | {URIRef(f"{XSD}{name}") for name in _XSD_NAMES.split()}
)
"""What 4.2.1 lists, and the datatype that RDF 1.1 gives to what was a plain literal."""

_NOT_RL = {
    OWL.unionOf: "DataUnionOf",
    OWL.datatypeComplementOf: "DataComplementOf",
    OWL.oneOf: "DataOneOf",
    OWL.withRestrictions: "DatatypeRestriction",
}


def is_data_range(graph: Graph, node: Node) -> bool:
    """Tell whether a node is a datatype or an expression of datatypes."""
    return (
        node in DATATYPES
        or str(node).startswith(str(XSD))
        or node in (OWL.real, OWL.rational)
        or (node, RDF.type, RDFS.Datatype) in graph
        or (node, RDF.type, OWL.DataRange) in graph
    )


def range_faults(graph: Graph, node: Node) -> Iterator[Fault]:
    """Yield what in a data range is outside the profile."""
    if not isinstance(node, BNode):
        yield from _datatype_faults(graph, node)
    for predicate, name in _NOT_RL.items():
        if (node, predicate, None) in graph:
            yield f"{name} is no data range of RL", Clause.RANGES
    for listed in graph.objects(node, OWL.intersectionOf):
        for member in members(graph, listed):
            yield from range_faults(graph, member)


def _datatype_faults(graph: Graph, node: Node) -> Iterator[Fault]:
    defined = any(isinstance(o, BNode) for o in graph.objects(node, OWL.equivalentClass))
    if node not in DATATYPES and not defined:
        name = str(node).rpartition("#")[2] or str(node)
        yield f"{name} is not among the datatypes of RL", Clause.ENTITIES
