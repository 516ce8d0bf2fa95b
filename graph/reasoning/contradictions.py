"""The rules that conclude that something is false, each reported with its premises.

They are applied once a closure is complete and find facts about representatives; a contradiction
is a finding, and the facts stay as they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from graph.reasoning.arrays import Ints, firsts, pack, places, seconds, swapped
from graph.reasoning.axioms import Axioms, List
from graph.reasoning.compiling import is_number
from graph.reasoning.datatypes import DATATYPES, contains
from graph.reasoning.engine import Engine
from graph.reasoning.schema import restrictions
from graph.reasoning.steps import EQUAL
from graph.reasoning.vocabulary import Word

__all__ = ["Contradiction", "contradictions"]


Triple = tuple[int, int, int]


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """A rule that concludes what is false, with the triples that it does so from.

    A literal that is none of its datatype's is a contradiction by itself (dt-not-type); in its
    place stands an asserted triple that has it.
    """

    rule: str
    premises: tuple[Triple, ...]


class _Case:
    """What the rules look at."""

    def __init__(self, engine: Engine) -> None:
        self.facts, self.terms, self.equality = engine.facts, engine.terms, engine.equality
        self.axioms, self.given = Axioms(engine.facts), engine.given
        self._log = engine.facts.log.columns()

    def fact(self, number: int) -> Triple:
        """Return the triple of a fact."""
        s, p, o = (int(self._log[name][number]) for name in ("subject", "predicate", "object"))
        return s, p, o

    def original(self, number: int) -> Triple:
        """Return the triple of a fact as it was before its terms became equal to others."""
        while self._log["step"][number] == EQUAL:
            number = int(self._log["one"][number])
        return self.fact(number)

    def found(self, rule: str, *numbers: int) -> Contradiction:
        """Return a contradiction of facts."""
        return Contradiction(rule, tuple(map(self.fact, numbers)))


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
        stated = case.original(number)
        yield Contradiction("eq-diff1", (stated, *_same(stated[0], stated[2])))


def _same(one: int, other: int) -> tuple[Triple, ...]:
    return () if one == other else ((one, Word.SAME, other),)


def _all_different(case: _Case) -> Iterator[Contradiction]:
    """Apply eq-diff2 and eq-diff3."""
    for rule, predicate in (("eq-diff2", Word.MEMBERS), ("eq-diff3", Word.DISTINCT_MEMBERS)):
        for node, number in case.axioms.instances(Word.ALL_DIFFERENT):
            for listing, stated in case.axioms.values(node, predicate):
                for members in case.axioms.lists(listing):
                    yield from _repeated(case, rule, (number, stated), members)


def _repeated(
    case: _Case, rule: str, stated: tuple[int, int], members: List
) -> Iterator[Contradiction]:
    """Yield the pairs of members that are the same, by the names that the list has for them."""
    cells = [case.original(number) for number in members.ids]
    for one, other in combinations(range(len(members.members)), 2):
        if members.members[one] == members.members[other]:
            same = _same(cells[2 * one][2], cells[2 * other][2])
            yield Contradiction(rule, (*map(case.fact, stated), *cells, *same))


def _values(case: _Case) -> Iterator[Contradiction]:
    """Apply dt-diff to what had to be equal, and to the literals among equal terms."""
    for number in case.equality.held[1].tolist():
        yield case.found("dt-diff", number)
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
        yield Contradiction("dt-diff", _same(one, other))


def _irreflexive(case: _Case) -> Iterator[Contradiction]:
    """Apply prp-irp."""
    for prop, number in case.axioms.instances(Word.IRREFLEXIVE):
        rows = case.facts[prop].rows
        for each in rows.ids[firsts(rows.pairs) == seconds(rows.pairs)].tolist():
            yield case.found("prp-irp", number, each)


def _asymmetric(case: _Case) -> Iterator[Contradiction]:
    """Apply prp-asyp."""
    for prop, number in case.axioms.instances(Word.ASYMMETRIC):
        rows = case.facts[prop].rows
        there, found = places(rows.pairs, swapped(rows.pairs))
        for pair in zip(rows.ids[there].tolist(), rows.ids[found].tolist(), strict=True):
            yield case.found("prp-asyp", number, *sorted(pair))


def _disjoint_properties(case: _Case) -> Iterator[Contradiction]:
    """Apply prp-pdw and prp-adp."""
    for one, other, number in case.axioms.pairs(Word.PROPERTY_DISJOINT):
        for pair in _shared(case, one, other):
            yield case.found("prp-pdw", number, *pair)
    for one, other, ids in _members(case, Word.ALL_DISJOINT_PROPERTIES):
        for pair in _shared(case, one, other):
            yield case.found("prp-adp", *ids, *pair)


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
                        yield case.found(rule, number, asserted, stated, each)


def _nothing(case: _Case) -> Iterator[Contradiction]:
    """Apply cls-nothing2."""
    for number in case.facts.types.to(Word.NOTHING).ids.tolist():
        yield case.found("cls-nothing2", number)


def _disjoint_classes(case: _Case) -> Iterator[Contradiction]:
    """Apply cls-com, cax-dw and cax-adc."""
    for rule, predicate in (("cls-com", Word.COMPLEMENT), ("cax-dw", Word.DISJOINT)):
        for one, other, number in case.axioms.pairs(predicate):
            for pair in _both(case, one, other):
                yield case.found(rule, number, *pair)
    for one, other, ids in _members(case, Word.ALL_DISJOINT_CLASSES):
        for pair in _both(case, one, other):
            yield case.found("cax-adc", *ids, *pair)


def _none_allowed(case: _Case) -> Iterator[Contradiction]:
    """Apply cls-maxc1."""
    for kind, prop, most, ids in restrictions(case.axioms, Word.MAX):
        if is_number(case.terms, case.equality, most, 0):
            for typed, each, _ in _related(case, kind, prop):
                yield case.found("cls-maxc1", *ids, typed, each)


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
            yield case.found("cls-maxqc2", *ids, typed, each)
        else:
            for member in case.facts.typed(np.array([value]), filler)[1].tolist():
                yield case.found("cls-maxqc1", *ids, typed, each, member)


def _related(case: _Case, kind: int, prop: int) -> Iterator[tuple[int, int, int]]:
    """Yield the type and the relation of each instance that has one, with its value."""
    things, ids = case.facts.types.to(kind)
    rows = case.facts[prop].rows
    near, far = case.facts.join(rows.pairs, things)
    columns: tuple[Ints, ...] = (ids[near], rows.ids[far], seconds(rows.pairs[far]))
    yield from zip(*(column.tolist() for column in columns), strict=True)


def _datatypes(case: _Case) -> Iterator[Contradiction]:
    """Apply dt-not-type: to the types of literals, and to literals that are none of their own."""
    for predicate, pairs in case.given.items():
        for pair in pairs[np.isin(seconds(pairs), case.terms.ill_typed)].tolist():
            yield Contradiction("dt-not-type", ((pair >> 32, predicate, pair & 0xFFFFFFFF),))
    literals = case.terms.literals()
    many = np.zeros(len(literals), np.bool_)
    many[case.equality.of(case.equality.sets()[0])] = True
    for iri in DATATYPES:
        kind = case.terms.number(f"<{iri}>")
        for thing in case.facts.types.to(kind).pairs.tolist():
            for literal in case.equality.set_of(thing) if many[thing] else [thing]:
                if literals[literal] and _is_none(case, literal, iri):
                    yield Contradiction("dt-not-type", ((literal, Word.TYPE, kind),))


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
