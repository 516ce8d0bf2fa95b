"""The ledger: the statements of one document as they are written, each with its evidence."""

from dataclasses import dataclass, field

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from graph.extraction.dates import bounds
from graph.facts import Evidence, Fact
from graph.names import Names
from graph.reading import Document

__all__ = ["EDTF", "Ledger", "shortened"]

EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
"""Datatype of dates."""
_LABEL = 80


@dataclass(slots=True)
class Ledger:
    """What has been written so far, and which keys of the reference data it names."""

    document: Document
    names: Names
    facts: list[Fact] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def add(
        self,
        subject: URIRef,
        predicate: str | URIRef,
        value: URIRef | Literal,
        evidence: Evidence,
        claim: URIRef | None = None,
    ) -> None:
        """Write one triple, in a claim graph where ``claim`` names one."""
        term = predicate if isinstance(predicate, URIRef) else self.names.term[predicate]
        self.facts.append(Fact(subject, term, value, evidence, claim))

    def words(self, words: str) -> Literal:
        """Return words in the language of the document."""
        return Literal(words, lang=self.document.metadata.language)

    def date(
        self, subject: URIRef, edtf: str, evidence: Evidence, claim: URIRef | None = None
    ) -> None:
        """Write a date as it is told, and its first and last day."""
        self.add(subject, "date", Literal(edtf, datatype=EDTF), evidence, claim)
        for name, day in zip(("earliest", "latest"), bounds(edtf), strict=True):
            if day:
                value = Literal(day.isoformat(), datatype=XSD.date)
                self.add(subject, name, value, evidence, claim)


def shortened(words: str) -> str:
    """Return words that fit a label, cut at a blank."""
    return words if len(words) <= _LABEL else f"{words[:_LABEL].rsplit(' ', 1)[0]} …"
