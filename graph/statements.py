"""The statements of a document, one a line, for people and programs that want no RDF."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec
from rdflib import Literal, URIRef

from graph.extraction import Populated
from graph.facts import Fact
from graph.names import Names
from graph.provenance import covering
from graph.reading import Document

__all__ = ["Statement", "statements"]


class Statement(msgspec.Struct, frozen=True):
    """One triple with who says it and where.

    ``span`` is in code points of the file, end exclusive, and ``words`` are what stands there;
    ``text`` are the same words without markup.
    ``voice`` names the speakers of a claim, and is ``document`` for what the document states.
    """

    subject: str
    predicate: str
    object: str
    time: str
    voice: tuple[str, ...]
    modality: str
    polarity: str
    footnotes: tuple[str, ...]
    span: tuple[int, int]
    words: str
    text: str
    rule: str


def statements(document: Document, populated: Populated, names: Names) -> Iterator[Statement]:
    """Yield the statements of a document in the order of its text."""
    known = _Known(populated, names)
    for fact in sorted(populated.facts, key=lambda fact: fact.evidence):
        yield known.statement(document, fact)


class _Known:
    """What is told elsewhere of the subjects of statements and of claims."""

    def __init__(self, populated: Populated, names: Names) -> None:
        self._names = names
        self._values: dict[tuple[URIRef, str], list[str]] = defaultdict(list)
        wanted = {names.term[name]: name for name in ("date", "speaker", "modality", "polarity")}
        for fact in populated.facts:
            name = wanted.get(fact.predicate)
            value = self._short(fact.object)
            if name and value not in self._values[fact.subject, name]:
                self._values[fact.subject, name].append(value)

    def statement(self, document: Document, fact: Fact) -> Statement:
        """Return a fact as a line."""
        span = fact.evidence.span
        marks = covering(document, span)
        claim, there = fact.claim, document.in_source(span)
        return Statement(
            self._short(fact.subject),
            self._short(fact.predicate),
            self._short(fact.object),
            self._first(fact.subject, "date"),
            tuple(self._values[claim, "speaker"]) if claim else ("document",),
            self._first(claim, "modality") if claim else "",
            self._first(claim, "polarity") if claim else "",
            tuple(mark.label for mark in (*marks.here, *marks.later)),
            (there.start, there.end),
            there.of(document.source),
            span.of(document.text),
            fact.evidence.rule,
        )

    def _first(self, subject: URIRef, name: str) -> str:
        return next(iter(self._values[subject, name]), "")

    def _short(self, term: URIRef | Literal) -> str:
        """Return an IRI relative to the base, or the words of a literal."""
        return str(term).removeprefix(self._names.base)
