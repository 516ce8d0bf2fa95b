"""Which extracted statements say what a row says, and how far they agree with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from graph.evaluating.gold import Row, Way
from graph.evaluating.knowledge import Extracted, Knowledge
from graph.evaluating.patterns import Wording
from graph.evaluating.voices import is_claimed, polarity_agrees, voice_agrees

__all__ = ["REASONS", "Match", "Verdict", "matches", "way_is_met"]

_LONGEST = 2
"""How many times as long as its row's span a description or a topic may be."""


class Verdict(IntEnum):
    """How near an extracted statement comes to a row; only the nearest counts."""

    ELSEWHERE = 1
    WRONG_VOICE = 2
    WRONG_POLARITY = 3
    TOO_GENERAL = 4
    FOUND = 5


REASONS = {
    Verdict.ELSEWHERE: "its evidence is elsewhere",
    Verdict.WRONG_VOICE: "in another voice",
    Verdict.WRONG_POLARITY: "turned round",
    Verdict.TOO_GENERAL: "by a more general term",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that has the subject, the predicate and the object of a row."""

    statement: Extracted
    way: Way
    verdict: Verdict


def matches(knowledge: Knowledge, row: Row) -> Iterator[Match]:
    """Yield the statements that have subject, predicate and object of a row, or general ones."""
    for way in row.ways:
        predicate = knowledge.iri(way.predicate)
        exact = knowledge.below(predicate)
        for term in sorted(exact | knowledge.above(predicate)):
            for statement in knowledge.by_predicate[term]:
                if _says(knowledge, row, way, statement):
                    general = term not in exact or not _is_specific(
                        knowledge, way, statement.object
                    )
                    yield Match(statement, way, _verdict(knowledge, row, statement, general))


def _way_fits(knowledge: Knowledge, way: Way, subject: URIRef, value: URIRef | Literal) -> bool:
    """Tell whether subject and object are those that a way of saying asks for, or general ones."""
    predicate = knowledge.iri(way.predicate)
    if predicate == RDF.type:
        wanted = _class(knowledge, way)
        kinds = knowledge.below(wanted) | knowledge.above(wanted)
        return value in kinds and knowledge.fits(way.subject, subject)
    name = knowledge.names_things(predicate)
    return knowledge.fits(way.object, value, name) and knowledge.fits(way.subject, subject)


def _class(knowledge: Knowledge, way: Way) -> URIRef:
    return knowledge.iri(way.object.text if isinstance(way.object, Wording) else "")


def way_is_met(knowledge: Knowledge, way: Way, subject: URIRef, value: URIRef | Literal) -> bool:
    """Tell whether subject and object are those that a way of saying asks for."""
    return _is_specific(knowledge, way, value) and _way_fits(knowledge, way, subject, value)


def _is_specific(knowledge: Knowledge, way: Way, value: URIRef | Literal) -> bool:
    """Tell whether a type is the one asked for or below it; other objects always are."""
    if knowledge.iri(way.predicate) != RDF.type:
        return True
    return value in knowledge.below(_class(knowledge, way))


def _says(knowledge: Knowledge, row: Row, way: Way, statement: Extracted) -> bool:
    if not _way_fits(knowledge, way, statement.subject, statement.object):
        return False
    free = isinstance(statement.object, Literal) and statement.object.datatype is None
    return not free or len(statement.object) <= _room(knowledge, row, statement)


def _room(knowledge: Knowledge, row: Row, statement: Extracted) -> int:
    """Return how long words may be; longer ones say something else, too.

    Words that somebody said may fill the sentences in which the row stands.
    """
    if not is_claimed(knowledge, statement):
        return _LONGEST * (row.span.end - row.span.start)
    ends = map(knowledge.document.in_text, (row.span.start, row.span.end - 1))
    first, last = map(knowledge.document.sentence_at, ends)
    return last.span.end - first.span.start


def _verdict(knowledge: Knowledge, row: Row, statement: Extracted, general: bool) -> Verdict:
    if not statement.touches(row.span):
        return Verdict.ELSEWHERE
    if not voice_agrees(knowledge, statement, row):
        return Verdict.WRONG_VOICE
    if not polarity_agrees(knowledge, statement, row):
        return Verdict.WRONG_POLARITY
    return Verdict.TOO_GENERAL if general else Verdict.FOUND
