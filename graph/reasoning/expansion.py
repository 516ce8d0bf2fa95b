"""What was inferred, about all terms and not only about the representatives.

Each inferred fact is repeated for every member of the sets of equal terms that it speaks of
(eq-rep-s, eq-rep-p, eq-rep-o), and equal terms are related by ``owl:sameAs`` (eq-sym, eq-trans).
What is not given out is listed in ``graph/reasoning/noise.py``.
"""

from collections.abc import Iterator

import numpy as np

from graph.reasoning.arrays import Ints, Mask, distinct, firsts, holds, pack, ranges, seconds
from graph.reasoning.engine import Engine
from graph.reasoning.facts import Facts
from graph.reasoning.vocabulary import Word

__all__ = ["inferred", "is_inferred"]

_REFLEXIVE = (
    Word.SAME,
    Word.SUB_CLASS,
    Word.SUB_PROPERTY,
    Word.EQUIVALENT_CLASS,
    Word.EQUIVALENT_PROPERTY,
)


def inferred(
    engine: Engine, relations: "dict[int, Ints] | None" = None
) -> Iterator[tuple[int, Ints]]:
    """Yield the inferred triples as sorted pairs by predicate, or those that some facts stand for.

    Raises ClosureError if they do not fit.
    """
    for predicate, pairs in _everything(engine, _members(engine), relations):
        yield predicate, pairs[_given_out(engine, predicate, pairs)]


def is_inferred(engine: Engine, predicate: int, pairs: Ints) -> Mask:
    """Tell which triples of a predicate are inferred."""
    of = engine.equality.of
    one, other = of(firsts(pairs)), of(seconds(pairs))
    if predicate == Word.SAME:
        known = one == other
    else:
        name = int(of(np.array([predicate]))[0])
        known = holds(engine.facts[name].rows.pairs, pack(one, other))
    return np.asarray(known & _given_out(engine, predicate, pairs))


def _given_out(engine: Engine, predicate: int, pairs: Ints) -> Mask:
    """Tell which triples leave the engine, if they hold."""
    out = ~engine.terms.literals()[firsts(pairs)]
    if predicate in _REFLEXIVE:
        out &= firsts(pairs) != seconds(pairs)
    given = engine.given.get(predicate)
    return out if given is None else out & ~holds(given, pairs)


def _members(engine: Engine) -> Ints:
    """Return each representative of a set of two or more with each member."""
    members, _ = engine.equality.sets()
    return np.sort(pack(engine.equality.of(members), members))


def _everything(
    engine: Engine, members: Ints, relations: "dict[int, Ints] | None"
) -> Iterator[tuple[int, Ints]]:
    representatives = distinct(firsts(members))
    iris = engine.terms.iris()
    facts = {p: relation.rows.pairs for p, relation in engine.facts.relations.items()}
    for predicate, known in (facts if relations is None else relations).items():
        if predicate != Word.SAME and len(known):
            pairs = _expanded(known, members, representatives, engine.facts)
            for name in _names(predicate, members):
                if iris[name]:
                    yield name, pairs
    if relations is None:
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
