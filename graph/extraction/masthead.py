"""What a document says of itself: its title, where it is taken from, which pictures it has."""

import re
from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, SDO

from graph.facts import Evidence, Fact, Span
from graph.names import Names
from graph.reading import Document

__all__ = ["masthead"]

_FIRST = 6
"""Blocks at the beginning in which a document names itself and its source."""
_LINE = 100
"""Characters that a line with a title has at most; a longer one is prose."""
_PICTURE = re.compile(r"[^\n|/]+\.(?:png|jpe?g|svg|gif|webp|tiff?)\b", re.IGNORECASE)
_FROM = re.compile(r"From (?P<source>[A-Z][^\n.]+)")


def masthead(document: Document, names: Names) -> Iterator[Fact]:
    """Yield what a document with sentences says of itself, with where it does."""
    if not document.sentences:
        return
    iri = names.document(document.slug)
    yield from _title(document, iri)
    for block in document.blocks[:_FIRST]:
        found = _FROM.fullmatch(block.span.of(document.text).strip())
        if found:
            source = Literal(found["source"], lang=document.metadata.language)
            yield Fact(iri, DCTERMS.source, source, Evidence(block.span, "masthead"))
    for block in document.blocks:
        picture = _PICTURE.match(document.text, block.span.start, block.span.end)
        if picture:
            span = Span(*picture.span())
            yield Fact(iri, SDO.image, Literal(picture[0]), Evidence(span, "picture"))


def _title(document: Document, iri: URIRef) -> Iterator[Fact]:
    """Yield the title, where the document begins with it in a line of its own, or nearly so."""
    title = document.metadata.title
    for block in document.blocks[:_FIRST]:
        start = document.text.find(title, block.span.start, block.span.end) if title else -1
        if start >= 0 and block.span.end - block.span.start < _LINE:
            value = Literal(title, lang=document.metadata.language)
            yield Fact(
                iri, DCTERMS.title, value, Evidence(Span(start, start + len(title)), "masthead")
            )
            return
