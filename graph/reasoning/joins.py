"""The rules that join facts, each specialised to one axiom; each looks at what is new.

A rule is fired with all facts, the new ones among them, and with the new ones; it finds every
conclusion that has a new fact among its premises.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from graph.reasoning.arrays import (
    EMPTY,
    Ints,
    distinct,
    firsts,
    holds,
    merged,
    pack,
    seconds,
    swapped,
)
from graph.reasoning.facts import Candidates, Facts, Relation
from graph.reasoning.transitive import transitive_closure
from graph.reasoning.vocabulary import Word

__all__ = [
    "AllValues",
    "Chain",
    "Delta",
    "HasValue",
    "Intersection",
    "Rule",
    "SomeValues",
    "Transitive",
    "Valued",
]

Delta = dict[int, Relation]
"""The new facts by predicate."""

_NOTHING = Relation()


class Rule(Protocol):
    """What finds conclusions."""

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Note each conclusion that has a new fact among its premises."""


@dataclass(frozen=True, slots=True)
class SomeValues:
    """cls-svf1: who is related to an instance of the filler has the type."""

    property: int
    filler: int
    head: int
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Look at new relations, and at new instances of the filler."""
        rows = delta.get(self.property, _NOTHING).rows
        which, typed = facts.typed(seconds(rows.pairs), self.filler)
        subjects = firsts(rows.pairs[which])
        found.add(Word.TYPE, pack(subjects, self.head), self.step, rows.ids[which], typed)
        fresh = delta.get(Word.TYPE, _NOTHING).to(self.filler)
        if len(fresh.ids):
            back = facts[self.property].back
            near, far = facts.join(back.pairs, fresh.pairs)
            pairs = pack(seconds(back.pairs[far]), self.head)
            found.add(Word.TYPE, pairs, self.step, back.ids[far], fresh.ids[near])


@dataclass(frozen=True, slots=True)
class AllValues:
    """cls-avf: what an instance is related to is an instance of the filler."""

    kind: int
    property: int
    filler: int
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Look at new relations, and at new instances of the restriction."""
        rows = delta.get(self.property, _NOTHING).rows
        which, typed = facts.typed(firsts(rows.pairs), self.kind)
        objects = seconds(rows.pairs[which])
        found.add(Word.TYPE, pack(objects, self.filler), self.step, typed, rows.ids[which])
        fresh = delta.get(Word.TYPE, _NOTHING).to(self.kind)
        if len(fresh.ids):
            rows = facts[self.property].rows
            near, far = facts.join(rows.pairs, fresh.pairs)
            pairs = pack(seconds(rows.pairs[far]), self.filler)
            found.add(Word.TYPE, pairs, self.step, fresh.ids[near], rows.ids[far])


@dataclass(frozen=True, slots=True)
class HasValue:
    """cls-hv1: an instance has the value."""

    kind: int
    property: int
    value: int
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:  # noqa: ARG002
        """Look at new instances."""
        fresh = delta.get(Word.TYPE, _NOTHING).to(self.kind)
        found.add(self.property, pack(fresh.pairs, self.value), self.step, fresh.ids)


@dataclass(frozen=True, slots=True)
class Valued:
    """cls-hv2: who has the value is an instance."""

    kind: int
    property: int
    value: int
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:  # noqa: ARG002
        """Look at new relations to the value."""
        fresh = delta.get(self.property, _NOTHING).to(self.value)
        found.add(Word.TYPE, pack(fresh.pairs, self.kind), self.step, fresh.ids)


@dataclass(frozen=True, slots=True)
class Intersection:
    """cls-int1: who is an instance of every member is one of the whole."""

    members: tuple[int, ...]
    head: int
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Look at new instances of each member."""
        for member in set(self.members):
            fresh = delta.get(Word.TYPE, _NOTHING).to(member)
            things, ids = fresh.pairs, fresh.ids
            for other in set(self.members) - {member}:
                which, _ = facts.typed(things, other)
                things, ids = things[which], ids[which]
            found.add(Word.TYPE, pack(things, self.head), self.step, ids)


@dataclass(frozen=True, slots=True)
class Chain:
    """prp-spo2 for two links; longer chains are made of several."""

    first: int
    second: int
    head: int
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Look at new links on either side."""
        one = delta.get(self.first, _NOTHING).rows
        if len(one.ids):
            rows = facts[self.second].rows
            near, far = facts.join(rows.pairs, seconds(one.pairs))
            pairs = pack(firsts(one.pairs[near]), seconds(rows.pairs[far]))
            found.add(self.head, pairs, self.step, one.ids[near], rows.ids[far])
        other = delta.get(self.second, _NOTHING).rows
        if len(other.ids):
            back = facts[self.first].back
            near, far = facts.join(back.pairs, firsts(other.pairs))
            pairs = pack(seconds(back.pairs[far]), seconds(other.pairs[near]))
            found.add(self.head, pairs, self.step, back.ids[far], other.ids[near])


@dataclass(frozen=True, slots=True)
class Transitive:
    """prp-trp, for a whole relation at once or, where little is new, around what is new."""

    property: int
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Close the relation if anything in it is new."""
        rows = delta.get(self.property, _NOTHING).rows
        fresh = rows.pairs[facts.log.steps(rows.ids) != self.step]  # not what this rule has found
        if not len(fresh):
            return
        relation = facts[self.property]
        few = len(fresh) * 8 < len(relation)
        pairs = _around(relation, fresh, facts) if few else _whole(relation, facts)
        found.add(self.property, pairs, self.step, len(facts.log))


def _whole(relation: Relation, facts: Facts) -> Ints:
    return transitive_closure(relation.rows.pairs, facts.admit)


def _around(relation: Relation, fresh: Ints, facts: Facts) -> Ints:
    """Return what new pairs add to a relation that was closed before they came."""
    forth, back, added = relation.rows.pairs, relation.back.pairs, [EMPTY]
    while len(fresh):
        reached = distinct(
            np.concatenate([_after(fresh, forth, facts), _before(fresh, back, facts)])
        )
        fresh = reached[~holds(forth, reached)]
        forth, back = merged(forth, fresh)[0], merged(back, np.sort(swapped(fresh)))[0]
        added.append(fresh)
    return np.concatenate(added)


def _after(fresh: Ints, forth: Ints, facts: Facts) -> Ints:
    near, far = facts.join(forth, seconds(fresh))
    return pack(firsts(fresh)[near], seconds(forth[far]))


def _before(fresh: Ints, back: Ints, facts: Facts) -> Ints:
    near, far = facts.join(back, firsts(fresh))
    return pack(seconds(back[far]), seconds(fresh)[near])
