"""What was inferred, about all terms and not only about the representatives.

Each inferred fact is repeated for every member of the sets of equal terms that it speaks of
(eq-rep-s, eq-rep-p, eq-rep-o), and equal terms are related by ``owl:sameAs`` (eq-sym, eq-trans).
Not given out: literals as subjects and predicates that are no IRIs, which RDF has no triples for;
``x owl:sameAs x`` (eq-ref), and that a class or a property is below or equivalent to itself.
"""

from collections.abc import Iterator

import numpy as np

from graph.reasoning.arrays import Ints, Mask, distinct, firsts, holds, pack, ranges, seconds
from graph.reasoning.engine import Engine
from graph.reasoning.facts import Facts
from graph.reasoning.vocabulary import Word

__all__ = ["inferred"]

_REFLEXIVE = (
    Word.SUB_CLASS,
    Word.SUB_PROPERTY,
    Word.EQUIVALENT_CLASS,
    Word.EQUIVALENT_PROPERTY,
)


def inferred(engine: Engine) -> Iterator[tuple[int, Ints]]:
    """Yield the inferred triples as pairs by predicate; raises ClosureError if they do not fit."""
    members = _members(engine)
    for predicate, pairs in _everything(engine, members):
        pairs = pairs[~engine.terms.literals()[firsts(pairs)]]
        if predicate in _REFLEXIVE:
            pairs = pairs[firsts(pairs) != seconds(pairs)]
        given = engine.given.get(predicate)
        yield predicate, pairs if given is None else pairs[~holds(given, pairs)]


def _members(engine: Engine) -> Ints:
    """Return each representative of a set of two or more with each member."""
    members, _ = engine.equality.sets()
    return np.sort(pack(engine.equality.of(members), members))


def _everything(engine: Engine, members: Ints) -> Iterator[tuple[int, Ints]]:
    representatives = distinct(firsts(members))
    iris = engine.terms.iris()
    for predicate, relation in engine.facts.relations.items():
        if predicate != Word.SAME:
            pairs = _expanded(relation.rows.pairs, members, representatives, engine.facts)
            for name in _names(predicate, members):
                if iris[name]:
                    yield name, pairs
    yield Word.SAME, _same(members, engine.facts)


def _names(predicate: int, members: Ints) -> list[int]:
    _, found = ranges(members, np.array([predicate]))
    return seconds(members[found]).tolist() or [predicate]


def _expanded(pairs: Ints, members: Ints, representatives: Ints, facts: Facts) -> Ints:
    many = _concerned(pairs, representatives)
    if not many.any():
        return pairs
    one = _each(firsts(pairs[many]), members, facts)
    subjects, objects = one[1], seconds(pairs[many])[one[0]]
    other = _each(objects, members, facts)
    wider = pack(subjects[other[0]], other[1])
    return np.sort(np.concatenate([pairs[~many], wider]))


def _concerned(pairs: Ints, representatives: Ints) -> Mask:
    return holds(representatives, firsts(pairs)) | holds(representatives, seconds(pairs))


def _each(terms: Ints, members: Ints, facts: Facts) -> tuple[Ints, Ints]:
    """Return each term's index with each of its equals."""
    near, far = facts.join(members, terms)
    alone = np.flatnonzero(~holds(distinct(firsts(members)), terms))
    return np.concatenate([near, alone]), np.concatenate([seconds(members[far]), terms[alone]])


def _same(members: Ints, facts: Facts) -> Ints:
    near, far = facts.join(members, firsts(members))
    pairs = pack(seconds(members[near]), seconds(members[far]))
    return np.sort(pairs[firsts(pairs) != seconds(pairs)])
