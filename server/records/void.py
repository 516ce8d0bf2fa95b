"""VoID: how much of what is in the graph, and where its links lead.

https://www.w3.org/TR/void/
"""

from collections.abc import Callable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VOID, XSD

from graph.links import DATASETS, DataSet
from graph.release import Release
from server.binding import bound, query

__all__ = ["dataset_iri", "void"]

_Triple = tuple[URIRef, URIRef, URIRef | Literal]
_VOCABULARIES = (DCTERMS, OWL, RDF, RDFS, SKOS)
_EXAMPLES = 3


def dataset_iri(release: Release, part: str = "") -> URIRef:
    """Name the graph, or a part of it, as a data set."""
    return URIRef(f"{release.names.base}dataset{f'/{part}' if part else ''}")


def void(release: Release, address: Callable[[str], str]) -> Graph:
    """Return the description; ``address`` makes a full address of a path on this server."""
    graph = Graph()
    for triple in (
        *_access(release, address),
        *_statistics(release),
        *_partitions(release, "classes", VOID.classPartition, VOID["class"], VOID.entities),
        *_partitions(release, "predicates", VOID.propertyPartition, VOID.property, VOID.triples),
        *_link_sets(release),
    ):
        graph.add(triple)
    return graph


def _access(release: Release, address: Callable[[str], str]) -> Iterator[_Triple]:
    iri = dataset_iri(release)
    yield iri, RDF.type, VOID.Dataset
    yield iri, VOID.sparqlEndpoint, URIRef(address("sparql"))
    yield iri, FOAF.homepage, URIRef(address(""))
    yield iri, VOID.uriSpace, Literal(release.names.base)
    for vocabulary in (*map(str, _VOCABULARIES), f"{release.names.base}ontology#"):
        yield iri, VOID.vocabulary, URIRef(vocabulary)
    for path in sorted(release.path.glob("detente.*")):
        yield iri, VOID.dataDump, URIRef(address(f"dump/{path.name}"))


def _statistics(release: Release) -> Iterator[_Triple]:
    [row] = release.store.query(query("statistics"), base=release.names.base).rows()
    names = {
        "triples": VOID.triples,
        "subjects": VOID.distinctSubjects,
        "objects": VOID.distinctObjects,
        "properties": VOID.properties,
        "entities": VOID.entities,
        "classes": VOID.classes,
    }
    for name, property_ in names.items():
        yield dataset_iri(release), property_, _number(row[name])


def _partitions(
    release: Release, name: str, has: URIRef, of: URIRef, counted: URIRef
) -> Iterator[_Triple]:
    iri = dataset_iri(release)
    rows = release.store.query(query(name), base=release.names.base).rows()
    for number, row in enumerate(rows, 1):
        part = URIRef(f"{iri}#{name}-{number}")
        yield iri, has, part
        yield part, of, URIRef(str(row["of"]))
        yield part, counted, _number(row["count"])


def _link_sets(release: Release) -> Iterator[_Triple]:
    start = str(release.names.graph("links", ""))
    for name in release.manifest.graphs:
        known = next((each for each in DATASETS if start + each.name == name), None)
        if known is not None:
            yield from _link_set(release, known, name)


def _link_set(release: Release, dataset: DataSet, name: str) -> Iterator[_Triple]:
    iri = release.names.table(f"links-{dataset.name}")
    theirs = URIRef(dataset.homepage)
    yield iri, RDF.type, VOID.Linkset
    yield iri, DCTERMS.title, Literal(f"Links to {dataset.title}", lang="en")
    yield iri, VOID.subjectsTarget, dataset_iri(release)
    yield iri, VOID.objectsTarget, theirs
    yield iri, VOID.triples, _number(release.manifest.graphs[name])
    yield dataset_iri(release), VOID.subset, iri
    yield theirs, RDF.type, VOID.Dataset
    yield theirs, DCTERMS.title, Literal(dataset.title, lang="en")
    yield theirs, VOID.uriSpace, Literal(dataset.namespace)
    text = bound(query("link-predicates"), this=URIRef(name))
    for row in release.store.query(text, base=release.names.base).rows():
        yield iri, VOID.linkPredicate, URIRef(str(row["predicate"]))


def _number(value: object) -> Literal:
    return Literal(str(value), datatype=XSD.integer)
