"""A dataset in memory that is changed one change at a time, and keeps what it was told."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from graph.names import Names
from graph.reasoning.changes import Change
from graph.reasoning.noise import Triple, is_noise
from graph.reasoning.problems import ClosureError
from graph.reasoning.proofs import Proof, Tokens
from graph.reasoning.reasoner import Reasoner
from graph.reasoning.terms import node_of
from graph.release import Release
from graph.searching import Hit, in_memory, search_in
from graph.store import MutableStore, normalised, quads_of
from graph.writing.delta import Delta, in_graph, joined
from graph.writing.journal import Journal
from graph.writing.recorded import Recorded
from graph.writing.rules import Rules

__all__ = ["Dataset", "empty_dataset", "release_dataset"]

_LARGE = 16 * 2**20
"""Bytes from which on a journal is made shorter while it is written."""


class Dataset:
    """Graphs, what follows from them, and the journal of what was written."""

    def __init__(self, rules: Rules, store: MutableStore, journal: Journal) -> None:
        """Apply the journal to what is in a store; raises ClosureError where too much follows."""
        self.store, self.names, self.rules = store, rules.names, rules
        self._journal = journal
        records = journal.read()
        written = _sum(records)
        written.apply(store)
        self.version = written.changes
        self._shorten(written, of=len(records))
        self._reasoner = Reasoner.of([])
        if rules.is_reasoned_over:
            self._reasoner = Reasoner.of(self._premises(joined(store.lines())))
        if written.changes and (rules.is_release or rules.is_reasoned_over):
            self._follow_from_all()

    @property
    def view(self) -> tuple[str, ...]:
        """The graphs that make up the default graph; none where it is as it is."""
        return self.rules.view

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return at most ``limit`` things that go by ``text``, the best first."""
        with closing(in_memory(self.store, self.names.base)) as index:
            return search_in(index, text, limit)

    def proof(self, triple: Tokens) -> Proof | None:
        """Return why a triple follows, or nothing where it does not."""
        s, p, o = map(node_of, triple)
        with suppress(ClosureError):
            return self._reasoner.explain((s, p, o))
        return None

    def tried(self, change: Callable[[Recorded], None]) -> tuple[Delta, Delta]:
        """Make a change to this copy of the dataset; return what is asked for, and all of it.

        All of it is that and what follows. Raises ProtectedError where what is not to be written
        is touched, and what ``change`` raises. The dataset itself, in the process that this one
        was forked from, is as it was.
        """
        recorded = Recorded(self.store)
        change(recorded)
        delta = self._own(recorded.delta())
        self._refuse_protected(delta)
        self._follow(delta, recorded)
        return delta, recorded.delta()

    def commit(self, delta: Delta, whole: Delta) -> None:
        """Keep what was tried, in the journal and then in memory; raises OSError if it cannot."""
        self._journal.write(msgspec.msgpack.encode(delta))
        whole.apply(self.store)
        self._reasoner, _ = self._reasoned(delta)
        self.version += 1
        if self._journal.size > self._large:
            records = self._journal.read()
            self._shorten(_sum(records), of=len(records))

    def _shorten(self, written: Delta, of: int) -> None:
        """Let the journal be one record in the place of some, and again when it is twice as long.

        Where there is no room for that it stays as it is.
        """
        if of > 1:
            with suppress(OSError):
                self._journal.replace(msgspec.msgpack.encode(written))
        self._large = max(_LARGE, 2 * self._journal.size)

    def _own(self, delta: Delta) -> Delta:
        """Return a change without what follows where that is anybody's to clear away."""
        if self.rules.is_release or not self.rules.is_reasoned_over:
            return delta
        added, removed = (self._not_inferred(each) for each in (delta.added, delta.removed))
        created, dropped = (
            tuple(graph for graph in graphs if graph != self.rules.inferred)
            for graphs in (delta.created, delta.dropped)
        )
        return Delta(added, removed, created, dropped)

    def _not_inferred(self, nquads: bytes) -> bytes:
        lines = zip(nquads.splitlines(), quads_of(nquads), strict=True)
        return joined(line for line, quad in lines if quad[3] != self.rules.inferred)

    def _refuse_protected(self, delta: Delta) -> None:
        touched = {quad[3] for quad in quads_of(delta.added + delta.removed)}
        for graph in sorted(touched | set(delta.created) | set(delta.dropped)):
            if self.rules.is_protected(graph):
                raise self.rules.refuse(graph)

    def _follow(self, delta: Delta, recorded: Recorded) -> None:
        """Let the inferred and the default graph follow a change that is in the store."""
        touched = {
            quad[:3] for quad in quads_of(delta.added + delta.removed) if self._merges(quad[3])
        }
        changed = normalised(touched)
        if self.rules.is_reasoned_over:
            changed |= self._infer(delta, recorded)
        self._merge(changed, recorded)

    def _follow_from_all(self) -> None:
        recorded = Recorded(self.store)
        changed = (
            self._infer_all(self._reasoner, recorded) if self.rules.is_reasoned_over else set()
        )
        triples = (quad[:3] for quad in quads_of(joined(self.store.lines())))
        self._merge(changed | normalised(triples), recorded)

    def _infer(self, delta: Delta, recorded: Recorded) -> set[bytes]:
        """Let the inferred graph follow; return the triples that came to it or went."""
        reasoner, change = self._reasoned(delta)
        if self._own(recorded.delta()) != recorded.delta():  # somebody wrote to what follows
            return self._infer_all(reasoner, recorded)
        removed, added = (_normalised(each) for each in (change.removed, change.added))
        recorded.delete(joined(in_graph(removed, self.rules.inferred)))
        recorded.insert(joined(in_graph(added, self.rules.inferred)))
        return removed | added

    def _infer_all(self, reasoner: Reasoner, recorded: Recorded) -> set[bytes]:
        """Put all that follows into the inferred graph; return the triples that came or went."""
        graph = self.rules.inferred
        before, after = self.store.triples(graph), _normalised(reasoner.inferred())
        recorded.delete(joined(in_graph(before - after, graph)))
        recorded.insert(joined(in_graph(after - before, graph)))
        return before ^ after

    def _merge(self, triples: set[bytes], recorded: Recorded) -> None:
        """Let some triples be in the default graph if they are in a graph of the merge."""
        if not self.rules.is_release:
            return
        merged = [str(graph) for graph in self.store.graphs() if self._merges(str(graph))]
        stay = {triple for triple in triples if self.store.holds(triple, merged)}
        recorded.insert(joined(stay))
        recorded.delete(joined(triples - stay))

    def _merges(self, graph: str) -> bool:
        return self.rules.is_merged(graph)

    def _reasoned(self, delta: Delta) -> tuple[Reasoner, Change]:
        """Return the closure after a change whose quads are in the store already."""
        if not self.rules.is_reasoned_over:
            return self._reasoner, Change(frozenset(), frozenset())
        premises = [
            graph for graph in ("", *map(str, self.store.graphs())) if self.rules.is_premise(graph)
        ]
        gone = [
            triple
            for triple in self._premises(delta.removed)
            if not any(self.store.holds(line, premises) for line in normalised([triple]))
        ]
        return self._reasoner.updated(list(self._premises(delta.added)), gone)

    def _premises(self, nquads: bytes) -> Iterator[Triple]:
        for subject, predicate, value, graph in quads_of(nquads):
            if self.rules.is_premise(graph):
                yield subject, predicate, value


def _normalised(triples: Iterable[Triple]) -> set[bytes]:
    """Return what follows as lines of N-Triples, without what is of no use to anybody."""
    return normalised(triple for triple in triples if not is_noise(triple))


def _sum(records: Iterable[bytes]) -> Delta:
    """Return what the records of a journal come to."""
    return Delta.sum(msgspec.msgpack.decode(each, type=Delta) for each in records)


def release_dataset(release: Release, journal: Path) -> Dataset:
    """Return a release, read into memory, with what a journal adds to it."""
    store = MutableStore()
    store.insert(release.nquads())
    names = release.names
    rules = Rules(names, is_release=True, is_reasoned_over=True)
    merged = (
        triple
        for graph in map(str, list(store.graphs()))
        if rules.is_merged(graph)
        for triple in store.triples(graph)
    )
    store.insert(joined(set(merged)))
    return Dataset(rules, store, Journal(journal))


def empty_dataset(base: str, journal: Path, *, with_reasoning: bool = False) -> Dataset:
    """Return a dataset in which nothing is but what a journal holds."""
    rules = Rules(Names(base), is_release=False, is_reasoned_over=with_reasoning)
    return Dataset(rules, MutableStore(), Journal(journal))
