"""What a row that was found entails of what else was extracted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from graph.evaluating.gold import Row
from graph.evaluating.knowledge import Extracted, Knowledge
from graph.evaluating.matching import Match, Verdict
from graph.evaluating.patterns import Pattern, Selector
from graph.evaluating.voices import is_voice

__all__ = ["Entailed"]

_WORDS = ("content", "quotation")

_Triple = tuple[URIRef, URIRef, URIRef | Literal]


class Entailed:
    """For each triple in each graph, the rows that entail it, near a match or wherever read."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by: dict[tuple[_Triple, URIRef | None], list[tuple[Row, Match | None]]]
        self._by = defaultdict(list)

    def note(self, row: Row, candidates: Iterable[Match]) -> None:
        """Note what a row entails as its matches read it."""
        knowledge = self._knowledge
        for match in candidates:
            if match.verdict >= Verdict.TOO_GENERAL:
                for triple in _entailed(knowledge, row, match):
                    self._by[triple, match.statement.claim].append((row, match))
                for triple in _named(knowledge, match):
                    self._by[triple, None].append((row, match))
                for triple in _said(knowledge, row, match.statement):
                    self._by[triple, None].append((row, None))
                for triple in _other_ways(knowledge, row):
                    self._by[triple, None].append((row, match))

    def support(self, statement: Extracted) -> Row | None:
        """Return a row that entails a statement."""
        triple = (statement.subject, statement.predicate, statement.object)
        for row, match in self._by.get((triple, statement.claim), ()):
            near = (row.span, *match.statement.spans) if match else statement.spans
            if any(map(statement.touches, near)):
                return row
        return None


def _entailed(knowledge: Knowledge, row: Row, match: Match) -> Iterator[_Triple]:
    """Yield the triples that hold if the row does, read as its match reads it."""
    said = match.statement
    for predicate in knowledge.above(said.predicate):
        yield said.subject, predicate, said.object
    if said.predicate == RDF.type and isinstance(said.object, URIRef):
        for kind in knowledge.above(said.object):
            yield said.subject, RDF.type, kind
    yield from _selected(knowledge, match.way.subject, said.subject)
    yield from _selected(knowledge, match.way.object, said.object)
    if row.time:
        yield from _dated(knowledge, said.subject, row.time)


def _selected(knowledge: Knowledge, wanted: Pattern, node: URIRef | Literal) -> Iterator[_Triple]:
    """Yield the classes and the roles that a selector names."""
    if isinstance(wanted, Selector) and isinstance(node, URIRef):
        kind = knowledge.iri(wanted.kind)
        for own in knowledge.classes(node):
            if own in knowledge.below(kind) | knowledge.above(kind):
                yield node, RDF.type, own
        for role, value in wanted.roles:
            for predicate, filler in knowledge.filling(node, role, value):
                yield node, predicate, filler
                yield from _selected(knowledge, value, filler)


def _named(knowledge: Knowledge, match: Match) -> Iterator[_Triple]:
    """Yield the types of the things in a row, where its predicate is made for such things.

    What a claim names, and what lasts, the document names; an event of a claim is not its fact.
    """
    said = match.statement
    for node, side in ((said.subject, "domain"), (said.object, "range")):
        event = knowledge.is_a(node, knowledge.iri("Event"))
        if said.claim is None or not event:
            yield from _typed(knowledge, node, said.predicate, side)


def _typed(
    knowledge: Knowledge, node: URIRef | Literal, predicate: URIRef, side: str
) -> Iterator[_Triple]:
    if isinstance(node, URIRef):
        expected = knowledge.expected(predicate, side)
        for own in knowledge.classes(node):
            if own in expected:
                yield node, RDF.type, own


def _other_ways(knowledge: Knowledge, row: Row) -> Iterator[_Triple]:
    """Yield what the subjects of all ways to say a row name, where they were read in its span."""
    nodes = {s.subject for s in knowledge.statements if s.touches(row.span)}
    for way in row.ways:
        if isinstance(way.subject, Selector) and way.subject.roles:
            for node in nodes:
                if _is_stated(knowledge, row, node) and knowledge.fits(way.subject, node):
                    yield from _selected(knowledge, way.subject, node)


def _is_stated(knowledge: Knowledge, row: Row, node: URIRef) -> bool:
    """Tell whether a row makes a thing a fact: a claim does so only for what was said."""
    event = knowledge.is_a(node, knowledge.iri("Event"))
    return not (row.is_claim and event) or knowledge.is_a(node, knowledge.iri("SpeechAct"))


def _said(knowledge: Knowledge, row: Row, statement: Extracted) -> Iterator[_Triple]:
    """Yield what a claim or a speech act entails: that it was made, by whom, in which words."""
    acts, claims = _acts(knowledge, statement)
    general = knowledge.above(knowledge.iri("Statement"))
    for act in acts:
        yield from ((act, RDF.type, kind) for kind in knowledge.classes(act) if kind in general)
        for predicate in knowledge.above(knowledge.iri("speaker")):
            for triple in knowledge.triples(act, predicate):
                if is_voice(knowledge, row, triple[2]):
                    yield triple
    for node in (*acts, *claims):
        for name in _WORDS:
            yield from knowledge.triples(node, knowledge.iri(name))


def _acts(
    knowledge: Knowledge, statement: Extracted
) -> tuple[frozenset[URIRef], frozenset[URIRef]]:
    """Return the speech acts that a statement is about or stands in, and the claims made there."""
    own = statement.claim or statement.subject
    made = [
        s for s in knowledge.by_predicate[knowledge.iri("madeIn")] if own in (s.subject, s.object)
    ]
    acts = {s.object for s in made if isinstance(s.object, URIRef)}
    if knowledge.is_a(own, knowledge.iri("SpeechAct")):
        acts.add(own)
    claims = {s.subject for s in made if s.subject == own or s.object == own}
    return frozenset(acts), frozenset(claims)


def _dated(knowledge: Knowledge, node: URIRef, time: str) -> Iterator[_Triple]:
    for value in knowledge.graph.objects(node, knowledge.iri("date")):
        if isinstance(value, Literal) and str(value) == time:
            yield node, knowledge.iri("date"), value
