"""Where a document says what a description of a triple describes."""

from collections.abc import Iterable, Iterator

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


_QUERY = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX det: <ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?statement ?document ?start ?end ?words ?sentence ?text ?rule ?mark ?title WHERE {
  VALUES ?statement { %s }
  ?statement det:evidence ?annotation .
  ?annotation det:sentence ?sentence ; oa:hasTarget ?span ; det:foundBy/rdfs:label ?rule .
  ?span oa:hasSource ?document ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?words .
  ?sentence det:text ?text .
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?annotation (det:footnoteMark|det:laterFootnoteMark)/rdfs:label ?mark }
} ORDER BY ?mark"""


def passages(release: Release, statements: Iterable[URIRef]) -> dict[URIRef, tuple[Passage, ...]]:
    """Return the places that support each described triple, in the order of the text."""
    values = " ".join(sorted(statement.n3() for statement in statements))
    rows = release.store.query(_QUERY % values, base=release.names.base).rows()
    found: dict[URIRef, set[Passage]] = {}
    for statement, passage in _read(rows):
        found.setdefault(statement, set()).add(passage)
    return {statement: tuple(sorted(places)) for statement, places in found.items()}


def _read(rows: Iterable[dict[str, Node]]) -> Iterator[tuple[URIRef, Passage]]:
    """Yield a passage for the rows that differ in the mark alone."""
    marks: dict[tuple[tuple[str, Node], ...], list[str]] = {}
    for row in rows:
        rest = tuple((name, value) for name, value in row.items() if name != "mark")
        marks.setdefault(rest, []).extend([str(row["mark"])] if "mark" in row else [])
    for rest, labels in marks.items():
        told = {name: str(value) for name, value in rest}
        statement = URIRef(told.pop("statement"))
        told.setdefault("title", told["document"])
        yield statement, msgspec.convert(told | {"marks": labels}, Passage, strict=False)
