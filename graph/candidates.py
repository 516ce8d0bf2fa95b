"""Candidates: things of two documents that may be one, written down and never merged.

What the documents call by the same name is one thing already. Here are those that they call
differently, where the names are nearly the same or one is short for the other, and events of one
kind with the same participants whose dates do not exclude each other. A thing that one document
names beside the other is told apart by it, and is no candidate.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.fuzz import ratio
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS

from graph.extraction import Populated
from graph.extraction.identity import CIRCUMSTANCES
from graph.extraction.types import is_a
from graph.names import Names, slug

__all__ = ["Candidate", "candidate_graph", "candidates"]

_NEARLY = 90.0
"""Share of letters, in per cent, in which two names agree that may be one with a slip in it."""
_KINDS = ("Person", "Organisation", "Agreement", "Place", "Programme", "Event")
_DATES = ("date", "earliest", "latest")
_NUMBER = re.compile(r"\d+|\b[IVX]+\b")


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two things that may be one, the lesser IRI first, and why."""

    one: URIRef
    other: URIRef
    ground: str


@dataclass(frozen=True, slots=True)
class _Thing:
    """What the documents state of a thing that has a name of its own, or of an event."""

    iri: URIRef
    kind: str
    label: str
    documents: frozenset[int]
    fills: frozenset[tuple[URIRef, str]]
    span: tuple[str, str]
    """Earliest and latest day, as far as told."""


def candidate_graph(populated: Sequence[Populated], names: Names) -> Graph:
    """Return the candidates as RDF, each with its ground."""
    graph, term = Graph(bind_namespaces="none"), names.term
    for each in candidates(populated, names):
        node = URIRef(f"{names.base}candidate/{names.key(each.one, each.other)}")
        graph.add((node, RDF.type, term.MatchCandidate))
        graph.add((node, RDFS.label, Literal(f"possibly the same: {each.ground}", lang="en")))
        graph.add((node, term.matchGround, Literal(each.ground, lang="en")))
        for thing, like in ((each.one, each.other), (each.other, each.one)):
            graph.add((node, term.compares, thing))
            graph.add((thing, term.possiblySameAs, like))
    return graph


def candidates(populated: Sequence[Populated], names: Names) -> list[Candidate]:
    """Return the pairs of things that several documents may mean as one, in order."""
    blocks: dict[tuple[str, str], list[_Thing]] = defaultdict(list)
    for thing in _things(populated, names):
        blocks[thing.kind, _block(thing)].append(thing)
    found = set()
    for (kind, _), things in blocks.items():
        for one, other in combinations(sorted(things, key=lambda thing: thing.iri), 2):
            ground = _GROUNDS.get(kind, _nearly)(one, other)
            if ground and one.documents.isdisjoint(other.documents):
                found.add(Candidate(one.iri, other.iri, ground))
    return sorted(found)


def _things(populated: Sequence[Populated], names: Names) -> Iterator[_Thing]:
    """Yield what is stated by documents, claims aside, of each thing that they name."""
    values: dict[URIRef, dict[URIRef, set[str]]] = defaultdict(lambda: defaultdict(set))
    documents: dict[URIRef, set[int]] = defaultdict(set)
    for number, each in enumerate(populated):
        for fact in each.facts:
            documents[fact.subject].add(number)
            if fact.claim is None:
                values[fact.subject][fact.predicate].add(str(fact.object))
            if isinstance(fact.object, URIRef):
                documents[fact.object].add(number)
    for iri, told in values.items():
        thing = _thing(iri, told, frozenset(documents[iri]), names)
        if thing:
            yield thing


def _thing(
    iri: URIRef, told: dict[URIRef, set[str]], documents: frozenset[int], names: Names
) -> _Thing | None:
    labels, types = sorted(told.get(RDFS.label, ())), sorted(told.get(RDF.type, ()))
    own = [name.rpartition("#")[2] for name in types if name.startswith(f"{names.base}ontology#")]
    kind = next((kind for kind in _KINDS if own and is_a(own[0], [kind])), "")
    if not kind or not labels:
        return None
    if kind == "Event":
        return _event(iri, own[0], told, documents, names)
    if iri != names.thing(labels[0]):  # it has no name of its own
        return None
    return _Thing(iri, kind, labels[0], documents, frozenset(), ("", ""))


def _event(
    iri: URIRef,
    kind: str,
    told: dict[URIRef, set[str]],
    documents: frozenset[int],
    names: Names,
) -> _Thing:
    beside = {names.term[name] for name in (*_DATES, *CIRCUMSTANCES)} | {RDFS.label}
    fills = ((name, value) for name, each in told.items() for value in each if name not in beside)
    first, last = ("".join(sorted(told.get(names.term[name], ()))[:1]) for name in _DATES[1:])
    return _Thing(iri, "Event", kind, documents, frozenset(fills), (first, last))


def _block(thing: _Thing) -> str:
    """Return what two names must share to be compared at all, so that not all pairs are."""
    if thing.kind == "Event":
        return " ".join(sorted(f"{name} {value}" for name, value in thing.fills))
    words = slug(thing.label).split("-")
    return words[-1][:3] if thing.kind == "Person" else f"{words[0][:2]} {words[-1][:2]}"


def _person(one: _Thing, other: _Thing) -> str:
    """Return "given names may be short" for "J. Stoltenberg", and "nearly" for "Dmitri"."""
    given, surname = _name(one)
    other_given, other_surname = _name(other)
    if surname == other_surname and (not given or not other_given):
        return "the same surname, without a given name in one document"
    initials = 1 in (len(given), len(other_given)) and given[:1] == other_given[:1]
    if surname == other_surname and initials:
        return "the same surname, and the initial of the given name"
    return _nearly(one, other)


def _name(person: _Thing) -> tuple[str, str]:
    *given, surname = slug(person.label).split("-")
    return "".join(given[:1]), surname


def _nearly(one: _Thing, other: _Thing) -> str:
    """Return a ground where names have the same numbers and nearly the same letters."""
    numbers = [_NUMBER.findall(thing.label) for thing in (one, other)]
    alike = ratio(slug(one.label), slug(other.label)) >= _NEARLY
    return "nearly the same name" if alike and numbers[0] == numbers[1] else ""


def _same_event(one: _Thing, other: _Thing) -> str:
    """Return a ground where what one document dates may lie in what the other does."""
    roles = {name for name, _ in one.fills} - {RDF.type}
    (first, last), (other_first, other_last) = one.span, other.span
    apart = (last and other_first and last < other_first) or (
        other_last and first and other_last < first
    )
    return (
        "the same participants, and dates that do not exclude each other"
        if (len(roles) > 1 and not apart)
        else ""
    )


_GROUNDS: dict[str, Callable[[_Thing, _Thing], str]] = {"Person": _person, "Event": _same_event}
"""How two things of a kind are compared; by their names, where nothing else is said."""
