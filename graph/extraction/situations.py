"""Situations: what a noun phrase implies to last for a while, such as a tenure of office."""

from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS

from graph.extraction.frames import Fill, Frame
from graph.extraction.identity import kind_words
from graph.extraction.items import Mention
from graph.extraction.ledger import EDTF
from graph.extraction.nominals import emitted
from graph.extraction.things import Things
from graph.facts import Evidence
from graph.rules import Emission

__all__ = ["Situations"]


@dataclass(frozen=True, slots=True)
class Situations:
    """Writes situations among things."""

    things: Things

    def implied(self, mention: Mention, sentence: int) -> None:
        """Write the situations that a noun phrase and its parts imply."""
        for phrase, emission, part in emitted(mention):
            self._situation(phrase.id, emission, part, sentence)

    def in_office(self, iri: URIRef, frame: Frame, fill: Fill) -> None:
        """Write in which office somebody acts, and that they are in office on the act's date."""
        if not isinstance(fill.value, Mention):
            return
        if fill.value.type == "Office":
            evidence = Evidence(fill.value.span, fill.value.rule)
            self._acts_as(iri, fill.value, frame, evidence)
        for phrase, emission, part in emitted(fill.value):
            post = part.part(emission.roles.get("office", ""))
            if post and "past" not in dict(part.texts):
                self._acts_as(iri, post, frame, Evidence(part.span, phrase.id))
                self._attest(frame, fill, self._parties(emission, part)[0], phrase.id)

    def _acts_as(self, iri: URIRef, office: Mention, frame: Frame, evidence: Evidence) -> None:
        post = self.things.iri(office, frame.sentence)
        self.things.ledger.add(iri, "inCapacity", post, evidence)

    def _attest(self, frame: Frame, fill: Fill, tenure: URIRef, rule: str) -> None:
        if frame.edtf and frame.date_span and "/" not in frame.edtf:
            evidence = Evidence(fill.span.join(frame.date_span), rule, frame.date_decided)
            date = Literal(frame.edtf, datatype=EDTF)
            self.things.ledger.add(tenure, "attestedOn", date, evidence)

    def _parties(
        self, emission: Emission, mention: Mention
    ) -> tuple[URIRef, dict[str, Mention | None]]:
        """Return the IRI of a situation, and who plays which part in it."""
        groups = {
            name: mention if group == "self" else mention.part(group)
            for name, group in emission.roles.items()
        }
        labels = " ".join(part.label for part in groups.values() if part)
        names = self.things.ledger.names
        return names.thing(f"{kind_words(emission.frame)} {labels}"), groups

    def _situation(self, rule: str, emission: Emission, mention: Mention, sentence: int) -> None:
        iri, groups = self._parties(emission, mention)
        ledger, kind = self.things.ledger, kind_words(emission.frame)
        labels = ", ".join(part.label for part in groups.values() if part)
        evidence = Evidence(mention.span, rule, mention.antecedents)
        ledger.add(iri, RDF.type, ledger.names.term[emission.frame], evidence)
        ledger.add(iri, RDFS.label, ledger.words(f"{kind}: {labels}"), evidence)
        texts = dict(mention.texts)
        for name, group in emission.roles.items():
            part = groups[name]
            if part:
                ledger.add(iri, name, self.things.iri(part, sentence), evidence)
            elif group in texts:
                ledger.add(iri, name, Literal(True), evidence)
