"""The rules with one premise, chained when they are compiled so that one pass applies them all.

From ``x p y`` follow ``x q y`` and ``y q x`` for whatever properties lie above ``p`` or its
inverses, and types of ``x`` and ``y``. The axioms being closed under scm-*, a type brings all the
classes above it by one application of cax-sco.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.reasoning.arrays import Ints, firsts, pack, seconds, swapped
from graph.reasoning.axioms import Axioms
from graph.reasoning.datatypes import DATATYPES
from graph.reasoning.facts import Candidates, Facts
from graph.reasoning.joins import Delta
from graph.reasoning.literals import has_datatype
from graph.reasoning.schema import restrictions
from graph.reasoning.steps import Hop, Path, Plain, Steps
from graph.reasoning.terms import Terms
from graph.reasoning.vocabulary import Word

__all__ = ["Hierarchy"]


@dataclass(frozen=True, slots=True)
class _Head:
    """A conclusion from a pair: the pair in another property, or a type of one of the two."""

    target: int
    turned: bool
    typed: bool
    step: int

    def pairs(self, pairs: Ints) -> Ints:
        """Return what is concluded; a type is one of the first, or turned around of the second."""
        if self.typed:
            return pack(seconds(pairs) if self.turned else firsts(pairs), self.target)
        return swapped(pairs) if self.turned else pairs


class Hierarchy:
    """The conclusions that each property has by itself."""

    def __init__(self, facts: Facts, steps: Steps, terms: Terms) -> None:
        self._steps, self._terms = steps, terms
        self._up: dict[int, list[Hop]] = {}
        self._types: dict[int, list[Hop]] = {}
        self._heads: dict[int, tuple[_Head, ...]] = {}
        self._sco = steps.number(Plain("cax-sco"))
        self._read(Axioms(facts))

    @property
    def metamodels(self) -> bool:
        """Tell whether having a type has consequences as any other relation may have."""
        return Word.TYPE in self._up or Word.TYPE in self._types

    def _read(self, axioms: Axioms) -> None:
        for low, high, number in axioms.pairs(Word.SUB_PROPERTY):
            self._above(low, Hop("prp-spo1", (number,), high))
        for one, other, number in axioms.pairs(Word.INVERSE):
            self._above(one, Hop("prp-inv1", (number,), other, turned=True))
            self._above(other, Hop("prp-inv2", (number,), one, turned=True))
        for prop, number in axioms.instances(Word.SYMMETRIC):
            self._above(prop, Hop("prp-symp", (number,), prop, turned=True))
        for stated, chain in axioms.listed(Word.CHAIN):
            if len(chain.members) == 1:
                hop = Hop("prp-spo2", (stated.id, *chain.ids), stated.subject)
                self._above(chain.members[0], hop)
        self._read_types(axioms)

    def _above(self, prop: int, hop: Hop) -> None:
        self._up.setdefault(prop, []).append(hop)

    def _read_types(self, axioms: Axioms) -> None:
        for predicate, rule, turned in (
            (Word.DOMAIN, "prp-dom", False),
            (Word.RANGE, "prp-rng", True),
        ):
            for prop, kind, number in axioms.pairs(predicate):
                hop = Hop(rule, (number,), kind, turned, typed=True)
                self._types.setdefault(prop, []).append(hop)
        for kind, prop, filler, ids in restrictions(axioms, Word.SOME):
            if filler == Word.THING:
                hop = Hop("cls-svf2", ids, kind, typed=True)
                self._types.setdefault(prop, []).append(hop)

    def heads(self, prop: int) -> tuple[_Head, ...]:
        """Return what follows from a relation by this property."""
        if prop not in self._heads:
            paths = self._reached(prop)
            self._heads[prop] = (*self._relations(paths), *self._typings(paths))
        return self._heads[prop]

    def _reached(self, prop: int) -> dict[tuple[int, bool], tuple[Hop, ...]]:
        """Return the nearest way to each property above, in either direction."""
        paths: dict[tuple[int, bool], tuple[Hop, ...]] = {(prop, False): ()}
        queue = deque(paths)
        while queue:
            here = queue.popleft()
            for hop in self._up.get(here[0], ()):
                there = (hop.target, here[1] ^ hop.turned)
                if there not in paths:
                    paths[there] = (*paths[here], hop)
                    queue.append(there)
        return paths

    def _relations(self, paths: dict[tuple[int, bool], tuple[Hop, ...]]) -> Iterable[_Head]:
        for (target, turned), hops in paths.items():
            if hops:
                yield _Head(target, turned, False, self._steps.number(Path(hops)))

    def _typings(self, paths: dict[tuple[int, bool], tuple[Hop, ...]]) -> Iterable[_Head]:
        seen = set()
        for (prop, turned), hops in paths.items():
            for hop in self._types.get(prop, ()):
                head = (hop.target, turned ^ hop.turned)
                if head not in seen:
                    seen.add(head)
                    yield _Head(*head, True, self._steps.number(Path((*hops, hop))))

    def fire(self, delta: Delta, found: Candidates) -> None:
        """Note what follows from each new fact by itself."""
        for prop, relation in delta.items():
            rows = relation.rows
            for head in self.heads(prop):
                predicate = Word.TYPE if head.typed else head.target
                pairs, ids = head.pairs(rows.pairs), rows.ids
                if head.typed:
                    useful = self._says_something(pairs, head.target)
                    pairs, ids = pairs[useful], ids[useful]
                found.add(predicate, pairs, head.step, ids)

    def widen(self, facts: Facts, delta: Delta, found: Candidates) -> None:
        """Apply cax-sco to each new type."""
        rows, classes = delta[Word.TYPE].rows, facts[Word.SUB_CLASS].rows
        near, far = facts.join(classes.pairs, seconds(rows.pairs))
        pairs = pack(firsts(rows.pairs)[near], seconds(classes.pairs)[far])
        found.add(Word.TYPE, pairs, self._sco, rows.ids[near], classes.ids[far])

    def _says_something(self, typings: Ints, kind: int) -> "slice | Ints":
        """Leave out that a literal has a datatype that it plainly has (dt-type2)."""
        iri = self._terms.tokens[kind][1:-1]
        if iri not in DATATYPES:
            return slice(None)
        return np.array(
            [i for i, n in enumerate(firsts(typings).tolist()) if not self._has(n, iri)], np.int64
        )

    def _has(self, number: int, datatype: str) -> bool:
        return has_datatype(self._terms, number, datatype)
