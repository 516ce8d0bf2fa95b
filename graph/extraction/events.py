"""Events: what happened or is so, one triple a role; in a claim graph what only somebody says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from graph.extraction.claims import CLAIMED, Claims
from graph.extraction.dates import bounds
from graph.extraction.frames import Fill, Frame
from graph.extraction.identity import CIRCUMSTANCES, DOERS, kind_words
from graph.extraction.items import Mention
from graph.extraction.ledger import Ledger
from graph.extraction.pieces import stance_of
from graph.extraction.positions import position_of
from graph.extraction.roles import properties
from graph.extraction.situations import Situations
from graph.extraction.things import Things, reason
from graph.extraction.types import is_a
from graph.facts import Antecedent, Evidence, Span
from graph.rules import rule_of

__all__ = ["Events"]


@dataclass(frozen=True, slots=True)
class Events:
    """Writes events and stances into a ledger."""

    ledger: Ledger
    claims: Claims
    things: Things
    situations: Situations

    def event(self, frame: Frame, claim: URIRef | None = None) -> URIRef:
        """Write an event, or a stance; in a claim graph where ``claim`` names one."""
        if frame.bearers:
            return self._borne(frame, claim)
        iri, evidence = self.things.iri(frame, frame.sentence), Evidence(frame.span, frame.rule)
        self.ledger.add(iri, RDF.type, self.ledger.names.term[frame.type], evidence, claim)
        self.ledger.add(iri, RDFS.label, self.ledger.words(_label(frame)), evidence, claim)
        if frame.is_stance:
            self._stance(iri, frame, evidence)
        for fill in frame.fills:
            self._role(iri, fill, frame, evidence, claim)
        self._date(iri, frame, claim)
        self._words(iri, frame, claim)
        if claim is None:
            self._position(frame, evidence)
            self._nobody(iri, frame, evidence)
        return iri

    def _stance(self, iri: URIRef, frame: Frame, evidence: Evidence) -> None:
        self.claims.hold(iri, stance_of(frame), evidence)
        if not frame.values("content"):
            words = frame.span.of(self.ledger.document.text)
            self.ledger.add(iri, "content", Literal(words), evidence)

    def _nobody(self, iri: URIRef, frame: Frame, evidence: Evidence) -> None:
        """Write that somebody did the speaking of which the document does not say who did."""
        named = frame.values("speaker") or frame.values("statedIn")
        speech = frame.said or is_a(frame.type, ["SpeechAct"])
        if speech and not named and not frame.is_stance:
            somebody = self.claims.somebody(frame.sentence, evidence)
            self.ledger.add(iri, "speaker", somebody, evidence)

    def _position(self, frame: Frame, evidence: Evidence) -> None:
        """Write what whoever did something thereby holds to be so, as their claim."""
        position = position_of(frame)
        if position is None:
            return
        kind, fills = position
        words = evidence.span.of(self.ledger.document.text)
        claim = self.claims.node(frame.sentence, words, CLAIMED, evidence, kind)
        for fill in fills:
            named = isinstance(fill.value, str)  # an individual of the ontology
            term = self.ledger.names.term[str(fill.value)] if named else None
            value = term or self.things.value(fill.value, frame.sentence, fill.property)
            self.ledger.add(claim, fill.property, value, reason(fill, evidence, frame))

    def _role(
        self, iri: URIRef, fill: Fill, frame: Frame, evidence: Evidence, claim: URIRef | None
    ) -> None:
        about = _claimed(frame.rule).get(fill.property) if claim is None else None
        if about:
            self._claimed_role(iri, fill, frame, about)
            return
        if frame.is_stance and isinstance(fill.value, Frame) and not fill.value.is_fact:
            self.event(fill.value, iri)  # what is assessed need not have happened
        value = self.things.value(fill.value, frame.sentence, fill.property)
        self.ledger.add(iri, fill.property, value, reason(fill, evidence, frame), claim)
        if claim is None and fill.property in DOERS and not frame.is_stance:
            self.situations.in_office(iri, frame, fill)

    def _claimed_role(self, iri: URIRef, fill: Fill, frame: Frame, about: str) -> None:
        """Write a role that is the document's own claim, such as the cause of an event."""
        evidence = reason(fill, Evidence(frame.span, frame.rule), frame)
        rule = rule_of(frame.rule)
        claim = self.claims.own(rule.claim if rule else "Claim", frame.sentence, evidence)
        self.ledger.add(claim, about, iri, evidence)
        value = self.things.value(fill.value, frame.sentence, fill.property)
        if fill.property == "claimedCause" and isinstance(value, URIRef):
            self.ledger.add(claim, "claimedCause", value, evidence)
            self.ledger.add(value, "causes", iri, evidence, claim)
        else:
            self.ledger.add(iri, fill.property, value, evidence, claim)

    def _borne(self, frame: Frame, claim: URIRef | None) -> URIRef:
        """Write the properties that things bear themselves; return the first thing's IRI."""
        things = [URIRef(self.things.value(b, frame.sentence)) for b in frame.bearers]
        told = list(self._told(frame))
        for bearer, thing in zip(frame.bearers, things, strict=True):
            if bearer.parts and claim is None:  # a relation that no phrase names
                self.things.describe(bearer, frame.sentence)
            decisions = tuple(d for part in bearer.walk() for d in part.antecedents)
            for name, value, why in told:
                antecedents = (*decisions, *why.antecedents)
                evidence = Evidence(bearer.span.join(why.span), why.rule, antecedents)
                self.ledger.add(thing, name, value, evidence, claim)
        return things[0]

    def _told(self, frame: Frame) -> Iterator[tuple[str, URIRef | Literal, Evidence]]:
        """Yield what a frame says of each of its bearers, with where it does."""
        whole = Evidence(frame.span, frame.rule)
        for fill in frame.fills:
            value = self.things.value(fill.value, frame.sentence, fill.property)
            yield fill.property, value, reason(fill, whole, frame)

    def _date(self, iri: URIRef, frame: Frame, claim: URIRef | None) -> None:
        if frame.edtf and frame.date_span:
            evidence = Evidence(frame.trigger.join(frame.date_span), frame.rule, frame.date_decided)
            self.ledger.date(iri, frame.edtf, evidence, claim)
        elif frame.after:
            self._earliest(iri, frame, *frame.after, claim)

    def _earliest(
        self, iri: URIRef, frame: Frame, before: Frame, word: Span, claim: URIRef | None
    ) -> None:
        """Write before which day an event cannot have happened that followed another one."""
        first, _ = bounds(before.edtf)
        if first:
            decisions = (Antecedent(word, before.trigger, "what it followed"),)
            evidence = Evidence(word.join(frame.trigger), frame.rule, decisions)
            day = Literal(first.isoformat(), datatype=XSD.date)
            self.ledger.add(iri, "earliest", day, evidence, claim)

    def _words(self, iri: URIRef, frame: Frame, claim: URIRef | None) -> None:
        if frame.said is None:
            return
        if frame.said.span:
            evidence = Evidence(frame.trigger.join(frame.said.span), frame.rule)
            self.ledger.add(iri, "content", Literal(frame.said.words), evidence, claim)
        for words, span in frame.said.quotations:
            evidence = Evidence(span, frame.rule, _spoken(frame, span))
            self.ledger.add(iri, "quotation", Literal(words), evidence, claim)


def _spoken(frame: Frame, span: Span) -> tuple[Antecedent, ...]:
    return (Antecedent(span, frame.trigger, "whose words these are"),)


@lru_cache
def _claimed(identifier: str) -> dict[str, str]:
    """Return the properties that a rule leaves to a claim, and how that leads to the event."""
    rule = rule_of(identifier)
    roles = rule.claimed.items() if rule else ()
    return {p: about for name, about in roles if rule for p in properties(rule, name)}


def _label(frame: Frame) -> str:
    if frame.twin:
        return _label(frame.twin)
    if frame.mention or frame.title:
        return frame.mention.label if frame.mention else frame.title
    labels = [
        fill.value.label
        for fill in frame.fills
        if isinstance(fill.value, Mention) and fill.property not in CIRCUMSTANCES
    ]
    date = f" ({frame.edtf})" if frame.edtf else ""
    kind = kind_words(frame.type).capitalize()
    return f"{kind}: {', '.join(dict.fromkeys(labels))}{date}" if labels else f"{kind}{date}"
