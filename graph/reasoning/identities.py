"""The rules that find two terms to be equal, each specialised to one axiom."""

from dataclasses import dataclass

import numpy as np

from graph.reasoning.arrays import Ints, boundaries, distinct, firsts, pack, seconds
from graph.reasoning.facts import Candidates, Facts, Relation, Rows
from graph.reasoning.joins import Delta
from graph.reasoning.sorting import ordering
from graph.reasoning.vocabulary import Word

__all__ = ["AtMostOne", "Functional", "Key", "stars"]

_NOTHING = Relation()


@dataclass(frozen=True, slots=True)
class Functional:
    """prp-fp, or read backwards prp-ifp."""

    property: int
    inverse: bool
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Look at all values of those who have a new one."""
        fresh = _side(delta.get(self.property, _NOTHING), self.inverse)
        if len(fresh.ids):
            rows = _some(_side(facts[self.property], self.inverse), firsts(fresh.pairs), facts)
            stars(found, self.step, firsts(rows.pairs), seconds(rows.pairs), rows.ids)


def _side(relation: Relation, inverse: bool) -> Rows:
    return relation.back if inverse else relation.rows


def _some(rows: Rows, subjects: Ints, facts: Facts) -> Rows:
    _, found = facts.join(rows.pairs, distinct(subjects))
    return Rows(rows.pairs[found], rows.ids[found])


@dataclass(frozen=True, slots=True)
class AtMostOne:
    """cls-maxc2, and with a filler cls-maxqc3; cls-maxqc4 is the one whose filler is all things."""

    kind: int
    property: int
    filler: int | None
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Look at all values of those who are concerned by something new."""
        concerned = self._concerned(facts, delta)
        which, _ = facts.typed(concerned, self.kind)
        rows = _some(facts[self.property].rows, concerned[which], facts)
        values = np.arange(len(rows.ids))
        if self.filler is not None:
            values, _ = facts.typed(seconds(rows.pairs), self.filler)
        pairs, ids = rows.pairs[values], rows.ids[values]
        stars(found, self.step, firsts(pairs), seconds(pairs), ids)

    def _concerned(self, facts: Facts, delta: Delta) -> Ints:
        types = delta.get(Word.TYPE, _NOTHING)
        parts = [firsts(delta.get(self.property, _NOTHING).rows.pairs), types.to(self.kind).pairs]
        if self.filler is not None:
            back = facts[self.property].back.pairs
            _, far = facts.join(back, types.to(self.filler).pairs)
            parts.append(seconds(back[far]))
        return distinct(np.concatenate(parts))


@dataclass(frozen=True, slots=True)
class Key:
    """prp-key: instances that share a value of each property are the same."""

    kind: int
    properties: tuple[int, ...]
    step: int

    def fire(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Compare all instances if anything about one is new."""
        fresh = len(delta.get(Word.TYPE, _NOTHING).to(self.kind).ids)
        if not (fresh or any(prop in delta for prop in self.properties)):
            return
        things, ids = facts.types.to(self.kind)
        label, row = np.zeros(len(things), np.int64), np.arange(len(things))
        for prop in self.properties:
            pairs = facts[prop].rows.pairs
            near, far = facts.join(pairs, things[row])
            row = row[near]
            label = _numbered(label[near], seconds(pairs[far]))
        stars(found, self.step, label, things[row], ids[row])


def _numbered(label: Ints, value: Ints) -> Ints:
    return np.asarray(np.unique(pack(label, value), return_inverse=True)[1], np.int64)


def stars(found: Candidates, step: int, group: Ints, member: Ints, ids: Ints) -> None:
    """Note that the members of each group are the same, by pairs that share the first."""
    order = ordering(group)
    group, member, ids = group[order], member[order], ids[order]
    start = boundaries(group)
    sizes = np.diff(np.append(start, len(group)))
    hub = np.repeat(start, sizes)
    apart = member[hub] != member
    pairs = pack(member[hub][apart], member[apart])
    found.add(Word.SAME, pairs, step, ids[hub][apart], ids[apart])
