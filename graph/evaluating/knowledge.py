"""What was extracted, with what is needed to recognise it: labels, classes, speakers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, RDFS, SKOS

from graph.evaluating.patterns import Pattern, Selector, Wording
from graph.extraction import Populated
from graph.facts import Span
from graph.names import Names
from graph.reading import Document
from graph.reference import reference_graph
from ontology.terms import ontology_at

__all__ = ["Extracted", "Knowledge"]

_SCHEMA = "https://schema.org/"
_PREFIXES = {
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": _SCHEMA,
    "skos": str(SKOS),
}
_NAMING = (RDFS.label, SKOS.altLabel)
_NAMES = frozenset({*_NAMING, DCTERMS.title})
_INCLUDES = {
    "domain": (RDFS.domain, URIRef(f"{_SCHEMA}domainIncludes")),
    "range": (RDFS.range, URIRef(f"{_SCHEMA}rangeIncludes")),
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """One triple in one graph, with all the stretches of text that support it."""

    subject: URIRef
    predicate: URIRef
    object: URIRef | Literal
    claim: URIRef | None
    spans: tuple[Span, ...]

    def touches(self, span: Span) -> bool:
        """Tell whether any of the evidence overlaps a span."""
        return any(own.start < span.end and span.start < own.end for own in self.spans)


class Knowledge:
    """The extracted statements of one document, and what they and the reference data tell."""

    def __init__(self, document: Document, populated: Populated, names: Names) -> None:
        self.document = document
        self.names = names
        self.statements = tuple(_gathered(document, populated))
        self.graph = Graph(bind_namespaces="none")
        self.reference = reference_graph(populated.keys, names)
        self.graph += self.reference
        for statement in self.statements:
            self.graph.add((statement.subject, statement.predicate, statement.object))
        self.by_predicate: dict[URIRef, list[Extracted]] = defaultdict(list)
        for statement in self.statements:
            self.by_predicate[statement.predicate].append(statement)

    # Terms.

    def iri(self, term: str) -> URIRef:
        """Return the IRI of a term written as ``agent`` or ``rdf:type``."""
        prefix, colon, name = term.rpartition(":")
        return URIRef(_PREFIXES[prefix] + name if colon else f"{self.names.base}ontology#{term}")

    def below(self, term: URIRef) -> frozenset[URIRef]:
        """Return a class or a property with all below it."""
        return _related(self.names.base, term, up=False)

    def above(self, term: URIRef) -> frozenset[URIRef]:
        """Return a class or a property with all above it."""
        return _related(self.names.base, term, up=True)

    def expected(self, predicate: URIRef, side: str) -> frozenset[URIRef]:
        """Return the classes that a predicate is made for at one of its sides, and those below."""
        ontology = ontology_at(self.names.base)
        declared = [kind for p in _INCLUDES[side] for kind in ontology.objects(predicate, p)]
        return frozenset(
            below for kind in declared if isinstance(kind, URIRef) for below in self.below(kind)
        )

    # Things.

    def is_a(self, node: URIRef | Literal, kind: URIRef) -> bool:
        """Tell whether a thing has a class or one below it."""
        return not self.below(kind).isdisjoint(self.classes(node))

    def classes(self, node: URIRef | Literal) -> list[URIRef]:
        """Return the classes that a thing is said to have."""
        return [kind for kind in self.graph.objects(node, RDF.type) if isinstance(kind, URIRef)]

    def triples(
        self, node: URIRef, predicate: URIRef
    ) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
        """Yield what is said of a thing by a predicate, in whatever graph."""
        for value in self.graph.objects(node, predicate):
            if isinstance(value, URIRef | Literal):
                yield node, predicate, value

    def labels(self, node: URIRef) -> Iterator[str]:
        """Yield what a thing is called; a term of the ontology by its own name."""
        for predicate in _NAMING:
            yield from map(str, self.graph.objects(node, predicate))
        if node.startswith(f"{self.names.base}ontology#"):
            yield node.partition("#")[2]

    def called(self, node: URIRef | Literal) -> str:
        """Return the name by which to speak of a thing, or the words of a literal."""
        if isinstance(node, Literal):
            return str(node)
        short = node.removeprefix(self.names.base).removeprefix("ontology#")
        return min(map(str, self.graph.objects(node, RDFS.label)), default=short)

    def fits(self, wanted: Pattern, node: URIRef | Literal, name: bool = False) -> bool:
        """Tell whether a thing or a value is what a pattern points to; a name must be all of it."""
        if isinstance(wanted, Selector):
            return self.is_a(node, self.iri(wanted.kind)) and all(
                any(self.filling(node, role, value)) for role, value in wanted.roles
            )
        if isinstance(node, Literal):
            return _says(wanted, node, name)
        if wanted.text == "@document":
            return node == self.names.document(self.document.slug)
        return any(map(wanted.holds, self.labels(node)))

    def filling(
        self, node: URIRef | Literal, role: str, value: Pattern
    ) -> Iterator[tuple[URIRef, URIRef | Literal]]:
        """Yield the triples, as predicate and object, by which a thing has a role."""
        for predicate in self.below(self.iri(role)):
            for filler in self.graph.objects(node, predicate):
                if isinstance(filler, URIRef | Literal) and self.fits(value, filler):
                    yield predicate, filler

    def names_things(self, predicate: URIRef) -> bool:
        """Tell whether a property gives a name, of which a part is not enough."""
        return predicate in _NAMES


def _gathered(document: Document, populated: Populated) -> Iterator[Extracted]:
    """Yield each triple once a graph, with all its evidence."""
    spans: dict[tuple[URIRef, URIRef, URIRef | Literal, URIRef | None], list[Span]] = {}
    for fact in populated.facts:
        key = (fact.subject, fact.predicate, fact.object, fact.claim)
        spans.setdefault(key, []).append(document.in_source(fact.evidence.span))
    for (subject, predicate, value, claim), found in spans.items():
        yield Extracted(subject, predicate, value, claim, tuple(sorted(set(found))))


def _says(wanted: Wording, value: Literal, name: bool) -> bool:
    """Tell whether a literal is what is wanted; numbers, dates and truth values are exact."""
    if value.datatype is not None:
        return str(value) == wanted.text
    return wanted.holds(value) if name else wanted.within(value)


@lru_cache(maxsize=4096)
def _related(base: str, term: URIRef, up: bool) -> frozenset[URIRef]:
    ontology = ontology_at(base)
    found = {
        related
        for order in (RDFS.subClassOf, RDFS.subPropertyOf)
        for related in (
            ontology.transitive_objects(term, order)
            if up
            else ontology.transitive_subjects(order, term)
        )
    }
    return frozenset(related for related in found if isinstance(related, URIRef))
