"""Candidates for a name: found by likeness, ranked by class and properties as well.

The score is a percentage. The name makes up what the conditions leave, each of which weighs as
much as half a name; a class that a candidate does not have takes a quarter away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import Literal, URIRef

from graph.linking.similarity import similarity
from graph.release import Release
from server.reconciling.index import Entity, index
from server.reconciling.values import values

__all__ = ["Candidate", "Condition", "Wanted", "candidates"]

_LEAST = 0.6
"""How alike a name must be to be looked at."""
_POOL = 100
"""How many of the most similar things have their properties compared."""
_SURE, _APART = 90.0, 5.0
"""A match needs this score, and this distance from the next candidate."""
_WRONG_CLASS = 0.75


@dataclass(frozen=True, slots=True)
class Condition:
    """What a property should be: any, all or none of some values."""

    property: str
    values: tuple[str, ...]
    quantifier: str = "any"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is looking for, in whichever version of the protocol it was asked."""

    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    all_types: bool = False
    """Whether a candidate must be of each type, and not only should be of one."""
    strict: bool = False
    conditions: tuple[Condition, ...] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing, how well it matches, and what that rests on."""

    entity: Entity
    score: float
    features: dict[str, float | bool] = field(default_factory=dict)
    match: bool = False


_Said = dict[str, dict[str, list[Literal | URIRef]]]
"""What properties say, by property and thing."""


def candidates(release: Release, wanted: Wanted) -> list[Candidate]:
    """Return the best candidates first; one matches if it is good and no other comes near."""
    pool, said = _pool(release, wanted)
    ranked = sorted(
        (each for name, entity in pool for each in _scored(name, entity, wanted, said)),
        key=lambda each: (-each.score, each.entity.id),
    )
    return _judged(ranked)[: wanted.limit]


def _pool(release: Release, wanted: Wanted) -> tuple[list[tuple[float, Entity]], _Said]:
    """Return things with how alike their names are, and what their properties say."""
    if wanted.names or wanted.ids:
        pool = _by_identifier(release, wanted) if wanted.ids else _by_name(release, wanted)
        return pool, _said(release, wanted, [entity.id for _, entity in pool])
    entities = index(release).entities
    said = _said(release, wanted, None)
    having = sorted({thing for by_thing in said.values() for thing in by_thing})
    return [(1.0, entities[each]) for each in having if each in entities], said


def _said(release: Release, wanted: Wanted, things: list[str] | None) -> _Said:
    return {each.property: values(release, each.property, things) for each in wanted.conditions}


def _by_identifier(release: Release, wanted: Wanted) -> list[tuple[float, Entity]]:
    entities = index(release).entities
    return [(1.0, entities[each]) for each in wanted.ids if each in entities]


def _by_name(release: Release, wanted: Wanted) -> list[tuple[float, Entity]]:
    """Return the things with the most similar names; an identifier counts as a name."""
    known = index(release)
    found = {each: 1.0 for each in wanted.names if each in known.entities}
    for name in wanted.names:
        for identifier, how in known.alike(name, _LEAST).items():
            found[identifier] = max(how, found.get(identifier, 0.0))
    best = sorted(found, key=lambda each: (-found[each], each))[:_POOL]
    return [(found[each], known.entities[each]) for each in best]


def _scored(
    name: float,
    entity: Entity,
    wanted: Wanted,
    said: _Said,
) -> Iterator[Candidate]:
    typed = _typed(entity, wanted)
    if wanted.strict and not typed:
        return
    features: dict[str, float | bool] = {"name": round(name, 3), "type": typed}
    held = [_held(each, said[each.property].get(entity.id, [])) for each in wanted.conditions]
    if any(not how and each.required for how, each in zip(held, wanted.conditions, strict=True)):
        return
    features |= {
        f"property:{each.property}": round(how, 3)
        for how, each in zip(held, wanted.conditions, strict=True)
    }
    if not wanted.names and not wanted.ids and not any(held):
        return
    score = (name + sum(held) / 2) / (1 + len(held) / 2) * (1 if typed else _WRONG_CLASS)
    yield Candidate(entity, round(100 * score, 2), features)


def _typed(entity: Entity, wanted: Wanted) -> bool:
    if not wanted.types:
        return True
    return (all if wanted.all_types else any)(each in entity.types for each in wanted.types)


def _held(condition: Condition, said: list[Literal | URIRef]) -> float:
    """Return how well a condition holds, 0 to 1."""
    hows = [max((_alike(each, value) for value in said), default=0.0) for each in condition.values]
    if condition.quantifier == "none":
        return 0.0 if any(how == 1 for how in hows) else 1.0
    return (min if condition.quantifier == "all" else max)(hows, default=0.0)


def _alike(wanted: str, value: Literal | URIRef) -> float:
    if isinstance(value, URIRef):
        return 1.0 if wanted == str(value) or str(value).endswith(f"/{wanted}") else 0.0
    how = 1.0 if wanted == str(value) else similarity(wanted, str(value))
    return how if how >= _LEAST else 0.0


def _judged(ranked: list[Candidate]) -> list[Candidate]:
    """Mark the first candidate as a match if there can be no doubt."""
    if not ranked or ranked[0].score < _SURE or not ranked[0].features["type"]:
        return ranked
    first, second = ranked[0], ranked[1].score if len(ranked) > 1 else 0.0
    if first.score - second < _APART:
        return ranked
    return [Candidate(first.entity, first.score, first.features, match=True), *ranked[1:]]
