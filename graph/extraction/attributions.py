"""Attributions: what speech acts say, piece by piece, as claims of whoever speaks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rdflib import URIRef

from graph.extraction.events import Events
from graph.extraction.frames import Frame
from graph.extraction.pieces import Piece, pieces, stance_of
from graph.extraction.things import reason
from graph.facts import Evidence

__all__ = ["Attributions"]


@dataclass(slots=True)
class Attributions:
    """Writes what is said, and links what contradicts each other."""

    events: Events
    _held: dict[URIRef, list[tuple[URIRef, str]]] = field(default_factory=dict)
    """For each claimed event, who holds it to be so or not."""

    def attribute(self, frame: Frame, inner: list[Frame]) -> None:
        """Write what a speech act says, or what the document itself does not say happened."""
        events, evidence = self.events, Evidence(frame.span, frame.rule)
        text = events.ledger.document.text
        if not frame.is_fact:
            claim = self._claim(frame, Piece(frame.span.of(text), frame.span, frame))
            speakers = [(events.claims.authors(evidence), evidence)]
            self._speak(claim, speakers)
            return
        for piece in pieces(frame, inner, text):
            claim = self._claim(frame, piece)
            self._speak(claim, self._speakers(frame, evidence))
            events.ledger.add(claim, "madeIn", events.things.iri(frame, frame.sentence), evidence)

    def _speakers(self, frame: Frame, evidence: Evidence) -> list[tuple[URIRef, Evidence]]:
        """Return who speaks, with where that is read; somebody, where it is not told who."""
        fills = [fill for fill in frame.fills if fill.property == "speaker"]
        fills = fills or [fill for fill in frame.fills if fill.property == "statedIn"]
        named = [
            (URIRef(self.events.things.value(f.value, frame.sentence)), reason(f, evidence, frame))
            for f in fills
        ]
        return named or [(self.events.claims.somebody(frame.sentence, evidence), evidence)]

    def _speak(self, claim: URIRef, speakers: Iterable[tuple[URIRef, Evidence]]) -> None:
        for speaker, evidence in speakers:
            self.events.ledger.add(claim, "speaker", speaker, evidence)

    def _claim(self, frame: Frame, piece: Piece) -> URIRef:
        stance, rule = stance_of(frame, piece), (piece.content or frame).rule
        evidence = Evidence(piece.span, rule, piece.antecedents)
        claim = self.events.claims.node(frame.sentence, piece.words, stance, evidence)
        if piece.content:
            event = self.events.event(piece.content, claim)
            if not piece.content.bearers:
                self._contradict(claim, event, stance[1], Evidence(piece.span, rule))
        return claim

    def _contradict(self, claim: URIRef, event: URIRef, polarity: str, evidence: Evidence) -> None:
        """Link a claim to those that say the opposite of the same event."""
        for other, stance in self._held.setdefault(event, []):
            if stance != polarity:
                self.events.ledger.add(claim, "contradicts", other, evidence)
                self.events.ledger.add(other, "contradicts", claim, evidence)
        self._held[event].append((claim, polarity))
