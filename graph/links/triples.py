"""Links as triples, for those things that a graph names: only what is verified becomes one.

A link goes into the graph of its data set, ``graph/links/DATASET``; what it rests on goes beside
the evidence of the documents, into ``graph/evidence/links/DATASET``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, VOID, XSD

from graph.links.sssom import Link, LinkSet
from graph.names import Names

__all__ = ["link_graphs", "links_from"]

_SSSOM = "https://w3id.org/sssom/"
_Triple = tuple[URIRef, URIRef, URIRef | Literal]


def links_from(
    named: Mapping[URIRef, Collection[URIRef]], tables: Iterable[LinkSet], names: Names
) -> Iterator[LinkSet]:
    """Yield the links that hold of things in ``named``, in tables with the base written out.

    ``named`` tells which documents have a thing. What is only one document's name for a thing may
    be another's for something else, so that a link of it holds where no other has the name.
    """
    for table in tables:
        full = table.at(names.base)
        links = [link for link in table.links if link.holds and _is_named(link, full, named)]
        if links:
            yield full.having(links)


def _is_named(link: Link, table: LinkSet, named: Mapping[URIRef, Collection[URIRef]]) -> bool:
    documents = named.get(_iri(table, link.subject_id))
    if documents is None or not link.subject_source:
        return documents is not None
    return set(documents) == {_iri(table, link.subject_source)}


def link_graphs(tables: Iterable[LinkSet], names: Names) -> Iterator[tuple[URIRef, Graph]]:
    """Yield the named graph of each table's links, and that of their evidence."""
    for table in tables:
        if table.target.startswith(names.base):  # a class has its codes in the ontology already
            continue
        yield names.graph("links", table.name), _graph(_link(table, link) for link in table.links)
        records = (t for link in table.links for t in _record(table, link, names))
        head = _head(table, names)
        yield names.graph("evidence", "links", table.name), _graph((*head, *records))


def _graph(triples: Iterable[_Triple]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph


def _iri(table: LinkSet, curie: str) -> URIRef:
    return table.iri(curie, "")


def _link(table: LinkSet, link: Link) -> tuple[URIRef, URIRef, URIRef]:
    return (
        _iri(table, link.subject_id),
        _iri(table, link.predicate_id),
        _iri(table, link.object_id),
    )


def _head(table: LinkSet, names: Names) -> Iterator[_Triple]:
    iri = names.table(f"links-{table.name}")
    yield iri, RDF.type, VOID.Linkset
    yield iri, RDFS.label, Literal(table.title, lang="en")
    yield iri, DCTERMS.title, Literal(table.title, lang="en")
    yield iri, DCTERMS.description, Literal(table.description, lang="en")
    yield iri, DCTERMS.license, URIRef(table.licence)


def _record(table: LinkSet, link: Link, names: Names) -> Iterator[_Triple]:
    """Yield why a link is there; a term's is told by the head of the table alone.

    https://mapping-commons.github.io/sssom/spec-formats-owl/
    """
    if not link.comment:
        return
    subject, predicate, object_ = _link(table, link)
    key = subject.removeprefix(f"{names.base}id/")
    iri = names.evidence(f"links/{table.name}", key)
    yield iri, RDF.type, OWL.Axiom
    yield iri, OWL.annotatedSource, subject
    yield iri, OWL.annotatedProperty, predicate
    yield iri, OWL.annotatedTarget, object_
    yield iri, DCTERMS.isPartOf, names.graph("links", table.name)
    yield iri, RDFS.comment, Literal(link.comment, lang="en")
    yield iri, PROV.wasDerivedFrom, names.table(f"links-{table.name}")
    justification = URIRef(f"{_SSSOM}mapping_justification")
    yield iri, justification, _iri(table, link.mapping_justification)
    if link.mapping_date:
        yield iri, DCTERMS.date, Literal(link.mapping_date, datatype=XSD.date)
    if link.reviewer_label:
        yield iri, URIRef(f"{_SSSOM}reviewer_label"), Literal(link.reviewer_label)
