"""How likely it is that a thing of theirs is one of ours, and why.

The name gives up to 0.6. A class that answers to one of ours, a year that agrees and neighbours
that are linked to its neighbours add to that; a class or a year that speaks against it takes away.
A year of theirs is compared only where they and we have one.
"""

from dataclasses import dataclass
from functools import lru_cache

from rdflib import RDFS, SKOS, URIRef

from graph.linking.similarity import similarity
from graph.linking.subjects import Subject
from ontology.terms import ontology_at, turtle_at

__all__ = ["Found", "Scored", "scored"]

_BASE = "x:/"
_NAME, _TYPE, _WRONG_TYPE, _YEAR, _WRONG_YEAR, _NEAR = 0.6, 0.2, -0.3, 0.1, -0.2, 0.1
_MOST_NEAR = 2
_LEAST_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A thing of theirs as they describe it."""

    iri: str
    label: str
    names: tuple[str, ...]
    types: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    near: frozenset[str] = frozenset()
    """Which of the names that were asked about it has something to do with."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A proposal: what is proposed, how confidently, and for which reasons."""

    found: Found
    confidence: float
    reasons: tuple[str, ...]


def scored(subject: Subject, found: Found) -> Scored | None:
    """Return how well a thing of theirs fits; None where not even the names are alike."""
    alike, name = max(
        (similarity(ours, theirs), theirs) for ours in subject.names for theirs in found.names
    )
    if alike < _LEAST_ALIKE:
        return None
    parts = [
        (_NAME * alike, f"is called “{name}” ({alike:.2f} alike)"),
        *_by_type(subject, found),
        *_by_year(subject, found),
        *_by_neighbours(subject, found),
    ]
    confidence = min(1.0, max(0.0, sum(points for points, _ in parts)))
    return Scored(found, round(confidence, 2), tuple(reason for _, reason in parts))


def _by_type(subject: Subject, found: Found) -> list[tuple[float, str]]:
    known = {ours for theirs in found.types for ours in _answering().get(theirs, ())}
    if not known:
        return []
    shared = sorted(known & subject.types)
    if shared:
        return [(_TYPE, f"is of a class that answers to {', '.join(shared)}")]
    return [(_WRONG_TYPE, f"is of a class that answers to {', '.join(sorted(known))}, not ours")]


def _by_year(subject: Subject, found: Found) -> list[tuple[float, str]]:
    if not subject.years or not found.years:
        return []
    shared = sorted(subject.years & found.years)
    if shared:
        return [(_YEAR, f"has the year {shared[0]} too")]
    return [(_WRONG_YEAR, f"has the year {min(found.years)}, not {min(subject.years)}")]


def _by_neighbours(subject: Subject, found: Found) -> list[tuple[float, str]]:
    shared = sorted(subject.near & found.near)[:_MOST_NEAR]
    return [(_NEAR, f"has to do with {iri} as ours does") for iri in shared]


@lru_cache
def _answering() -> dict[str, frozenset[str]]:
    """Return the classes of ours that a class of theirs answers to, by the alignments."""
    alignments, ontology = turtle_at("alignments", _BASE), ontology_at(_BASE)
    found: dict[str, set[str]] = {}
    for predicate in (SKOS.closeMatch, SKOS.exactMatch, RDFS.subClassOf):
        for ours, theirs in alignments.subject_objects(predicate):
            below = [ours, *ontology.transitive_subjects(RDFS.subClassOf, ours)]
            names = {str(each).rpartition("#")[2] for each in below if isinstance(each, URIRef)}
            found.setdefault(str(theirs), set()).update(names)
    return {theirs: frozenset(ours) for theirs, ours in found.items()}
