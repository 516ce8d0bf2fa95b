"""The IRIs that Detente mints, all below one base.

>>> names = Names("https://example.org/")
>>> names.thing("Radosław Sikorski")
rdflib.term.URIRef('https://example.org/id/radoslaw-sikorski')
>>> names.event("1997-05-27", "signing founding act")
rdflib.term.URIRef('https://example.org/id/event/1997-05-27-signing-founding-act')
"""

import hashlib
from dataclasses import dataclass

from rdflib import XSD, URIRef
from rdflib.namespace import ClosedNamespace
from rdflib.term import Node
from slugify import slugify

from graph.facts import Span
from ontology.terms import DEFAULT_BASE, terms_at

__all__ = ["Names", "slug"]

_MAXIMUM = 80


def slug(label: str) -> str:
    """Return ``label`` in lower-case ASCII with hyphens, cut at a word near 80 characters."""
    return slugify(label, max_length=_MAXIMUM, word_boundary=True) or "unnamed"


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs below ``base``, which ends in a slash."""

    base: str = DEFAULT_BASE

    @property
    def term(self) -> ClosedNamespace:
        """The ontology's terms; one that is not declared raises AttributeError."""
        return terms_at(self.base)

    def thing(self, label: str) -> URIRef:
        """Name something that lasts: a state, a person, an agreement."""
        return URIRef(f"{self.base}id/{slug(label)}")

    def event(self, date: str, label: str) -> URIRef:
        """Name something that happens; ``date`` is EDTF or empty."""
        return URIRef(f"{self.base}id/event/{slug(f'{date} {label}')}")

    def document(self, document: str) -> URIRef:
        """Name a document by its slug."""
        return URIRef(f"{self.base}document/{document}")

    def authors(self, document: str) -> URIRef:
        """Name the unnamed authors of a document, to whom its own claims are ascribed."""
        return self.thing(f"authors of {document}")

    def somebody(self, document: str, sentence: int) -> URIRef:
        """Name whoever says something in a sentence that does not tell who."""
        return self.thing(f"somebody in {document} s{sentence}")

    def sentence(self, document: str, sentence: str) -> URIRef:
        """Name a sentence of a document, for instance ``s12``."""
        return URIRef(f"{self.base}document/{document}#{sentence}")

    def span(self, document: str, span: Span) -> URIRef:
        """Name a span of a document by its code points, as RFC 5147 does for plain text."""
        return URIRef(f"{self.base}document/{document}#char={span.start},{span.end}")

    def table(self, file: str) -> URIRef:
        """Name a table of reference data by its file."""
        return URIRef(f"{self.base}reference/{file.partition('.')[0]}")

    def rule(self, rule: str) -> URIRef:
        """Name an extraction rule."""
        return URIRef(f"{self.base}rule/{rule}")

    def evidence(self, document: str, key: str) -> URIRef:
        """Name the reification of one triple, or an annotation that supports it."""
        return URIRef(f"{self.base}evidence/{document}/{key}")

    def proof(self, key: str) -> URIRef:
        """Name a triple as something that is inferred, or that something is inferred from."""
        return URIRef(f"{self.base}proof/{key}")

    def key(self, *terms: Node) -> str:
        """Return a short name for terms, a triple for instance, that the base does not change."""
        written = " ".join(term.n3().replace(self.base, "") for term in terms)
        written = written.replace(f"^^{XSD.string.n3()}", "")  # as RDF 1.1 has it
        return hashlib.sha256(written.encode()).hexdigest()[:16]

    def graph(self, *path: str) -> URIRef:
        """Name a graph: ``ontology``, ``document/SLUG``, ``claim/SLUG/ID``, ``inferred``."""
        return URIRef(f"{self.base}graph/{'/'.join(path)}")

    def is_graph(self, iri: str) -> bool:
        """Tell whether an IRI names one of our graphs."""
        return iri.startswith(f"{self.base}graph/")

    def is_claim(self, graph: str) -> bool:
        """Tell whether a graph holds what somebody said, not what a document states."""
        return graph.startswith(f"{self.base}graph/claim/")

    def document_of(self, graph: str) -> URIRef | None:
        """Return the document that a graph of what it states, or of a claim in it, is about.

        >>> Names("https://example.org/").document_of("https://example.org/graph/claim/small/s1")
        rdflib.term.URIRef('https://example.org/document/small')
        """
        kind, _, path = graph.removeprefix(f"{self.base}graph/").partition("/")
        return self.document(path.partition("/")[0]) if kind in ("document", "claim") else None

    def is_merged(self, graph: str) -> bool:
        """Tell whether a graph is part of the default graph: all are but claims and proofs."""
        return not self.is_claim(graph) and graph != f"{self.base}graph/proofs"
