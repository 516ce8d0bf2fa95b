"""What holds of literals by themselves: which are equal (dt-eq), which datatypes have them."""

import numpy as np

from graph.reasoning.arrays import EMPTY, Ints, Mask, boundaries, distinct, firsts, pack, seconds
from graph.reasoning.datatypes import DATATYPES, contains
from graph.reasoning.equality import Equality
from graph.reasoning.facts import Candidates, Facts
from graph.reasoning.schema import metamodels
from graph.reasoning.steps import Plain, Steps
from graph.reasoning.terms import Terms
from graph.reasoning.vocabulary import Word

__all__ = ["Literals", "has_datatype", "occurring"]


class Literals:
    """The literals of one engine; the dictionary may know more, those of other engines."""

    def __init__(self, terms: Terms, steps: Steps) -> None:
        self._terms, self._steps = terms, steps
        self.present: Mask = np.zeros(0, np.bool_)
        """Of each term whether it is the object of something asserted."""
        self.mixed: frozenset[int] = frozenset()
        """The literals that are equal to what is none, and have got their types."""

    def copy(self) -> "Literals":
        """Return literals that can change by themselves."""
        other = Literals(self._terms, self._steps)
        other.present, other.mixed = self.present, self.mixed
        return other

    def notice(self, triples: dict[int, Ints]) -> None:
        """Take in the objects of asserted triples."""
        self.present = occurring(triples, len(self._terms)) | _longer(self.present, self._terms)

    def equal(self, found: Candidates) -> None:
        """Apply dt-eq: relate each literal to the first one here that has the same value."""
        twins = np.array(sorted(self._terms.twins), np.int64).reshape(-1, 2)
        first = distinct(twins[:, 1])
        members = np.sort(np.concatenate([pack(twins[:, 1], twins[:, 0]), pack(first, first)]))
        members = members[self.present[seconds(members)]]
        starts = boundaries(firsts(members))
        sizes = np.diff(np.append(starts, len(members)))
        hubs = np.repeat(seconds(members[starts]), sizes)
        pairs = np.sort(pack(seconds(members), hubs))
        step = self._steps.number(Plain("dt-eq"))
        found.add(Word.SAME, pairs[firsts(pairs) != seconds(pairs)], step)

    def typed(
        self, found: Candidates, facts: Facts, equality: Equality, triples: dict[int, Ints]
    ) -> None:
        """Apply dt-type2 to the literals in triples, where their types are somebody's premise."""
        step = self._steps.number(Plain("dt-type2"))
        for kind in self._datatypes(facts):
            objects = np.concatenate([EMPTY, *(seconds(pairs) for pairs in triples.values())])
            named = distinct(equality.of(objects))
            held = self._holding(named[equality.fixed[named]].tolist(), kind)
            found.add(Word.TYPE, pack(held, kind), step)

    def _datatypes(self, facts: Facts) -> list[int]:
        known = np.array([self._terms.number(f"<{iri}>") for iri in DATATYPES])
        if metamodels(facts, Word.TYPE):
            return sorted(known.tolist())
        stated = [facts[p].rows.pairs for p in _NAMING]
        named = [np.intersect1d(known, end(p)) for p in stated for end in (firsts, seconds)]
        return sorted(set(np.concatenate(named).tolist()))

    def _holding(self, literals: list[int], kind: int) -> Ints:
        iri = self._terms.tokens[kind][1:-1]
        return np.array([n for n in literals if has_datatype(self._terms, n, iri)], np.int64)

    def typed_by_equality(self, found: Candidates, equality: Equality) -> None:
        """Apply dt-type2, once, to each literal that something else than a literal is equal to."""
        of = equality.of(np.arange(len(equality.fixed)))
        known = self._terms.fixed()[: len(of)]
        literals = set(np.flatnonzero(known & ~equality.fixed[of]).tolist()) - self.mixed
        self.mixed = self.mixed | literals
        step = self._steps.number(Plain("dt-type2"))
        for iri in DATATYPES if literals else ():
            kind = self._terms.number(f"<{iri}>")
            found.add(Word.TYPE, pack(self._holding(sorted(literals), kind), kind), step)


def occurring(triples: dict[int, Ints], terms: int) -> Mask:
    """Tell of each term whether it is the object of a triple."""
    there = np.zeros(terms, np.bool_)
    for pairs in triples.values():
        there[seconds(pairs)] = True
    return there


def _longer(known: Mask, terms: Terms) -> Mask:
    return np.concatenate([known, np.zeros(len(terms) - len(known), np.bool_)])


def has_datatype(terms: Terms, number: int, datatype: str) -> bool:
    """Tell whether a term is a literal whose value a datatype is known to hold."""
    if terms.tokens[number][:1] != '"':
        return False
    value = terms.value(number)
    return value is not None and contains(datatype, value)


_NAMING = (
    Word.SOME,
    Word.ON_CLASS,
    Word.FIRST,
    Word.SUB_CLASS,
    Word.DISJOINT,
    Word.COMPLEMENT,
    Word.EQUIVALENT_CLASS,
)
"""The predicates whose subject or object may be a datatype that a rule looks for."""
