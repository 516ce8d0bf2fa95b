"""Claims: what somebody says or holds, who does, in which modality, and whether it is denied."""

from dataclasses import dataclass, field

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS

from graph.extraction.ledger import Ledger, shortened
from graph.facts import Evidence
from graph.reading import Quotation

__all__ = ["CLAIMED", "Claims"]

CLAIMED = ("Claimed", "Affirmative")
"""Modality and polarity of what is said without more."""
_QUOTED = "quotation"
"""The rule by which words are read that stand between quotation marks."""


@dataclass(slots=True)
class Claims:
    """Writes claims into a ledger, and numbers them by sentence."""

    ledger: Ledger
    _counts: dict[int, int] = field(default_factory=dict)

    def free(self, sentence: int) -> URIRef:
        """Return the IRI of a claim that is not yet written."""
        number = self._counts[sentence] = self._counts.get(sentence, 0) + 1
        slug = self.ledger.document.slug
        return self.ledger.names.graph("claim", slug, f"s{sentence}-{number}")

    def node(
        self,
        sentence: int,
        words: str,
        stance: tuple[str, str],
        evidence: Evidence,
        kind: str = "Claim",
        verbatim: str = "content",
    ) -> URIRef:
        """Write a claim with its words, as its content or as a quotation; return its IRI."""
        claim, ledger = self.free(sentence), self.ledger
        ledger.add(claim, RDF.type, ledger.names.term[kind], evidence)
        self.hold(claim, stance, evidence)
        ledger.add(claim, RDFS.label, ledger.words(shortened(words)), evidence)
        ledger.add(claim, verbatim, Literal(words), evidence)
        return claim

    def own(
        self, kind: str, sentence: int, evidence: Evidence, modality: str = "Asserted"
    ) -> URIRef:
        """Write a claim of the document's authors and return its IRI."""
        words, stance = evidence.span.of(self.ledger.document.text), (modality, "Affirmative")
        claim = self.node(sentence, words, stance, Evidence(evidence.span, evidence.rule), kind)
        self.ledger.add(claim, "speaker", self.authors(evidence), evidence)
        return claim

    def quotation(self, quotation: Quotation) -> None:
        """Write words of which the document does not say whose they are."""
        document = self.ledger.document
        sentence = document.sentence_at(quotation.span.start).number
        words, evidence = quotation.span.of(document.text), Evidence(quotation.span, _QUOTED)
        claim = self.node(sentence, words, CLAIMED, evidence, verbatim="quotation")
        self.ledger.add(claim, "speaker", self.somebody(sentence, evidence), evidence)

    def hold(self, claim: URIRef, stance: tuple[str, str], evidence: Evidence) -> None:
        """Write in which modality a claim is held, and whether it affirms or negates."""
        for name, value in zip(("modality", "polarity"), stance, strict=True):
            self.ledger.add(claim, name, self.ledger.names.term[value], evidence)

    def somebody(self, sentence: int, evidence: Evidence) -> URIRef:
        """Write that somebody speaks whom the document does not tell."""
        iri = self.ledger.names.somebody(self.ledger.document.slug, sentence)
        return self._unnamed(iri, "somebody, not told who", evidence)

    def authors(self, evidence: Evidence) -> URIRef:
        """Write that the document has authors, to whom its own claims are ascribed."""
        document = self.ledger.document
        label = f"authors of “{document.metadata.title}”, not named"
        return self._unnamed(self.ledger.names.authors(document.slug), label, evidence)

    def _unnamed(self, iri: URIRef, label: str, evidence: Evidence) -> URIRef:
        self.ledger.add(iri, RDF.type, self.ledger.names.term.UnnamedAgent, evidence)
        self.ledger.add(iri, RDFS.label, self.ledger.words(label), evidence)
        return iri
