"""Why a triple holds: a list of steps, each from earlier ones, that ends with the triple.

A fact's premises have smaller numbers than it, and equalities are only used by facts that came
after them, so that no step can rest on itself.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.reasoning.arrays import Ints, pack, places
from graph.reasoning.engine import Engine
from graph.reasoning.facts import ASSERTED, Rows
from graph.reasoning.steps import (
    EQUAL,
    Bounded,
    Chained,
    Hop,
    Joined,
    Keyed,
    Path,
    Plain,
    Together,
)
from graph.reasoning.vocabulary import Word

__all__ = ["Proof", "ProofStep", "Prover", "Tokens"]

Tokens = tuple[str, str, str]
"""A triple whose terms are as N-Triples writes them."""
_Triple = tuple[int, int, int]


class ProofStep(NamedTuple):
    """A triple, the rule that gives it, and the places of its premises in the proof."""

    triple: Tokens
    rule: str
    premises: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Steps each of which follows from earlier ones; the last is what is proved."""

    steps: tuple[ProofStep, ...]


def _numbers(log: dict[str, Ints], number: int) -> _Triple:
    s, p, o = (int(log[name][number]) for name in ("subject", "predicate", "object"))
    return s, p, o


class Prover:
    """Finds the proofs of one closure; what it looks things up in is made once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._log = engine.facts.log.columns()
        self._indexes: dict[int, Rows] = {}
        self._edges: dict[int, list[tuple[int, int, int]]] | None = None

    def explain(self, triple: Tokens) -> Proof | None:
        """Return a proof of a triple, or nothing where it does not hold."""
        found = [self._engine.terms.find(token) for token in triple]
        if any(number is None for number in found):
            return None
        s, p, o = (number for number in found if number is not None)
        return _Writing(self).of((s, p, o))

    # What the writing of a proof asks for.

    def step(self, number: int) -> tuple[int, int, int]:
        """Return the step by which a fact was found, and its recorded premises."""
        step, one, other = (int(self._log[name][number]) for name in ("step", "one", "other"))
        return step, one, other

    def fact(self, number: int) -> _Triple:
        """Return a fact."""
        return _numbers(self._log, number)

    def number(self, triple: _Triple, before: int) -> int | None:
        """Return a fact that is this triple, unless it came later.

        Most are among those that hold, which are in order already; others were rewritten since.
        """
        holding = self._engine.facts[triple[1]].rows
        known = _earlier(holding, triple, before)
        return _earlier(self._index(triple[1]), triple, before) if known is None else known

    def following(self, subject: int, predicate: int, before: int) -> list[tuple[int, int]]:
        """Return values with the facts that give them, of those that came before another."""
        pairs, ids = self._index(predicate)
        low, high = np.searchsorted(pairs, [subject << 32, (subject + 1) << 32])
        here = zip(pairs[low:high].tolist(), ids[low:high].tolist(), strict=True)
        return [(pair & 0xFFFFFFFF, number) for pair, number in here if number < before]

    def _index(self, predicate: int) -> Rows:
        if predicate not in self._indexes:
            ids = np.flatnonzero(self._log["predicate"] == predicate)
            subjects = self._log["subject"][ids].astype(np.int64)
            pairs = pack(subjects, self._log["object"][ids].astype(np.int64))
            order = np.argsort(pairs, kind="stable")
            self._indexes[predicate] = Rows(pairs[order], ids[order])
        return self._indexes[predicate]

    def walk(self, start: int, end: int, predicate: int, before: int) -> list[int]:
        """Return the facts of a shortest way from one term to another."""
        return _way(start, end, lambda node: self.following(node, predicate, before))

    def equal(self, start: int, end: int, before: int) -> list[int]:
        """Return the ``owl:sameAs`` facts of a shortest way between equal terms."""
        edges = self._equalities()
        return _way(
            start,
            end,
            lambda node: [(far, n) for far, n, when in edges.get(node, ()) if when < before],
        )

    def _equalities(self) -> dict[int, list[tuple[int, int, int]]]:
        if self._edges is None:
            self._edges = {}
            for when, number in enumerate(self._engine.equality.edge_ids().tolist()):
                one, _, other = self.fact(number)
                self._edges.setdefault(one, []).append((other, number, when))
                self._edges.setdefault(other, []).append((one, number, when))
        return self._edges

    def representative(self, term: int) -> int:
        """Return the representative of a term."""
        return int(self._engine.equality.representative[term])

    @property
    def engine(self) -> Engine:
        """The engine whose facts are proved."""
        return self._engine


def _earlier(rows: Rows, triple: _Triple, before: int) -> int | None:
    there, found = places(rows.pairs, pack(np.array([triple[0]]), triple[2]))
    return int(rows.ids[found[0]]) if there[0] and rows.ids[found[0]] < before else None


def _way(start: int, end: int, following: Callable[[int], list[tuple[int, int]]]) -> list[int]:
    """Return the facts along a shortest way of at least one fact."""
    came: dict[int, tuple[int, int]] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for far, number in following(node):
            if far not in came:
                came[far] = (node, number)
                queue.append(far)
        if end in came:
            break
    way: list[int] = []
    node = end
    while not way or node != start:
        node, number = came[node]
        way.append(number)
    return way[::-1]


class _Writing:
    """One proof while it is written: facts in the order of their numbers, each once."""

    def __init__(self, prover: Prover) -> None:
        self._prover, self._tokens = prover, prover.engine.terms.tokens
        self._steps: list[ProofStep] = []
        self._places: dict[_Triple, int] = {}

    def of(self, triple: _Triple) -> Proof | None:
        """Write the proof of a triple, if it holds."""
        everything = len(self._prover.engine.facts.log)
        number = self._prover.number(triple, everything)
        if number is not None:
            self._write_all([number])
        elif not (self._same(triple) if triple[1] == Word.SAME else self._rewritten(triple)):
            return None
        return Proof(_needed(self._steps, self._places[triple]))

    def _same(self, triple: _Triple) -> bool:
        one, _, other = triple
        of = self._prover.representative
        if one == other or of(one) != of(other):
            return False
        way = self._prover.equal(one, other, self._prover.engine.equality.count)
        self._write_all(way)
        self._equality(one, other, way)
        return True

    def _rewritten(self, triple: _Triple) -> bool:
        s, p, o = (self._prover.representative(term) for term in triple)
        number = self._prover.number((s, p, o), len(self._prover.engine.facts.log))
        if number is None:
            return False
        origin = self._origin(number)
        count = self._prover.engine.equality.count
        ways = self._ways(self._prover.fact(origin), triple, count)
        self._write_all([origin, *(n for way in ways for n in way)])
        self._rewrite(self._prover.fact(origin), triple, ways)
        return True

    def _origin(self, number: int) -> int:
        """Return the fact that was rewritten, maybe more than once, to this one."""
        while self._prover.step(number)[0] == EQUAL:
            number = self._prover.step(number)[1]
        return number

    def _ways(self, origin: _Triple, triple: _Triple, before: int) -> list[list[int]]:
        return [
            [] if one == other else self._prover.equal(one, other, before)
            for one, other in zip(origin, triple, strict=True)
        ]

    def _write_all(self, numbers: list[int]) -> None:
        """Write facts and all that they rest on, those with smaller numbers first."""
        needed, waiting = set(numbers), list(numbers)
        while waiting:
            for premise in self._premises(waiting.pop()):
                if premise not in needed:
                    needed.add(premise)
                    waiting.append(premise)
        for number in sorted(needed):
            self._write_fact(number)

    def _add(self, triple: _Triple, rule: str, premises: tuple[int, ...]) -> int:
        if triple not in self._places:
            s, p, o = (self._tokens[term] for term in triple)
            self._places[triple] = len(self._steps)
            self._steps.append(ProofStep((s, p, o), rule, premises))
        return self._places[triple]

    def _at(self, numbers: "tuple[int, ...] | list[int]") -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._places[self._prover.fact(n)] for n in numbers))

    def _premises(self, number: int) -> list[int]:
        """Return the facts on which one rests, in the order in which its rule names them."""
        code, one, other = self._prover.step(number)
        if code == ASSERTED:
            return []
        if code == EQUAL:
            origin = self._origin(number)
            ways = self._ways(self._prover.fact(origin), self._prover.fact(number), other)
            return [origin, *(n for way in ways for n in way)]
        step = self._prover.engine.steps[code]
        if isinstance(step, Path):
            return [one, *(n for hop in step.hops for n in hop.axioms)]
        if isinstance(step, Joined):
            return [*step.axioms, *self._walked(number, one)]
        more = [n for n in (one, other) if n >= 0]
        return [*_axioms(step), *more, *self._looked_up(number, step)]

    def _walked(self, number: int, before: int) -> list[int]:
        subject, predicate, value = self._prover.fact(number)
        return self._prover.walk(subject, value, predicate, before)

    def _looked_up(self, number: int, step: object) -> Iterator[int]:
        """Yield the premises that are not recorded."""
        subject, _, value = self._prover.fact(number)
        if isinstance(step, Together):
            for member in step.members:
                yield self._known((subject, Word.TYPE, member), number)
        elif isinstance(step, Bounded):
            _, one, other = self._prover.step(number)
            yield self._known((self._prover.fact(one)[0], Word.TYPE, step.kind), number)
            for each in (one, other):
                if step.filler is not None:
                    yield self._known((self._prover.fact(each)[2], Word.TYPE, step.filler), number)
        elif isinstance(step, Keyed):
            for key in step.keys:
                yield from self._shared(subject, value, key, number)

    def _known(self, triple: _Triple, before: int) -> int:
        number = self._prover.number(triple, before)
        assert number is not None, f"{triple} was a premise of fact {before} and is not there"
        return number

    def _shared(self, one: int, other: int, key: int, before: int) -> tuple[int, int]:
        mine = dict(self._prover.following(one, key, before))
        yours = dict(self._prover.following(other, key, before))
        value = min(mine.keys() & yours.keys())
        return mine[value], yours[value]

    def _write_fact(self, number: int) -> None:
        code, one, other = self._prover.step(number)
        triple, step = self._prover.fact(number), self._prover.engine.steps[code]
        if triple in self._places:
            return
        if code == EQUAL:
            origin = self._prover.fact(self._origin(number))
            self._rewrite(origin, triple, self._ways(origin, triple, other))
        elif isinstance(step, Path):
            self._write_path(self._prover.fact(one), step)
        elif isinstance(step, Joined):
            self._write_walk(step, self._walked(number, one))
        else:
            self._write_plain(triple, number, step)

    def _write_plain(self, triple: _Triple, number: int, step: object) -> None:
        if isinstance(step, Chained):
            if not step.axioms:
                return  # a part of a chain, which only the whole speaks of
            links = tuple(self._links(number))
            self._add(triple, "prp-spo2", self._at((*step.axioms, *links)))
            return
        self._add(triple, _rule(step), self._at(self._premises(number)))

    def _links(self, number: int) -> Iterator[int]:
        _, one, other = self._prover.step(number)
        first = self._prover.engine.steps[self._prover.step(one)[0]]
        if isinstance(first, Chained) and not first.axioms:
            yield from self._links(one)
        else:
            yield one
        yield other

    def _write_path(self, triple: _Triple, path: Path) -> None:
        place = self._places[triple]
        for hop in path.hops:
            triple = _hopped(triple, hop)
            place = self._add(triple, hop.rule, (*self._at(hop.axioms), place))

    def _write_walk(self, step: Joined, way: list[int]) -> None:
        """Join the halves of a way, so that even a long one makes no deep proof."""
        if len(way) > 1:
            middle = len(way) // 2
            self._write_walk(step, way[:middle])
            self._write_walk(step, way[middle:])
            triples = [
                self._prover.fact(n) for n in (way[0], way[middle - 1], way[middle], way[-1])
            ]
            name = triples[0][1]
            halves = (
                self._places[triples[0][0], name, triples[1][2]],
                self._places[triples[2][0], name, triples[3][2]],
            )
            whole = (triples[0][0], name, triples[3][2])
            self._add(whole, step.rule, (*self._at(step.axioms), *halves))

    def _rewrite(self, origin: _Triple, triple: _Triple, ways: list[list[int]]) -> None:
        current, place = list(origin), self._places[origin]
        for position, way in enumerate(ways):
            if way:
                same = self._equality(origin[position], triple[position], way)
                current[position] = triple[position]
                s, p, o = current
                place = self._add((s, p, o), f"eq-rep-{'spo'[position]}", (same, place))

    def _equality(self, one: int, other: int, way: list[int]) -> int:
        """Write that two terms are the same, step by step along a way."""
        here, whole = one, -1
        for number in way:
            left, _, right = self._prover.fact(number)
            there = right if left == here else left
            place = self._places[left, Word.SAME, right]
            if left != here:
                place = self._add((here, Word.SAME, there), "eq-sym", (place,))
            if whole >= 0:
                place = self._add((one, Word.SAME, there), "eq-trans", (whole, place))
            here, whole = there, place
        assert here == other, f"the way from {one} leads to {here}, not to {other}"
        return whole


def _needed(steps: list[ProofStep], last: int) -> tuple[ProofStep, ...]:
    """Return a step and those it rests on; what is proved may have come up on the way."""
    needed = {last}
    for place in range(last, -1, -1):
        if place in needed:
            needed.update(steps[place].premises)
    places = {place: after for after, place in enumerate(sorted(needed))}
    return tuple(
        steps[place]._replace(premises=tuple(places[each] for each in steps[place].premises))
        for place in places
    )


def _hopped(triple: _Triple, hop: Hop) -> _Triple:
    subject, _, value = triple
    if hop.typed:
        return (value if hop.turned else subject), Word.TYPE, hop.target
    return (value, hop.target, subject) if hop.turned else (subject, hop.target, value)


def _axioms(step: object) -> tuple[int, ...]:
    return step.axioms if isinstance(step, Plain | Together | Bounded | Chained | Keyed) else ()


def _rule(step: object) -> str:
    named = {Together: "cls-int1", Keyed: "prp-key"}
    return step.rule if isinstance(step, Plain | Bounded) else named[type(step)]
