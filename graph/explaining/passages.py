"""Where a document says what a description of a triple describes."""

from collections.abc import Iterable

import msgspec
from rdflib import URIRef

from graph.release import Release
from graph.store import Node

__all__ = ["Passage", "passages"]


class Passage(msgspec.Struct, frozen=True, order=True):
    """A place in a document, and the sentence around it."""

    document: str
    start: int
    """Offset in code points into the document."""
    end: int
    """Offset after the last code point."""
    words: str
    """What stands there."""
    sentence: str
    """The IRI of the sentence."""
    text: str
    """The words of the whole sentence."""
    rule: str
    """The rule that read it."""
    marks: tuple[str, ...]
    """The footnote marks that cover it."""
    title: str
    """The title of the document."""


_PASSAGES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX det: <ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?statement ?annotation ?document ?start ?end ?words ?sentence ?text ?rule ?title WHERE {
  VALUES ?statement { %s }
  ?statement det:evidence ?annotation .
  ?annotation det:sentence ?sentence ; oa:hasTarget ?span ; det:foundBy/rdfs:label ?rule .
  ?span oa:hasSource ?document ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?words .
  ?sentence det:text ?text .
  OPTIONAL { ?document dcterms:title ?title }
}"""

# In a query of its own: as an optional part of the other it takes fifty times as long.
_MARKS = """
PREFIX det: <ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?annotation ?mark WHERE {
  VALUES ?annotation { %s }
  ?annotation (det:footnoteMark|det:laterFootnoteMark)/rdfs:label ?mark
} ORDER BY ?mark"""


def passages(release: Release, statements: Iterable[URIRef]) -> dict[URIRef, tuple[Passage, ...]]:
    """Return the places that support each described triple, in the order of the text."""
    rows = _rows(release, _PASSAGES, statements)
    marks: dict[Node, list[str]] = {row["annotation"]: [] for row in rows}
    for row in _rows(release, _MARKS, marks):
        marks[row["annotation"]].append(str(row["mark"]))
    found: dict[URIRef, set[Passage]] = {}
    for row in rows:
        place = _passage(row, marks[row["annotation"]])
        found.setdefault(URIRef(row["statement"]), set()).add(place)
    return {statement: tuple(sorted(places)) for statement, places in found.items()}


def _rows(release: Release, query: str, nodes: Iterable[Node]) -> list[dict[str, Node]]:
    values = " ".join(sorted(node.n3() for node in nodes))
    return list(release.store.query(query % values, base=release.names.base).rows())


def _passage(row: dict[str, Node], marks: list[str]) -> Passage:
    told = {name: str(value) for name, value in row.items()}
    told.setdefault("title", told["document"])
    return msgspec.convert(told | {"marks": marks}, Passage, strict=False)
