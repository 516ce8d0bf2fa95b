"""Evidence as RDF: a reification for each triple, a Web Annotation for each place it was read.

The annotation's target is a span of the document with the two selectors of the W3C Web Annotation
Data Model, https://www.w3.org/TR/annotation-model/#selectors: offsets in code points, end
exclusive, and the exact words with what stands around them.
"""

from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD, Namespace

from graph.facts import Evidence, Fact, Span
from graph.names import Names
from graph.provenance.coverage import covering
from graph.reading import Document, Mark

__all__ = ["document_graph", "evidence_graph"]

OA = Namespace("http://www.w3.org/ns/oa#")
_AROUND = 32
"""Code points of context on either side of a quote."""

_Triple = tuple[URIRef, URIRef, URIRef | Literal]


def document_graph(document: Document, names: Names) -> Graph:
    """Return what is known of a document as such: title, source, licence, checksum."""
    graph = Graph(bind_namespaces="none")
    iri, metadata = names.document(document.slug), document.metadata
    graph.add((iri, RDF.type, names.term.Document))
    graph.add((iri, RDFS.label, Literal(metadata.title)))
    graph.add((iri, DCTERMS.title, Literal(metadata.title, lang=metadata.language)))
    graph.add((iri, DCTERMS.language, Literal(metadata.language)))
    graph.add((iri, DCTERMS["format"], Literal(document.format.media_type)))
    graph.add((iri, names.term.sha256, Literal(document.sha256)))
    for term, value in (
        (DCTERMS.source, metadata.source),
        (DCTERMS.publisher, metadata.publisher),
        (DCTERMS.license, metadata.licence),
        (DCTERMS.created, metadata.written),
    ):
        if value:
            graph.add((iri, term, _iri_or_words(value)))
    if metadata.retrieved:
        graph.add((iri, names.term.retrieved, Literal(metadata.retrieved)))
    return graph


def evidence_graph(
    document: Document, facts: Iterable[Fact], names: Names, rules: dict[str, str]
) -> Graph:
    """Return the evidence for all statements of a document; ``rules`` maps ids to descriptions."""
    graph = Graph(bind_namespaces="none")
    for triple in _structure(document, names):
        graph.add(triple)
    used = set()
    for fact in facts:
        used.add(fact.evidence.rule)
        for triple in _support(document, fact, names):
            graph.add(triple)
    for rule in sorted(used):
        iri = names.rule(rule)
        graph.add((iri, RDF.type, names.term.ExtractionRule))
        graph.add((iri, RDFS.label, Literal(rule)))
        graph.add((iri, RDFS.comment, Literal(rules.get(rule, rule), lang="en")))
    return graph


def _iri_or_words(value: str) -> URIRef | Literal:
    return URIRef(value) if value.startswith(("http://", "https://")) else Literal(value)


def _structure(document: Document, names: Names) -> Iterator[_Triple]:
    term, whole = names.term, names.document(document.slug)
    for sentence in document.sentences:
        iri = names.sentence(document.slug, sentence.identifier)
        yield iri, RDF.type, term.Sentence
        yield iri, RDFS.label, Literal(f"sentence {sentence.number}", lang="en")
        yield iri, term.text, Literal(sentence.span.of(document.text))
        there = document.in_source(sentence.span)
        yield iri, term["start"], _offset(there.start)
        yield iri, term["end"], _offset(there.end)
        yield iri, term.inDocument, whole
    for mark in document.marks:
        iri = _mark(document, mark, names)
        yield iri, RDF.type, term.FootnoteMark
        yield iri, RDFS.label, Literal(f"[{mark.label}]")
        yield iri, term.inDocument, whole


def _support(document: Document, fact: Fact, names: Names) -> Iterator[_Triple]:
    stated = fact.claim or names.graph("document", document.slug)
    key = names.key(fact.subject, fact.predicate, fact.object, stated)
    statement = names.evidence(document.slug, key)
    there = document.in_source(fact.evidence.span)
    annotation = names.evidence(document.slug, f"{key}-{there.start}-{fact.evidence.rule}")
    yield statement, RDF.type, RDF.Statement
    yield statement, RDF.subject, fact.subject
    yield statement, RDF.predicate, fact.predicate
    yield statement, RDF.object, fact.object
    yield statement, names.term.inGraph, stated
    yield statement, names.term.evidence, annotation
    yield statement, PROV.wasDerivedFrom, names.span(document.slug, there)
    yield annotation, RDF.type, OA.Annotation
    yield annotation, OA.hasBody, statement
    yield from _annotation(document, annotation, fact.evidence, names)


def _annotation(
    document: Document, annotation: URIRef, evidence: Evidence, names: Names
) -> Iterator[_Triple]:
    term = names.term
    sentence = document.sentence_at(evidence.span.start)
    yield annotation, OA.hasTarget, names.span(document.slug, document.in_source(evidence.span))
    yield annotation, term.sentence, names.sentence(document.slug, sentence.identifier)
    yield annotation, term.foundBy, names.rule(evidence.rule)
    yield annotation, term.confidence, term[f"{evidence.confidence}Confidence"]
    if evidence.confirmed_by:
        yield annotation, term.confirmedBy, Literal(evidence.confirmed_by)
    marks = covering(document, evidence.span)
    for mark in marks.here:
        yield annotation, term.footnoteMark, _mark(document, mark, names)
    for mark in marks.later:
        yield annotation, term.laterFootnoteMark, _mark(document, mark, names)
    yield from _target(document, evidence.span, names)
    for decision in evidence.antecedents:
        there = document.in_source(decision.antecedent)
        yield annotation, term.antecedent, names.span(document.slug, there)
        yield from _target(document, decision.antecedent, names)


def _target(document: Document, words: Span, names: Names) -> Iterator[_Triple]:
    """Yield where words stand in the file; they are given, too, where there is markup in them."""
    span, text = document.in_source(words), document.source
    iri = names.span(document.slug, span)
    position, quote = URIRef(f"{iri}-position"), URIRef(f"{iri}-quote")
    if words.of(document.text) != span.of(text):
        yield iri, names.term.text, Literal(words.of(document.text))
    yield iri, RDF.type, OA.SpecificResource
    yield iri, OA.hasSource, names.document(document.slug)
    yield iri, OA.hasSelector, position
    yield iri, OA.hasSelector, quote
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, _offset(span.start)
    yield position, OA.end, _offset(span.end)
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, Literal(span.of(text))
    yield quote, OA.prefix, Literal(text[max(span.start - _AROUND, 0) : span.start])
    yield quote, OA.suffix, Literal(text[span.end : span.end + _AROUND])


def _mark(document: Document, mark: Mark, names: Names) -> URIRef:
    label = mark.label.replace(" ", "-")
    return names.sentence(document.slug, f"mark-{label}")


def _offset(number: int) -> Literal:
    return Literal(number, datatype=XSD.nonNegativeInteger)
