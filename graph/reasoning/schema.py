"""The rules about classes and properties (scm-*), applied until they add nothing.

Of scm-cls, scm-op and scm-dp, ``x subClassOf x``, ``owl:Nothing subClassOf x`` and the like are
left out: they say nothing.
``x subClassOf owl:Thing`` (scm-cls) is found only where something follows from being a thing.
"""

from collections.abc import Callable, Iterator

import numpy as np

from graph.reasoning.arrays import extents, firsts, pack, places, seconds, swapped
from graph.reasoning.axioms import Axioms
from graph.reasoning.facts import Candidates, Facts
from graph.reasoning.steps import Joined, Plain, Steps
from graph.reasoning.transitive import transitive_closure
from graph.reasoning.vocabulary import SCHEMA, Word

__all__ = ["close_schema", "metamodels", "restrictions"]


_Rule = Callable[[Facts, Steps, Candidates], None]


def close_schema(facts: Facts, steps: Steps) -> None:
    """Add to the facts what follows about classes and properties by themselves."""
    changed = frozenset(facts.relations)
    while changed:
        found = Candidates()
        for rule, premises in _RULES:
            if changed & premises:
                rule(facts, steps, found)
        changed = frozenset(facts.put(found))


def _equivalence(below: int, same: int, apart: str, together: str) -> _Rule:
    """Make scm-eqc1 and scm-eqc2, or scm-eqp1 and scm-eqp2."""

    def rule(facts: Facts, steps: Steps, found: Candidates) -> None:
        rows = facts[same].rows
        for pairs in (rows.pairs, swapped(rows.pairs)):
            found.add(below, pairs, steps.number(Plain(apart)), rows.ids)
        rows = facts[below].rows
        there, back = places(rows.pairs, swapped(rows.pairs))
        step = steps.number(Plain(together))
        found.add(same, rows.pairs[there], step, rows.ids[there], rows.ids[back])

    return rule


def _transitivity(below: int, name: str) -> _Rule:
    """Make scm-sco or scm-spo."""

    def rule(facts: Facts, steps: Steps, found: Candidates) -> None:
        pairs = transitive_closure(facts[below].rows.pairs, facts.admit)
        found.add(below, pairs, steps.number(Joined(name)), len(facts.log))

    return rule


def _typing(predicate: int, up: str, down: str) -> _Rule:
    """Make scm-dom1 and scm-dom2, or scm-rng1 and scm-rng2."""

    def rule(facts: Facts, steps: Steps, found: Candidates) -> None:
        typing, classes = facts[predicate].rows, facts[Word.SUB_CLASS].rows
        near, far = facts.join(classes.pairs, seconds(typing.pairs))
        pairs = pack(firsts(typing.pairs)[near], seconds(classes.pairs)[far])
        found.add(predicate, pairs, steps.number(Plain(up)), typing.ids[near], classes.ids[far])
        below = facts[Word.SUB_PROPERTY].rows
        near, far = facts.join(typing.pairs, seconds(below.pairs))
        pairs = pack(firsts(below.pairs)[near], seconds(typing.pairs)[far])
        found.add(predicate, pairs, steps.number(Plain(down)), below.ids[near], typing.ids[far])

    return rule


def _members(facts: Facts, steps: Steps, found: Candidates) -> None:
    """Apply scm-int and scm-uni."""
    axioms = Axioms(facts)
    for stated, members in axioms.listed(Word.INTERSECTION):
        step = steps.number(Plain("scm-int", (stated.id, *members.ids)))
        _below(found, [(stated.subject, member) for member in members.members], step)
    for stated, members in axioms.listed(Word.UNION):
        step = steps.number(Plain("scm-uni", (stated.id, *members.ids)))
        _below(found, [(member, stated.subject) for member in members.members], step)


def _below(found: Candidates, pairs: list[tuple[int, int]], step: int) -> None:
    packed = [pack(np.array([low]), high) for low, high in pairs]
    if packed:
        found.add(Word.SUB_CLASS, np.concatenate(packed), step)


def restrictions(axioms: Axioms, kind: int) -> Iterator[tuple[int, int, int, tuple[int, int]]]:
    """Yield class, property, filler and axioms of each restriction of a kind."""
    for stated in axioms.pairs(kind):
        for prop, number in axioms.values(stated.subject, Word.ON_PROPERTY):
            yield stated.subject, prop, stated.object, (stated.id, number)


def _fillers(facts: Facts, steps: Steps, found: Candidates) -> None:
    """Apply scm-svf1 and scm-avf1: the same property, a narrower filler."""
    axioms = Axioms(facts)
    for kind, name in ((Word.SOME, "scm-svf1"), (Word.ALL, "scm-avf1")):
        by_end: dict[tuple[int, int], list[tuple[int, tuple[int, int]]]] = {}
        known = list(restrictions(axioms, kind))
        for each, prop, filler, ids in known:
            by_end.setdefault((prop, filler), []).append((each, ids))
        for each, prop, filler, ids in known:
            for wider, number in axioms.values(filler, Word.SUB_CLASS):
                for other, more in by_end.get((prop, wider), ()):
                    step = steps.number(Plain(name, (*ids, *more, number)))
                    _below(found, [(each, other)], step)


def _properties(facts: Facts, steps: Steps, found: Candidates) -> None:
    """Apply scm-hv, scm-svf2 and scm-avf2: the same filler, a narrower property."""
    axioms = Axioms(facts)
    kinds = ((Word.HAS_VALUE, "scm-hv"), (Word.SOME, "scm-svf2"), (Word.ALL, "scm-avf2"))
    for kind, name in kinds:
        by_end: dict[tuple[int, int], list[tuple[int, tuple[int, int]]]] = {}
        known = list(restrictions(axioms, kind))
        for each, prop, filler, ids in known:
            by_end.setdefault((prop, filler), []).append((each, ids))
        for each, prop, filler, ids in known:
            for wider, number in axioms.values(prop, Word.SUB_PROPERTY):
                for other, more in by_end.get((wider, filler), ()):
                    step = steps.number(Plain(name, (*ids, *more, number)))
                    pair = (other, each) if kind == Word.ALL else (each, other)
                    _below(found, [pair], step)


def _things(facts: Facts, steps: Steps, found: Candidates) -> None:
    """Apply the part of scm-cls that says that an instance of a class is a thing."""
    if not _thing_matters(facts):
        return
    classes = facts.types.to(Word.CLASS)
    step = steps.number(Plain("scm-cls"))
    found.add(Word.SUB_CLASS, pack(classes.pairs, Word.THING), step, classes.ids)


_ENDS = (Word.EQUIVALENT_CLASS, Word.DISJOINT, Word.COMPLEMENT, Word.FIRST)
_BEGINNINGS = (
    *_ENDS,
    Word.SUB_CLASS,
    Word.KEY,
    Word.ON_PROPERTY,
    Word.INTERSECTION,
)


def _thing_matters(facts: Facts) -> bool:
    """Tell whether ``owl:Thing`` stands where a rule looks for the type of something."""
    return (
        metamodels(facts, Word.TYPE, Word.SUB_CLASS, Word.DOMAIN, Word.RANGE)
        or any(len(facts[p].of(Word.THING).ids) for p in _BEGINNINGS)
        or any(len(facts[p].to(Word.THING).ids) for p in _ENDS)
    )


def metamodels(facts: Facts, *words: Word) -> bool:
    """Tell whether words of the vocabulary are themselves what axioms are about."""
    stated = (facts.relations.get(p) for p in _SPEAKING)
    asked = np.array(words, np.int64)
    return any(extents(way.pairs, asked)[1].any() for r in stated if r for way in (r.rows, r.back))


_SPEAKING = SCHEMA | {Word.PROPERTY_DISJOINT, Word.ASSERTION, Word.TYPE}
"""The predicates that say something about classes and properties."""

_CLASSES = frozenset({Word.SUB_CLASS, Word.EQUIVALENT_CLASS})
_PROPERTIES = frozenset({Word.SUB_PROPERTY, Word.EQUIVALENT_PROPERTY})
_BELOW = frozenset({Word.SUB_CLASS, Word.SUB_PROPERTY})
_RESTRICTIONS = frozenset({Word.ON_PROPERTY, Word.SOME, Word.ALL, Word.HAS_VALUE})

_RULES: tuple[tuple[_Rule, frozenset[int]], ...] = (
    (_equivalence(Word.SUB_CLASS, Word.EQUIVALENT_CLASS, "scm-eqc1", "scm-eqc2"), _CLASSES),
    (
        _equivalence(Word.SUB_PROPERTY, Word.EQUIVALENT_PROPERTY, "scm-eqp1", "scm-eqp2"),
        _PROPERTIES,
    ),
    (_transitivity(Word.SUB_CLASS, "scm-sco"), frozenset({Word.SUB_CLASS})),
    (_transitivity(Word.SUB_PROPERTY, "scm-spo"), frozenset({Word.SUB_PROPERTY})),
    (_typing(Word.DOMAIN, "scm-dom1", "scm-dom2"), _BELOW | {Word.DOMAIN}),
    (_typing(Word.RANGE, "scm-rng1", "scm-rng2"), _BELOW | {Word.RANGE}),
    (_members, frozenset({Word.INTERSECTION, Word.UNION, Word.FIRST, Word.REST})),
    (_fillers, _RESTRICTIONS | {Word.SUB_CLASS}),
    (_properties, _RESTRICTIONS | {Word.SUB_PROPERTY}),
    (_things, _SPEAKING),
)
"""The rules, and the predicates of their premises: one looks again where they have changed."""
