"""Which IRI a mention or a frame gets: the same in every build, readable, and one a thing."""

import re
from dataclasses import dataclass, field

from rdflib import URIRef

from graph.extraction.frames import Frame
from graph.extraction.items import Mention
from graph.extraction.types import is_a
from graph.names import Names
from graph.reference import entities

__all__ = ["CIRCUMSTANCES", "DOERS", "Identities", "kind_words"]

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_YEAR = re.compile(r"\b\d{4}\b")
CIRCUMSTANCES = {"place", "during", "partOf"}
"""Properties that say where and on what occasion an event happened, not which one it is."""
DOERS = {"agent", "speaker", "participant"}
"""Properties that say who did it."""


def kind_words(kind: str) -> str:
    """Return the name of a class in plain words.

    >>> kind_words("AgreementSigning")
    'agreement signing'
    """
    return _CAMEL.sub(" ", kind).lower()


@dataclass(slots=True)
class Identities:
    """The IRIs given in one document."""

    names: Names
    document: str
    _given: dict[object, URIRef] = field(default_factory=dict)
    _taken: set[URIRef] = field(default_factory=set)
    _numbers: dict[URIRef, int] = field(default_factory=dict)
    """The last number that was given to further things of one name."""

    def thing(self, mention: Mention, sentence: int) -> URIRef:
        """Return the IRI of what a mention means; one without a name is of its sentence only."""
        if mention.is_a("Event"):
            return self._event_named(mention)
        if is_known(mention):
            return self.names.thing(mention.key)
        if mention.key:
            return self.names.thing(mention.label)
        label = f"{mention.label[:50]} {self.document[:20]} s{sentence}"
        return self._free(("mention", mention.span, mention.label), self.names.thing(label))

    def holder(self, office: Mention, sentence: int) -> URIRef:
        """Return the IRI of whoever holds an office, in this sentence, without a name."""
        return self.names.thing(f"holder of {office.label} {self.document[:20]} s{sentence}")

    def event(self, frame: Frame, fills: frozenset[tuple[str, URIRef]]) -> URIRef:
        """Return the IRI of an event; two tellings with the same roles and date are one event."""
        if frame.mention:
            return self._event_named(frame.mention)
        told: object = (frame.type, frame.title, fills, frame.edtf)
        if frame.said or not fills:
            told = (frame.sentence, frame.trigger)
        label = frame.title or f"{kind_words(frame.type)} {' '.join(_main_labels(frame))}"
        if not is_a(frame.type, ["Event"]):
            return self._free(told, self.names.thing(label))
        return self._free(told, self.names.event(frame.edtf.replace("/..", ""), label))

    def _event_named(self, mention: Mention) -> URIRef:
        date = "" if _YEAR.search(mention.label) else _date_of(mention)
        own = "" if mention.key else f" {self.document[:20]}"  # it has no name of its own
        return self.names.event(date, f"{mention.label}{own}")

    def _free(self, told: object, wanted: URIRef) -> URIRef:
        if told not in self._given:
            iri, number = wanted, self._numbers.get(wanted, 1)
            while iri in self._taken:
                number += 1
                iri = URIRef(f"{wanted}-{number}")
            self._numbers[wanted] = number
            self._given[told] = iri
            self._taken.add(iri)
        return self._given[told]


def is_known(mention: Mention) -> bool:
    """Tell whether the reference data know what a mention means."""
    entity = entities().get(mention.key)
    return entity is not None and entity.type == mention.type


def _date_of(mention: Mention) -> str:
    return next((part.edtf for _, part in mention.parts if part.type == "Date"), "")


def _main_labels(frame: Frame) -> list[str]:
    """Return the labels that tell one event from another: whom or what it is about."""
    labels = [
        (fill.property, fill.value.label)
        for fill in frame.fills
        if isinstance(fill.value, Mention) and fill.property not in CIRCUMSTANCES
    ]
    others = [label for name, label in labels if name not in DOERS]
    chosen = others if others and frame.said is None else [label for _, label in labels]
    return list(dict.fromkeys(chosen))[:3]
