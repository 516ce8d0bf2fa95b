"""Statements and what they rest on."""

from dataclasses import dataclass

from rdflib import Literal, URIRef

__all__ = ["Antecedent", "Evidence", "Fact", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document in code points, end exclusive.

    >>> Span(3, 7).covers(Span(4, 7))
    True
    """

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Tell whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def join(self, other: "Span") -> "Span":
        """Return the smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Antecedent:
    """The decision that an expression ("both sides") stands for what another one names."""

    anaphor: Span
    antecedent: Span
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a statement was read, by which rule, and on which decisions it rests.

    ``confidence`` is High, Moderate or Low: the individuals of the ontology without "Confidence".
    """

    span: Span
    rule: str
    antecedents: tuple[Antecedent, ...] = ()
    confidence: str = "High"
    confirmed_by: str = ""
    """Who found the reading right, where somebody did."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One triple with its evidence, stated by the document or, in ``claim``, by a speaker."""

    subject: URIRef
    predicate: URIRef
    object: URIRef | Literal
    evidence: Evidence
    claim: URIRef | None = None
