"""Reading the axioms: pairs, types and lists, with the numbers of the facts that state them."""

from collections.abc import Iterator
from typing import NamedTuple

from graph.reasoning.facts import Facts, Rows
from graph.reasoning.vocabulary import Word

__all__ = ["Axioms", "List", "Stated"]


class Stated(NamedTuple):
    """A pair of terms and the fact that relates them."""

    subject: int
    object: int
    id: int


class List(NamedTuple):
    """The members of an RDF list and the facts that make it up."""

    members: tuple[int, ...]
    ids: tuple[int, ...]


class Axioms:
    """What is stated about classes and properties."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def pairs(self, predicate: int) -> list[Stated]:
        """Return what a predicate relates."""
        rows = self._facts[predicate].rows
        return [
            Stated(pair >> 32, pair & 0xFFFFFFFF, number)
            for pair, number in zip(rows.pairs.tolist(), rows.ids.tolist(), strict=True)
        ]

    def instances(self, kind: int) -> list[tuple[int, int]]:
        """Return what has a type, with the facts that say so."""
        return _listed(self._facts.types.to(kind))

    def values(self, subject: int, predicate: int) -> list[tuple[int, int]]:
        """Return what a predicate relates a subject to, with the facts that say so."""
        return _listed(self._facts[predicate].of(subject))

    def lists(self, node: int, seen: tuple[int, ...] = ()) -> Iterator[List]:
        """Yield every reading of a list; a well-formed one has one (the table's LIST[])."""
        stack: list[tuple[int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]]
        stack = [(node, seen, (), ())]
        while stack:
            cell, passed, members, ids = stack.pop()
            if cell == Word.NIL:
                yield List(members, ids)
            elif cell not in passed:
                for first, first_id in self.values(cell, Word.FIRST):
                    for rest, rest_id in self.values(cell, Word.REST):
                        longer = (*members, first), (*ids, first_id, rest_id)
                        stack.append((rest, (*passed, cell), *longer))

    def listed(self, predicate: int) -> Iterator[tuple[Stated, List]]:
        """Yield what a predicate relates to lists, with the readings of each."""
        for stated in self.pairs(predicate):
            for reading in self.lists(stated.object):
                yield stated, reading


def _listed(rows: Rows) -> list[tuple[int, int]]:
    return list(zip(rows.pairs.tolist(), rows.ids.tolist(), strict=True))
