"""From what was found to statements: names for things, one triple a role, and evidence for each."""

from collections import defaultdict
from dataclasses import dataclass

from rdflib.namespace import RDFS

from graph.extraction.attributions import Attributions
from graph.extraction.claims import Claims
from graph.extraction.confidence import graded
from graph.extraction.events import Events
from graph.extraction.frames import Frame
from graph.extraction.identity import Identities
from graph.extraction.ledger import Ledger
from graph.extraction.masthead import masthead
from graph.extraction.pipeline import Found
from graph.extraction.situations import Situations
from graph.extraction.things import Things
from graph.facts import Fact
from graph.names import Names
from graph.reading import Document

__all__ = ["Populated", "populate"]

_VERBATIM = ("content", "quotation")
"""Properties whose values are the words of the text."""


@dataclass(frozen=True, slots=True)
class Populated:
    """The statements of a document and the keys of the reference data that they name."""

    facts: tuple[Fact, ...]
    keys: frozenset[str]


def populate(document: Document, found: Found, names: Names) -> Populated:
    """Return the statements that frames and mentions make."""
    ledger = Ledger(document, names, list(masthead(document, names)))
    claims = Claims(ledger)
    things = Things(ledger, claims, Identities(names, document.slug))
    situations = Situations(things)
    _write_mentions(found, things, situations)
    _write_frames(found.frames, Events(ledger, claims, things, situations))
    for quotation in found.unattributed:
        claims.quotation(quotation)
    verbatim = [names.term[name] for name in _VERBATIM]
    return Populated(graded(ledger.facts, [*verbatim, RDFS.label]), frozenset(ledger.keys))


def _write_mentions(found: Found, things: Things, situations: Situations) -> None:
    for sentence, mention in found.mentions:
        things.mention(mention, sentence)
        situations.implied(mention, sentence)
    if found.topic:
        things.topic(found.topic)


def _write_frames(frames: tuple[Frame, ...], events: Events) -> None:
    """Write the facts, and then what their speakers say."""
    contents: dict[Frame, list[Frame]] = defaultdict(list)
    for frame in frames:
        if frame.is_fact:
            events.event(frame)
        if frame.within:
            contents[frame.within].append(frame)
    attributions = Attributions(events)
    for frame in frames:
        if frame.within is None:
            attributions.attribute(frame, contents[frame])
