"""What to add to a store of inferred triples, and what to take out of it, as a closure changes."""

from dataclasses import dataclass

import numpy as np

from graph.reasoning.arrays import EMPTY, Ints, distinct, holds
from graph.reasoning.columnar import decoded
from graph.reasoning.engine import Engine
from graph.reasoning.expansion import inferred, is_inferred
from graph.reasoning.facts import Relation
from graph.reasoning.noise import Triple

__all__ = ["Change", "change"]

_Triples = dict[int, Ints]


@dataclass(frozen=True, slots=True)
class Change:
    """How the inferred triples of one closure differ from those of another."""

    added: frozenset[Triple]
    """Triples that are inferred now and were not: they follow since, or are asserted no more."""
    removed: frozenset[Triple]
    """Triples that were inferred: they follow no more, or are asserted by now."""


def change(before: Engine, after: Engine, stated: _Triples) -> Change:
    """Return what a change of the asserted triples ``stated`` does to the inferred ones.

    The work grows with what has changed, unless terms have become or ceased to be equal or all was
    found anew; then the two closures are compared whole.
    """
    before = before.copy()
    before.equality.grow(before.terms)  # what is stated may have new terms
    differences = _nearby(before, after, stated) if _alike(before, after) else _whole(before, after)
    added, removed = (frozenset(decoded(after.terms, pairs)) for pairs in differences)
    return Change(added, removed)


def _alike(before: Engine, after: Engine) -> bool:
    """Tell whether one came of the other and makes the same terms equal."""
    one, other = before.equality.representative, after.equality.representative
    return before.facts.log.begun is after.facts.log.begun and np.array_equal(one, other)


def _nearby(before: Engine, after: Engine, stated: _Triples) -> tuple[_Triples, _Triples]:
    relations = before.facts.relations | after.facts.relations
    moved = {p: _moved(before.facts[p], after.facts[p], len(before.facts.log)) for p in relations}
    news = dict(inferred(after, {p: pairs for p, (pairs, _) in moved.items()}))
    lost = dict(inferred(before, {p: pairs for p, (_, pairs) in moved.items()}))
    for predicate, pairs in stated.items():
        then, now = (is_inferred(engine, predicate, pairs) for engine in (before, after))
        news[predicate] = _with(news, predicate, pairs[now & ~then])
        lost[predicate] = _with(lost, predicate, pairs[then & ~now])
    return news, lost


def _moved(before: Relation, after: Relation, length: int) -> tuple[Ints, Ints]:
    """Return the pairs that only the later relation has, and those that only the earlier has."""
    if before.rows.pairs is after.rows.pairs:
        return EMPTY, EMPTY
    kept = np.zeros(length, np.bool_)
    kept[after.rows.ids[after.rows.ids < length]] = True
    news, lost = (
        after.rows.pairs[after.rows.ids >= length],
        before.rows.pairs[~kept[before.rows.ids]],
    )
    return news[~holds(before.rows.pairs, news)], lost[~holds(after.rows.pairs, lost)]


def _with(known: _Triples, predicate: int, pairs: Ints) -> Ints:
    return distinct(np.concatenate([known.get(predicate, EMPTY), pairs]))


def _whole(before: Engine, after: Engine) -> tuple[_Triples, _Triples]:
    old, new = dict(inferred(before)), dict(inferred(after))
    return _less(new, old), _less(old, new)


def _less(one: _Triples, other: _Triples) -> _Triples:
    return {p: pairs[~holds(other.get(p, EMPTY), pairs)] for p, pairs in one.items()}
