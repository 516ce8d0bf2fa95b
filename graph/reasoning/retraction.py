"""Taking triples away: what rests on them goes too, and comes back where it holds otherwise.

This is delete and rederive, over the recorded derivations: what rests on something that goes is
followed through the log, whose facts rest on earlier ones only; then the rules look once more at
whatever speaks of the subjects of what has gone. Where an axiom or an equality would go, or much of
the closure, everything is found anew.
A. Gupta, I. S. Mumick, V. S. Subrahmanian: Maintaining Views Incrementally, SIGMOD 1993.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from graph.reasoning.arrays import (
    EMPTY,
    Ints,
    Mask,
    distinct,
    firsts,
    holds,
    pack,
    places,
    ranges,
    seconds,
)
from graph.reasoning.engine import Engine
from graph.reasoning.facts import ASSERTED, NONE, Candidates
from graph.reasoning.literals import occurring
from graph.reasoning.steps import EQUAL, Bounded, Joined, Keyed, Plain, Together
from graph.reasoning.vocabulary import SCHEMA, SCHEMA_TYPES, Word

__all__ = ["without"]

_Triples = dict[int, Ints]


def without(engine: Engine, triples: _Triples) -> Engine:
    """Return the closure of what is left; the engine stays as it is."""
    gone = {p: kept[holds(triples[p], kept)] for p, kept in engine.given.items() if p in triples}
    if not any(map(len, gone.values())):
        return engine
    left = {
        p: kept[~holds(triples[p], kept)] if p in triples else kept
        for p, kept in engine.given.items()
    }
    fall = _Fall(engine)
    doomed = fall.of(gone)
    if fall.is_deep(doomed) or _loses_values(engine, gone, left):
        return _anew(engine, left)
    return _rederived(engine, left, doomed)


def _anew(engine: Engine, left: _Triples) -> Engine:
    other = Engine(engine.terms, engine.facts.limit)
    other.add({p: pairs for p, pairs in left.items() if len(pairs)})
    return other


def _rederived(engine: Engine, left: _Triples, doomed: Mask) -> Engine:
    other = engine.copy()
    other.given = {p: pairs for p, pairs in left.items() if len(pairs)}
    other.literals.present = occurring(left, len(other.terms))
    gone = other.facts.drop(doomed)
    found = _still_asserted(other, gone)
    other.seed(found, gone)
    subjects = distinct(np.concatenate([EMPTY, *map(firsts, gone.values())]))
    other.settle(found, other.facts.around(subjects))
    return other


def _still_asserted(engine: Engine, gone: _Triples) -> Candidates:
    """Return what was asserted of the facts that have gone, if only of terms equal to theirs."""
    found, of = Candidates(), engine.equality.of
    for predicate, pairs in engine.given.items():
        lost = gone.get(int(of(np.array([predicate]))[0]), EMPTY)
        if not engine.equality.count:
            found.add(predicate, lost[holds(pairs, lost)], ASSERTED)
        elif len(lost):
            same = pack(of(firsts(pairs)), of(seconds(pairs)))
            found.add(predicate, pairs[holds(lost, same)], ASSERTED)
    return found


def _loses_values(engine: Engine, gone: _Triples, left: _Triples) -> bool:
    """Tell whether a literal goes from which something followed by itself (dt-eq, dt-type2)."""
    literals = engine.terms.literals()
    objects = distinct(np.concatenate([EMPTY, *map(seconds, gone.values())]))
    objects = objects[literals[objects]]
    lost = objects[~occurring(left, len(literals))[objects]] if len(objects) else objects
    if not len(lost):
        return False
    same, log = engine.facts[Word.SAME].rows.pairs, engine.facts.log.columns()
    typed = log["subject"][log["step"] == engine.steps.number(Plain("dt-type2"))]
    return bool(np.isin(lost, np.concatenate([firsts(same), seconds(same), typed])).any())


class _Fall:
    """What goes with what goes."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._facts = engine, engine.facts
        self._of = engine.equality.of
        self._log = engine.facts.log.columns()

    def of(self, gone: _Triples) -> Mask:
        """Tell of each fact in the log whether it goes with asserted triples."""
        doomed = np.zeros(len(self._facts.log) + 1, np.bool_)  # the last one stands for none
        news = np.concatenate([EMPTY, *(self._asserted(p, pairs) for p, pairs in gone.items())])
        while len(news):
            doomed[news] = True
            self._follow(doomed, int(news.min()))
            news = np.concatenate([EMPTY, *self._looked_up(doomed)])
        return doomed

    def _asserted(self, predicate: int, pairs: Ints) -> Ints:
        """Return the facts that are asserted triples and were not found otherwise before."""
        own = self._of(firsts(pairs)) == firsts(pairs)
        own &= self._of(seconds(pairs)) == seconds(pairs)
        own &= bool(self._of(np.array([predicate]))[0] == predicate)
        rows = self._facts[predicate].rows
        ids = rows.ids[places(rows.pairs, pairs[own])[1]]
        ids = ids[self._log["step"][ids] == ASSERTED]
        return ids if own.all() else np.concatenate([ids, self._former(predicate, pairs[~own])])

    def _former(self, predicate: int, pairs: Ints) -> Ints:
        """Return the facts that are asserted triples about terms that are equal to others."""
        log = self._log
        ids = np.flatnonzero((log["predicate"] == predicate) & (log["step"] == ASSERTED))
        known = pack(log["subject"][ids], log["object"][ids])
        return ids[holds(pairs, known)]

    def _follow(self, doomed: Mask, first: int) -> None:
        """Add what rests on a doomed fact by its record, batch by batch."""
        starts = self._facts.log.starts
        for start, end in zip(starts, [*starts[1:], len(doomed) - 1], strict=True):
            if end > first:
                one, other = (self._log[name][start:end] for name in ("one", "other"))
                hits = start + np.flatnonzero(doomed[one] | doomed[other])
                doomed[hits[self._rests(doomed, hits)]] = True

    def _rests(self, doomed: Mask, hits: Ints) -> Mask:
        """Tell which facts name doomed facts indeed, and not something else by such a number."""
        steps = self._log["step"][hits]
        others = (steps != EQUAL) & doomed[self._log["other"][hits]]
        rests = doomed[self._log["one"][hits]] | others
        return np.asarray(rests & ~self._joined[steps] & (self._log["predicate"][hits] != NONE))

    @cached_property
    def _joined(self) -> Mask:
        known = self._engine.steps.looked_up
        joined = np.zeros(len(self._engine.steps), np.bool_)
        joined[[number for number, step in known.items() if isinstance(step, Joined)]] = True
        return joined

    def _looked_up(self, doomed: Mask) -> Iterator[Ints]:
        """Yield what rests on a doomed fact without a record of it."""
        tests = {Together: self._together, Joined: self._along}
        for rows in self._open:
            step = self._engine.steps[int(self._log["step"][rows[0]])]
            rows = rows[~doomed[rows]]
            if len(rows) and type(step) in tests:
                yield rows[tests[type(step)](step, rows, doomed)]

    @cached_property
    def _open(self) -> list[Ints]:
        """The facts with premises that are not recorded, by their step."""
        is_open = np.zeros(len(self._engine.steps), np.bool_)
        is_open[list(self._engine.steps.looked_up)] = True
        rows = np.flatnonzero(is_open[self._log["step"]] & (self._log["predicate"] != NONE))
        steps = self._log["step"][rows]
        order = np.argsort(steps, kind="stable")
        starts = np.flatnonzero(np.diff(steps[order], prepend=-1))
        return np.split(rows[order], starts[1:]) if len(rows) else []

    def _together(self, step: object, rows: Ints, doomed: Mask) -> Mask:
        assert isinstance(step, Together)
        types, things = self._pairs(Word.TYPE, doomed), self._of(self._log["subject"][rows])
        kinds = self._of(np.array(step.members))
        gone = [holds(types, pack(things, kind)) for kind in kinds.tolist()]
        return np.asarray(np.any(gone, axis=0))

    def _along(self, step: object, rows: Ints, doomed: Mask) -> Mask:
        assert isinstance(step, Joined)
        predicate = int(self._of(self._log["predicate"][rows[:1]])[0])
        pairs, relation = self._pairs(predicate, doomed), self._facts[predicate]
        starts, ends = distinct(firsts(pairs)), distinct(seconds(pairs))
        before = seconds(relation.back.pairs[ranges(relation.back.pairs, starts)[1]])
        after = seconds(relation.rows.pairs[ranges(relation.rows.pairs, ends)[1]])
        subjects, objects = (self._of(self._log[name][rows]) for name in ("subject", "object"))
        sooner = np.isin(subjects, np.concatenate([starts, before]))
        return np.asarray(sooner & np.isin(objects, np.concatenate([ends, after])))

    def _pairs(self, predicate: int, doomed: Mask) -> Ints:
        """Return the pairs of a predicate that go, in terms of the representatives."""
        ids = np.flatnonzero(doomed)
        ids = ids[self._of(self._log["predicate"][ids]) == predicate]
        subjects, objects = (self._of(self._log[name][ids]) for name in ("subject", "object"))
        return distinct(pack(subjects, objects))

    def is_deep(self, doomed: Mask) -> bool:
        """Tell whether an axiom or an equality goes, or so much that it is best to start anew."""
        log, ids = self._facts.log, np.flatnonzero(doomed)
        if 2 * (len(ids) + log.forgotten) > len(log):
            return True
        predicates = self._log["predicate"][ids]
        if np.isin(predicates, [*SCHEMA, Word.SAME]).any():
            return True
        types = self._pairs(Word.TYPE, doomed)
        if np.isin(seconds(types), list(SCHEMA_TYPES)).any():
            return True
        mixed = self._of(np.array(sorted(self._engine.literals.mixed), np.int64))
        return bool(np.isin(firsts(types), mixed).any()) or self._identifies(types, predicates)

    def _identifies(self, types: Ints, predicates: Ints) -> bool:
        """Tell whether something goes that may have made terms equal without a record of it."""
        kinds, keys = set(seconds(types).tolist()), set(self._of(distinct(predicates)).tolist())
        of = self._engine.equality.representative.tolist().__getitem__
        for number in distinct(self._log["step"][self._facts[Word.SAME].rows.ids]).tolist():
            step = self._engine.steps[number]
            if isinstance(step, Bounded):
                named = {step.kind} if step.filler is None else {step.kind, step.filler}
                if kinds & set(map(of, named)):
                    return True
            if isinstance(step, Keyed):
                kind = int(self._log["subject"][step.axioms[0]])
                if of(kind) in kinds or keys & set(map(of, step.keys)):
                    return True
        return False
