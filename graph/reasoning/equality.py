"""Which terms are equal: each has a representative, the smallest number of its set (eq-trans).

Two literals of known and different values never become one: that they would have to is a
contradiction (dt-diff), from which nothing else is made to follow.
"""

import numpy as np

from graph.reasoning.arrays import (
    EMPTY,
    Ints,
    Mask,
    boundaries,
    distinct,
    firsts,
    seconds,
)
from graph.reasoning.sorting import ordering
from graph.reasoning.terms import Terms

__all__ = ["Equality"]


class Equality:
    """The representatives, and the ``owl:sameAs`` facts that made them so, in order."""

    def __init__(self) -> None:
        self.representative: Ints = EMPTY
        self.fixed: Mask = np.empty(0, np.bool_)
        """Of each representative whether all its set are literals of one known value."""
        self.held: tuple[Ints, Ints] = (EMPTY, EMPTY)
        """Pairs of different values that would have to be equal, and the facts that say so."""
        self.edges: list[Ints] = []
        self.count = 0

    def copy(self) -> "Equality":
        """Return representatives that can change by themselves."""
        other = Equality()
        other.representative, other.fixed = self.representative.copy(), self.fixed.copy()
        other.held = self.held
        other.edges, other.count = list(self.edges), self.count
        return other

    def grow(self, terms: Terms) -> None:
        """Give each new term itself as its representative."""
        known = len(self.representative)
        if len(terms) > known:
            more = np.arange(known, len(terms))
            self.representative = np.concatenate([self.representative, more])
            self.fixed = np.concatenate([self.fixed, terms.fixed()[known:]])

    def unite(self, pairs: Ints, ids: Ints) -> bool:
        """Make the two of each pair equal; tell whether that changed a representative."""
        pairs, ids = np.concatenate([self.held[0], pairs]), np.concatenate([self.held[1], ids])
        before = self.representative
        one, other = self.of(firsts(pairs)), self.of(seconds(pairs))
        self._link(one, other)
        apart = self.of(one) != self.of(other)
        self.held = (pairs[apart], ids[apart])
        useful = (one != other) & ~apart
        self._note(ids[useful])
        return before is not self.representative

    def _note(self, ids: Ints) -> None:
        if len(ids):
            self.edges.append(ids)
            self.count += len(ids)

    def _link(self, one: Ints, other: Ints) -> None:
        while True:
            roots = self.of(one), self.of(other)
            low, high = np.minimum(*roots), np.maximum(*roots)
            apart = (low != high) & ~(self.fixed[low] & self.fixed[high])
            if not apart.any():
                return
            self._hook(low[apart], high[apart])

    def _hook(self, low: Ints, high: Ints) -> None:
        roots = self.representative.copy()
        np.minimum.at(roots, high, low)
        while True:
            further = roots[roots]
            if np.array_equal(further, roots):
                break
            roots = further
        self.representative = roots
        joined = distinct(np.concatenate([roots[low], roots[high]]))
        self.fixed[joined] = False

    def equate_values(self, pairs: Ints, ids: Ints) -> bool:
        """Make literals of one value equal, whereby they stay literals of one value (dt-eq).

        Tell whether that changed a representative.
        """
        ends = np.concatenate([firsts(pairs), seconds(pairs)])
        before, kept = self.of(ends), self.fixed
        useful = self.of(firsts(pairs)) != self.of(seconds(pairs))
        self.fixed = np.zeros(len(kept), np.bool_)
        self._link(self.of(firsts(pairs)), self.of(seconds(pairs)))
        self._note(ids[useful])
        self.fixed = kept.copy()
        np.logical_and.at(self.fixed, self.of(ends), kept[before])
        return bool(useful.any())

    def of(self, terms: Ints) -> Ints:
        """Return the representative of each term."""
        return self.representative[terms]

    def set_of(self, term: int) -> list[int]:
        """Return a term and all that are equal to it."""
        if term >= len(self.representative):
            return [term]
        return np.flatnonzero(self.representative == self.representative[term]).tolist()

    def sets(self) -> tuple[Ints, Ints]:
        """Return the members of all sets of two or more, and where each set begins."""
        order = ordering(self.representative)
        starts = boundaries(self.representative[order])
        sizes = np.diff(np.append(starts, len(order)))
        keep = np.repeat(sizes > 1, sizes)
        members = order[keep]
        return members, boundaries(self.representative[members])

    def edge_ids(self) -> Ints:
        """Return the ``owl:sameAs`` facts that made terms equal, in order."""
        return np.concatenate(self.edges) if self.edges else EMPTY
