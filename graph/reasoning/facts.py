"""The facts: a log that only grows, and per predicate the pairs that hold, sorted.

Each fact in the log has a number, its triple, and how it was found: a step and up to two earlier
facts. A fact about terms that have become equal to others leaves the sorted pairs; it stays in the
log, where the proofs lead.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.reasoning.arrays import (
    EMPTY,
    Ints,
    Mask,
    absent,
    boundaries,
    distinct,
    extents,
    firsts,
    merged,
    pack,
    places,
    ranges,
    seconds,
    span,
    spread,
    swapped,
)
from graph.reasoning.problems import ClosureError
from graph.reasoning.sorting import ordering
from graph.reasoning.vocabulary import Word

__all__ = ["ASSERTED", "LIMIT", "NONE", "Candidates", "Facts", "Log", "Relation", "Rows"]

NONE = -1
"""Stands for no fact, where one could be named."""

ASSERTED = 0
"""The step by which a fact is given."""

LIMIT = 150_000_000
"""How many facts an engine holds unless told otherwise: some 12 GB, at 80 bytes a fact."""


class Rows(NamedTuple):
    """Sorted pairs with the numbers of the facts that they are."""

    pairs: Ints
    ids: Ints


class Relation:
    """The pairs of one predicate, both ways round; its arrays are replaced, never changed."""

    def __init__(self, rows: Rows | None = None, back: Rows | None = None) -> None:
        self.rows = rows or Rows(EMPTY, EMPTY)
        self._back = back
        self._waiting: list[Rows] = []

    def copy(self) -> "Relation":
        """Return a relation that can change by itself."""
        other = Relation(self.rows, self._back)
        other._waiting = list(self._waiting)
        return other

    def add(self, rows: Rows, at: "Ints | None" = None) -> None:
        """Take in sorted pairs none of which is there yet, and whose places may be known."""
        self.rows = _with(self.rows, rows, at)
        self._waiting.append(rows)

    def drop(self, gone: Ints) -> None:
        """Leave out the pairs at some places."""
        if self._back is not None:
            turned = np.sort(swapped(self.rows.pairs[gone]))
            self._back = _without(self.back, np.searchsorted(self.back.pairs, turned))
        self.rows = _without(self.rows, gone)

    def about(self, terms: Ints) -> Ints:
        """Return the places of the pairs that begin or end with one of some terms."""
        pairs = self.rows.pairs
        _, begin = ranges(pairs, terms)
        _, end = ranges(self.back.pairs, terms)
        _, ends = places(pairs, swapped(self.back.pairs[end]))
        return distinct(np.concatenate([begin, ends]))

    @property
    def back(self) -> Rows:
        """The pairs turned around."""
        if self._back is None:
            self._back = _sorted(swapped(self.rows.pairs), self.rows.ids)
        else:
            for rows in self._waiting:
                self._back = _with(self._back, _sorted(swapped(rows.pairs), rows.ids))
        self._waiting = []
        return self._back

    def leads_to(self, words: Iterable[Word]) -> bool:
        """Tell whether a pair ends with a word of some, which needs nothing sorted."""
        ends = seconds(self.rows.pairs)
        return bool(np.isin(ends[ends < len(Word)], list(words)).any())

    def to(self, second: int) -> Rows:
        """Return the firsts of the pairs that end with a term, with their ids."""
        if not len(self):  # asked of each predicate of the vocabulary, most of which are unused
            return self.rows
        where = span(self.back.pairs, second)
        return Rows(seconds(self.back.pairs[where]), self.back.ids[where])

    def of(self, first: int) -> Rows:
        """Return the seconds of the pairs that begin with a term, with their ids."""
        if not len(self):
            return self.rows
        where = span(self.rows.pairs, first)
        return Rows(seconds(self.rows.pairs[where]), self.rows.ids[where])

    def __len__(self) -> int:
        return len(self.rows.pairs)


def _with(old: Rows, new: Rows, at: "Ints | None" = None) -> Rows:
    if not len(old.pairs):
        return new
    return Rows(*merged(old.pairs, new.pairs, (old.ids, new.ids), at=at))


def _without(rows: Rows, gone: Ints) -> Rows:
    stay = np.ones(len(rows.pairs), np.bool_)
    stay[gone] = False
    return Rows(rows.pairs[stay], rows.ids[stay])


def _sorted(pairs: Ints, ids: Ints) -> Rows:
    order = ordering(pairs)
    return Rows(pairs[order], ids[order])


class Found(NamedTuple):
    """Pairs that some step found, and the facts that it found them from."""

    pairs: Ints
    step: int
    one: Ints | int
    other: Ints | int


class Candidates:
    """What one round of rules has found, some of it known, some of it twice."""

    def __init__(self) -> None:
        self._found: dict[int, list[Found]] = {}

    def add(
        self,
        predicate: int,
        pairs: Ints,
        step: int,
        one: "Ints | int" = NONE,
        other: "Ints | int" = NONE,
    ) -> None:
        """Note pairs with the step and the facts that they follow from."""
        if len(pairs):
            self._found.setdefault(int(predicate), []).append(Found(pairs, step, one, other))

    def __bool__(self) -> bool:
        return bool(self._found)

    def items(self) -> Iterator[tuple[int, list[Found]]]:
        """Yield what was found by predicate."""
        return iter(self._found.items())


_COLUMNS = ("subject", "predicate", "object", "step", "one", "other")


class Log:
    """Every fact that was ever found, in the order in which it was."""

    def __init__(self) -> None:
        self._chunks: list[tuple[NDArray[Any], ...]] = []
        self._length = 0
        self.starts: list[int] = []
        """Where each batch begins; no fact is a premise of another of its batch."""
        self.begun = object()
        """The same in all copies."""
        self.forgotten = 0
        """How many facts have been forgotten."""

    def copy(self) -> "Log":
        """Return a log that can grow by itself."""
        other = Log()
        other._chunks, other._length = list(self._chunks), self._length
        other.starts, other.begun, other.forgotten = list(self.starts), self.begun, self.forgotten
        return other

    def __len__(self) -> int:
        return self._length

    def append(self, predicate: int, pairs: Ints, *found: NDArray[np.int32]) -> Ints:
        """Note facts, with their steps and the two facts before them; return their numbers."""
        ids = np.arange(self._length, self._length + len(pairs))
        subject, value = firsts(pairs).astype(np.int32), pairs.astype(np.int32)  # the low half
        self._chunks.append((subject, np.full(len(pairs), predicate, np.int32), value, *found))
        self.starts.append(self._length)
        self._length += len(pairs)
        return ids

    def forget(self, ids: Ints) -> None:
        """Leave facts without a predicate, so that nobody finds them."""
        columns = self.columns()
        predicate = columns["predicate"].copy()
        predicate[ids] = NONE
        self._chunks = [tuple((columns | {"predicate": predicate}).values())]
        self.forgotten += len(ids)

    def steps(self, ids: Ints) -> Ints:
        """Return the steps by which facts were found."""
        ends = np.cumsum([len(chunk[0]) for chunk in self._chunks])
        chunks, steps = np.searchsorted(ends, ids, side="right"), np.empty(len(ids), np.int64)
        for number in np.unique(chunks).tolist():
            here = chunks == number
            start = int(ends[number]) - len(self._chunks[number][0])
            steps[here] = self._chunks[number][3][ids[here] - start]
        return steps

    def columns(self) -> dict[str, Ints]:
        """Return the whole log, column by column."""
        if len(self._chunks) > 1:
            self._chunks = [
                tuple(np.concatenate(parts) for parts in zip(*self._chunks, strict=True))
            ]
        if not self._chunks:
            return dict.fromkeys(_COLUMNS, EMPTY)
        return dict(zip(_COLUMNS, self._chunks[0], strict=True))


class Facts:
    """What holds, by predicate, and the log of how it came to hold."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.log = Log()
        self.relations: dict[int, Relation] = {}

    def copy(self) -> "Facts":
        """Return facts that can change by themselves; no array is copied."""
        other = Facts(self.limit)
        other.log = self.log.copy()
        other.relations = {p: relation.copy() for p, relation in self.relations.items()}
        return other

    def __getitem__(self, predicate: int) -> Relation:
        return self.relations.get(predicate) or Relation()

    @property
    def types(self) -> Relation:
        """Who has which type."""
        return self[Word.TYPE]

    def put(self, candidates: Candidates) -> dict[int, Relation]:
        """Take in what is new of the candidates and return it."""
        fresh = {}
        for predicate, found in candidates.items():
            pairs, order, at = self._new(predicate, found)
            if len(pairs):
                columns = (_column(found, name, order) for name in ("step", "one", "other"))
                rows = Rows(pairs, self.log.append(predicate, pairs, *columns))
                self.relations.setdefault(predicate, Relation()).add(rows, at)
                fresh[predicate] = Relation(rows)
        return fresh

    def _new(self, predicate: int, found: list[Found]) -> tuple[Ints, Ints, Ints]:
        """Return the pairs that are new, their places among the candidates, and where they go."""
        pairs = np.concatenate([each.pairs for each in found])
        self.admit(len(pairs))
        order, known = ordering(pairs), self[predicate].rows.pairs
        pairs = pairs[order]
        once = boundaries(pairs)
        pairs, order = pairs[once], order[once]
        at = known.searchsorted(pairs)
        fresh = np.flatnonzero(absent(known, pairs, at))
        return pairs[fresh], order[fresh], at[fresh]

    def drop(self, doomed: Mask) -> dict[int, Ints]:
        """Leave out facts, told by their numbers; return the pairs that hold no longer."""
        gone: dict[int, Ints] = {}
        for predicate, relation in self.relations.items():
            where = np.flatnonzero(doomed[relation.rows.ids])
            if len(where):
                gone[predicate] = relation.rows.pairs[where]
                relation.drop(where)
        self.log.forget(np.flatnonzero(doomed))
        return gone

    def around(self, terms: Ints) -> dict[int, Relation]:
        """Return the facts whose subject or object is one of some terms, but for equalities."""
        near = {}
        for predicate, relation in self.relations.items():
            where = relation.about(terms)
            if len(where) and predicate != Word.SAME:
                near[predicate] = Relation(
                    Rows(relation.rows.pairs[where], relation.rows.ids[where])
                )
        return near

    def admit(self, more: int) -> None:
        """Refuse what would not fit; raises ClosureError before anything is allocated."""
        needed = len(self.log) - self.log.forgotten + more
        if needed > self.limit:
            raise ClosureError(
                f"the closure would need room for {needed:,} facts and may have "
                f"{self.limit:,}: raise the limit, or leave out the axiom that makes so many"
            )

    def join(self, pairs: Ints, needles: Ints) -> tuple[Ints, Ints]:
        """Return each needle's index with the place of each pair that begins with it."""
        low, counts = extents(pairs, needles)
        self.admit(int(counts.sum()))
        return spread(low, counts)

    def typed(self, things: Ints, kind: int) -> tuple[Ints, Ints]:
        """Return the indices of the things that have a type, and the facts that say so."""
        rows = self.types.rows
        there, found = places(rows.pairs, pack(things, kind))
        return np.flatnonzero(there), rows.ids[found]


def _column(found: list[Found], name: str, order: Ints) -> NDArray[np.int32]:
    """Return a column of some of what was found, as the log has it."""
    parts = [np.asarray(getattr(each, name), np.int32) for each in found]
    whole = [np.broadcast_to(p, len(f.pairs)) for p, f in zip(parts, found, strict=True)]
    return (np.concatenate(whole) if len(whole) > 1 else whole[0])[order]
