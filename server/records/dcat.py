"""DCAT 3: version, licence, origin, and each file with its size and checksum.

https://www.w3.org/TR/vocab-dcat-3/
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, XSD, Namespace

from graph.parts import WHOLE, Part
from graph.release import Release
from server.records.files import Distribution, distributions, parts_of
from server.records.void import dataset_iri

__all__ = ["DESCRIPTION", "TITLE", "dcat", "modified", "version"]

TITLE = "Detente: international relations, with who says what"
DESCRIPTION = (
    "States, organisations, agreements, events and statements, read out of documents. Each triple "
    "leads to the sentence it was read in, and what somebody only claims is in a graph of its own."
)
# rdflib has the terms of DCAT 2 only.
_VERSION = URIRef(f"{DCAT}version")
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_MEDIA = "https://www.iana.org/assignments/media-types/"
_Triple = tuple[URIRef, URIRef, URIRef | Literal]
_Address = Callable[[str], str]


def version(release: Release) -> str:
    """Return the version of a build: that of the program, and what tells builds apart."""
    return f"{release.manifest.version}+{release.manifest.identifier}"


def modified(release: Release) -> datetime:
    """Return when a build was put in its place."""
    return datetime.fromtimestamp(int((release.path / "manifest.json").stat().st_mtime), UTC)


def dcat(release: Release, address: _Address) -> Graph:
    """Return the record; ``address`` makes a full address of a path on this server."""
    graph = Graph()
    for part in parts_of(release):
        for triple in _part(release, part, address):
            graph.add(triple)
    for triple in _whole(release, address):
        graph.add(triple)
    return graph


def _whole(release: Release, address: _Address) -> Iterator[_Triple]:
    iri = dataset_iri(release)
    yield iri, DCTERMS.title, Literal(TITLE, lang="en")
    yield iri, DCTERMS.description, Literal(DESCRIPTION, lang="en")
    yield iri, DCTERMS.identifier, Literal(str(iri))
    yield iri, _VERSION, Literal(version(release))
    yield iri, DCTERMS.modified, Literal(modified(release).isoformat(), datatype=XSD.dateTime)
    yield iri, DCAT.landingPage, URIRef(address(""))
    yield iri, DCTERMS.conformsTo, URIRef(f"{release.names.base}ontology")
    for word in ("international relations", "diplomacy", "treaties", "provenance"):
        yield iri, DCAT.keyword, Literal(word, lang="en")
    for entry in release.manifest.documents:
        document = release.names.document(entry.slug)
        yield iri, PROV.wasDerivedFrom, document
        yield iri, DCTERMS.source, document
        if entry.licence.startswith("http"):
            yield iri, DCTERMS.license, URIRef(entry.licence)
    yield from _service(release, address)


def _service(release: Release, address: _Address) -> Iterator[_Triple]:
    service = URIRef(address("sparql"))
    yield service, RDF.type, DCAT.DataService
    yield service, DCTERMS.title, Literal("SPARQL endpoint", lang="en")
    yield service, DCAT.endpointURL, service
    yield service, DCAT.servesDataset, dataset_iri(release)
    yield service, DCTERMS.conformsTo, URIRef("https://www.w3.org/TR/sparql11-protocol/")


def _part(release: Release, part: Part, address: _Address) -> Iterator[_Triple]:
    iri = dataset_iri(release, part.name)
    yield iri, RDF.type, DCAT.Dataset
    if part != WHOLE:
        yield dataset_iri(release), DCTERMS.hasPart, iri
        yield iri, DCTERMS.title, Literal(part.title, lang="en")
    for each in distributions(release, part):
        yield from _distribution(iri, each, URIRef(address(f"dump/{each.file}")))


def _distribution(dataset: URIRef, each: Distribution, url: URIRef) -> Iterator[_Triple]:
    yield dataset, DCAT.distribution, url
    yield url, RDF.type, DCAT.Distribution
    yield url, DCTERMS.title, Literal(each.file)
    yield url, DCAT.downloadURL, url
    yield url, DCAT.mediaType, URIRef(f"{_MEDIA}{each.format.media_type}")
    yield url, DCAT.byteSize, Literal(str(each.size), datatype=XSD.nonNegativeInteger)
    if each.packing:
        yield url, DCAT.compressFormat, URIRef(f"{_MEDIA}{each.packing}")
    if each.sha256:
        sum_ = URIRef(f"{url}#sha256")
        yield url, _SPDX.checksum, sum_
        yield sum_, RDF.type, _SPDX.Checksum
        yield sum_, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256
        yield sum_, _SPDX.checksumValue, Literal(each.sha256, datatype=XSD.hexBinary)
