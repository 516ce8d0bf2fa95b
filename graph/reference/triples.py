"""Reference data as triples, for those entities that a graph names."""

from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, SKOS, XSD

from graph.names import Names
from graph.reference.entities import Entity, entities

__all__ = ["reference_graph"]

_DATATYPES = {
    "validity": URIRef("http://id.loc.gov/datatypes/edtf/EDTF"),
    "latitude": XSD.decimal,
    "longitude": XSD.decimal,
}


def reference_graph(keys: Iterable[str], names: Names) -> Graph:
    """Return what the tables say of the entities, and of those that they are linked to."""
    graph = Graph(bind_namespaces="none")
    for entity in _with_linked(keys):
        for triple in _triples(entity, names):
            graph.add(triple)
    return graph


def _with_linked(keys: Iterable[str]) -> Iterator[Entity]:
    waiting, seen = sorted(keys), set[str]()
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            entity = entities()[key]
            waiting += [target for _, target in entity.links]
            yield entity


def _triples(entity: Entity, names: Names) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    iri = names.thing(entity.key)
    table = names.table(entity.table)
    yield iri, RDF.type, names.term[entity.type]
    yield iri, RDFS.label, Literal(entity.label, lang="en")
    yield iri, PROV.wasDerivedFrom, table
    yield table, RDFS.label, Literal(f"reference data, {entity.table}", lang="en")
    for name in sorted(set(entity.names) - {entity.label}):
        yield iri, SKOS.altLabel, Literal(name, lang="en")
    for name, key in entity.links:
        yield iri, names.term[name], names.thing(key)
    for name, value in entity.literals:
        yield iri, names.term[name], Literal(value, datatype=_DATATYPES.get(name))
