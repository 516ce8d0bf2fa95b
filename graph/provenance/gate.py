"""The load gate: every span is read again from its source and must say what it is said to say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, Namespace

from graph.facts import Span

__all__ = ["Reading", "misread", "readings"]

OA = Namespace("http://www.w3.org/ns/oa#")


@dataclass(frozen=True, slots=True)
class Reading:
    """A span of a document and the words that the evidence says stand there."""

    iri: str
    document: str
    span: Span
    exact: str


def readings(evidence: Graph) -> Iterator[Reading]:
    """Yield the spans of a graph of evidence; one without an offset or a quote begins at -1."""
    for target in sorted(map(str, evidence.subjects(RDF.type, OA.SpecificResource))):
        values = {
            term: str(value)
            for selector in evidence.objects(URIRef(target), OA.hasSelector)
            for term in (OA.start, OA.end, OA.exact)
            for value in evidence.objects(selector, term)
        }
        span = Span(int(values.get(OA.start, -1)), int(values.get(OA.end, -1)))
        document = str(evidence.value(URIRef(target), OA.hasSource))
        yield Reading(target, document, span, values.get(OA.exact, ""))


def misread(readings: Iterable[Reading], texts: dict[str, str]) -> Iterator[str]:
    """Yield a sentence for each reading that does not match its document to the character.

    ``texts`` maps the IRIs of documents to their words.
    """
    for reading in readings:
        text = texts.get(reading.document)
        if text is None:
            yield f"{reading.iri}: its document {reading.document} is not there"
        elif not _matches(reading, text):
            there = reading.span.of(text)
            yield (
                f"{reading.iri}: the evidence quotes {_short(reading.exact)}, but characters"
                f" {reading.span.start} to {reading.span.end} are {_short(there)}"
            )


def _matches(reading: Reading, text: str) -> bool:
    inside = 0 <= reading.span.start < reading.span.end <= len(text)
    named = reading.iri.endswith(f"#char={reading.span.start},{reading.span.end}")
    return inside and named and reading.span.of(text) == reading.exact


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:57]}…")
