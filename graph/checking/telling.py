"""A finding about a thing, by its label and by the sentence and document it was read in."""

from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.term import Node

from graph.checking.shacl import Result
from graph.release import Release

__all__ = ["told"]

_LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing (SAMPLE(?name) AS ?label) WHERE { ?thing rdfs:label ?name } GROUP BY ?thing"""

_SENTENCES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX det: <ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?sentence ?text ?title ?start WHERE {
  ?statement rdf:ROLE ?thing ; det:evidence ?annotation .
  ?annotation det:sentence ?place .
  ?place det:text ?text ; det:start ?start ; det:inDocument ?document .
  OPTIONAL { ?place rdfs:label ?sentence }
  OPTIONAL { ?document dcterms:title ?title }
} ORDER BY ?thing ?start"""


def told(release: Release, results: list[Result]) -> Iterator[str]:
    """Yield each result as a sentence that names the thing and where it was read."""
    if not results:
        return
    labels = {row["thing"]: str(row["label"]) for row in _rows(release, _LABELS)}
    places = _places(release)
    for result in results:
        value = f"; it has {_named(result.value, labels)}" if result.value is not None else ""
        place = places.get(result.thing)
        read = f"; read in {place}" if place else ""
        yield f"{_named(result.thing, labels)}: {result.message}{value}{read}"


def _places(release: Release) -> dict[Node, str]:
    """Map each thing to the first sentence that tells of it, or else only refers to it."""
    places: dict[Node, str] = {}
    for role in ("subject", "object"):
        for row in _rows(release, _SENTENCES.replace("ROLE", role)):
            where = f"{row.get('sentence', 'a sentence')} of “{row.get('title', 'a document')}”"
            places.setdefault(row["thing"], f"{where}: “{row['text']}”")
    return places


def _named(node: Node, labels: dict[Node, str]) -> str:
    if isinstance(node, Literal):
        return f"“{node}”"
    iri = f"<{node}>" if isinstance(node, URIRef) else "something unnamed"
    return f"“{labels[node]}” {iri}" if node in labels else iri


def _rows(release: Release, query: str) -> Iterator[Mapping[str, Node]]:
    yield from release.store.query(query, base=release.names.base).rows()
