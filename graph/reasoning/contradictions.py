"""The rules that conclude that something is false, each reported with its premises.

They are applied once a closure is complete and find facts about representatives; a contradiction
is a finding, and the facts stay as they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from graph.reasoning.arrays import EMPTY, Ints, firsts, pack, places, seconds, swapped
from graph.reasoning.axioms import Axioms
from graph.reasoning.compiling import is_number
from graph.reasoning.datatypes import DATATYPES, contains
from graph.reasoning.engine import Engine
from graph.reasoning.schema import restrictions
from graph.reasoning.vocabulary import Word

__all__ = ["Contradiction", "contradictions"]


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """A rule that concludes what is false, with the facts that it does so from."""

    rule: str
    premises: tuple[int, ...]
    """Numbers of facts."""
    terms: tuple[int, ...] = ()
    """Two terms that must not be equal and are, or a literal that is none of its datatype's."""


class _Case:
    """What the rules look at."""

    def __init__(self, engine: Engine) -> None:
        self.facts, self.terms, self.equality = engine.facts, engine.terms, engine.equality
        self.axioms = Axioms(engine.facts)
        self.used = np.concatenate([EMPTY, *(seconds(pairs) for pairs in engine.given.values())])


def contradictions(engine: Engine) -> list[Contradiction]:
    """Return every contradiction, in the order of the rules' names."""
    case = _Case(engine)
    return sorted({found for rule in _RULES for found in rule(case)})


def _shared(case: _Case, one: int, other: int) -> Iterator[tuple[int, int]]:
    """Yield the facts by which two properties relate the same terms."""
    mine, yours = case.facts[one].rows, case.facts[other].rows
    there, found = places(yours.pairs, mine.pairs)
    yield from zip(mine.ids[there].tolist(), yours.ids[found].tolist(), strict=True)


def _both(case: _Case, one: int, other: int) -> Iterator[tuple[int, int]]:
    """Yield the facts by which something has both types."""
    things, ids = case.facts.types.to(one)
    which, found = case.facts.typed(things, other)
    yield from zip(ids[which].tolist(), found.tolist(), strict=True)


def _different(case: _Case) -> Iterator[Contradiction]:
    """Apply eq-diff1; representatives of equal terms are one term."""
    rows = case.facts[Word.DIFFERENT].rows
    for number in rows.ids[firsts(rows.pairs) == seconds(rows.pairs)].tolist():
        yield Contradiction("eq-diff1", (number,))


def _all_different(case: _Case) -> Iterator[Contradiction]:
    """Apply eq-diff2 and eq-diff3."""
    for rule, predicate in (("eq-diff2", Word.MEMBERS), ("eq-diff3", Word.DISTINCT_MEMBERS)):
        for node, number in case.axioms.instances(Word.ALL_DIFFERENT):
            for listing, stated in case.axioms.values(node, predicate):
                for members in case.axioms.lists(listing):
                    for one, other in combinations(members.members, 2):
                        if one == other:
                            premises = (number, stated, *members.ids)
                            yield Contradiction(rule, premises, (one, other))


def _values(case: _Case) -> Iterator[Contradiction]:
    """Apply dt-diff to what had to be equal, and to the literals among equal terms."""
    for number in case.equality.held[1].tolist():
        yield Contradiction("dt-diff", (number,))
    members, starts = case.equality.sets()
    known = case.terms.literals()[members] if len(members) else np.empty(0, np.bool_)
    for group, literal in zip(
        np.split(members, starts[1:]), np.split(known, starts[1:]), strict=True
    ):
        yield from _distinct(case, group[literal].tolist())


def _distinct(case: _Case, literals: list[int]) -> Iterator[Contradiction]:
    first: dict[object, int] = {}
    for literal in literals:
        value = case.terms.value(literal)
        if value is not None:
            first.setdefault(value, literal)
    for one, other in combinations(first.values(), 2):
        yield Contradiction("dt-diff", (), (one, other))


def _irreflexive(case: _Case) -> Iterator[Contradiction]:
    """Apply prp-irp."""
    for prop, number in case.axioms.instances(Word.IRREFLEXIVE):
        rows = case.facts[prop].rows
        for each in rows.ids[firsts(rows.pairs) == seconds(rows.pairs)].tolist():
            yield Contradiction("prp-irp", (number, each))


def _asymmetric(case: _Case) -> Iterator[Contradiction]:
    """Apply prp-asyp."""
    for prop, number in case.axioms.instances(Word.ASYMMETRIC):
        rows = case.facts[prop].rows
        there, found = places(rows.pairs, swapped(rows.pairs))
        for pair in zip(rows.ids[there].tolist(), rows.ids[found].tolist(), strict=True):
            yield Contradiction("prp-asyp", (number, *sorted(pair)))


def _disjoint_properties(case: _Case) -> Iterator[Contradiction]:
    """Apply prp-pdw and prp-adp."""
    for one, other, number in case.axioms.pairs(Word.PROPERTY_DISJOINT):
        for pair in _shared(case, one, other):
            yield Contradiction("prp-pdw", (number, *pair))
    for one, other, ids in _members(case, Word.ALL_DISJOINT_PROPERTIES):
        for pair in _shared(case, one, other):
            yield Contradiction("prp-adp", (*ids, *pair))


def _members(case: _Case, kind: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    for node, number in case.axioms.instances(kind):
        for listing, stated in case.axioms.values(node, Word.MEMBERS):
            for members in case.axioms.lists(listing):
                for one, other in combinations(members.members, 2):
                    yield one, other, (number, stated, *members.ids)


def _negative(case: _Case) -> Iterator[Contradiction]:
    """Apply prp-npa1 and prp-npa2."""
    for rule, predicate in (("prp-npa1", Word.TARGET), ("prp-npa2", Word.TARGET_VALUE)):
        for node, source, number in case.axioms.pairs(Word.SOURCE):
            for prop, asserted in case.axioms.values(node, Word.ASSERTION):
                for target, stated in case.axioms.values(node, predicate):
                    pairs = pack(np.array([source]), target)
                    rows = case.facts[prop].rows
                    _, found = places(rows.pairs, pairs)
                    for each in rows.ids[found].tolist():
                        yield Contradiction(rule, (number, asserted, stated, each))


def _nothing(case: _Case) -> Iterator[Contradiction]:
    """Apply cls-nothing2."""
    for number in case.facts.types.to(Word.NOTHING).ids.tolist():
        yield Contradiction("cls-nothing2", (number,))


def _disjoint_classes(case: _Case) -> Iterator[Contradiction]:
    """Apply cls-com, cax-dw and cax-adc."""
    for rule, predicate in (("cls-com", Word.COMPLEMENT), ("cax-dw", Word.DISJOINT)):
        for one, other, number in case.axioms.pairs(predicate):
            for pair in _both(case, one, other):
                yield Contradiction(rule, (number, *pair))
    for one, other, ids in _members(case, Word.ALL_DISJOINT_CLASSES):
        for pair in _both(case, one, other):
            yield Contradiction("cax-adc", (*ids, *pair))


def _none_allowed(case: _Case) -> Iterator[Contradiction]:
    """Apply cls-maxc1."""
    for kind, prop, most, ids in restrictions(case.axioms, Word.MAX):
        if is_number(case.terms, case.equality, most, 0):
            for typed, each, _ in _related(case, kind, prop):
                yield Contradiction("cls-maxc1", (*ids, typed, each))


def _none_of_a_kind_allowed(case: _Case) -> Iterator[Contradiction]:
    """Apply cls-maxqc1 and cls-maxqc2."""
    for kind, prop, most, ids in restrictions(case.axioms, Word.MAX_QUALIFIED):
        for filler, number in case.axioms.values(kind, Word.ON_CLASS):
            if is_number(case.terms, case.equality, most, 0):
                yield from _too_many(case, (*ids, number), (kind, prop, filler))


def _too_many(
    case: _Case, ids: tuple[int, ...], terms: tuple[int, int, int]
) -> Iterator[Contradiction]:
    kind, prop, filler = terms
    for typed, each, value in _related(case, kind, prop):
        if filler == Word.THING:
            yield Contradiction("cls-maxqc2", (*ids, typed, each))
        else:
            for member in case.facts.typed(np.array([value]), filler)[1].tolist():
                yield Contradiction("cls-maxqc1", (*ids, typed, each, member))


def _related(case: _Case, kind: int, prop: int) -> Iterator[tuple[int, int, int]]:
    """Yield the type and the relation of each instance that has one, with its value."""
    things, ids = case.facts.types.to(kind)
    rows = case.facts[prop].rows
    near, far = case.facts.join(rows.pairs, things)
    columns: tuple[Ints, ...] = (ids[near], rows.ids[far], seconds(rows.pairs[far]))
    yield from zip(*(column.tolist() for column in columns), strict=True)


def _datatypes(case: _Case) -> Iterator[Contradiction]:
    """Apply dt-not-type: to the types of literals, and to literals that are none of their own."""
    literals = case.terms.literals()
    for number in np.intersect1d(case.terms.ill_typed, case.used).tolist():
        yield Contradiction("dt-not-type", (), (number,))
    many = np.zeros(len(literals), np.bool_)
    many[case.equality.of(case.equality.sets()[0])] = True
    for iri in DATATYPES:
        kind = case.terms.number(f"<{iri}>")
        things, ids = case.facts.types.to(kind)
        for thing, number in zip(things.tolist(), ids.tolist(), strict=True):
            for literal in case.equality.set_of(thing) if many[thing] else [thing]:
                if literals[literal] and _is_none(case, literal, iri):
                    yield Contradiction("dt-not-type", (number,))


def _is_none(case: _Case, literal: int, datatype: str) -> bool:
    value = case.terms.value(literal)
    if literal in case.terms.ill_typed:
        return True
    return value is not None and not contains(datatype, value)


_RULES: tuple[Callable[[_Case], Iterator[Contradiction]], ...] = (
    _different,
    _all_different,
    _values,
    _irreflexive,
    _asymmetric,
    _disjoint_properties,
    _negative,
    _nothing,
    _disjoint_classes,
    _none_allowed,
    _none_of_a_kind_allowed,
    _datatypes,
)
