"""A dataset in memory that is changed one change at a time, and keeps what it was told."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from graph.names import Names
from graph.reasoning.noise import Triple, is_noise
from graph.reasoning.reasoner import Reasoner
from graph.release import Release
from graph.searching import Hit, in_memory, search_in
from graph.store import MutableStore, normalised, quads_of
from graph.writing.delta import Delta, State, in_graph, joined, state_of
from graph.writing.journal import Journal
from graph.writing.rules import Rules

__all__ = ["Dataset", "empty_dataset", "release_dataset"]


class Dataset:
    """Graphs, what follows from them, and the journal of what was written."""

    def __init__(self, rules: Rules, store: MutableStore, journal: Journal) -> None:
        """Apply the journal to what is in a store; raises ClosureError where too much follows."""
        self.store, self.names, self.rules = store, rules.names, rules
        self._journal = journal
        records = journal.read()
        for record in records:
            msgspec.msgpack.decode(record, type=Delta).apply(store)
        self.version = len(records)
        self._reasoner = Reasoner.of([])
        if rules.is_reasoned_over:
            self._reasoner = Reasoner.of(self._premises(joined(store.lines())))
        if records and (rules.is_release or rules.is_reasoned_over):
            self._follow_from_all()

    @property
    def view(self) -> tuple[str, ...]:
        """The graphs that make up the default graph; none where it is as it is."""
        return self.rules.view

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return at most ``limit`` things that go by ``text``, the best first."""
        with closing(in_memory(self.store, self.names.base)) as index:
            return search_in(index, text, limit)

    def tried(self, change: Callable[[MutableStore], None]) -> tuple[Delta, Delta]:
        """Make a change to this copy of the dataset; return what is asked for, and all of it.

        All of it is that and what follows. Raises ProtectedError where what is not to be written
        is touched, and what ``change`` raises. The dataset itself, in the process that this one
        was forked from, is as it was.
        """
        before = state_of(self.store)
        change(self.store)
        delta = Delta.between(self._own(before), self._own(state_of(self.store)))
        self._refuse_protected(delta)
        self._follow(delta)
        return delta, Delta.between(before, state_of(self.store))

    def commit(self, delta: Delta, whole: Delta) -> None:
        """Keep what was tried, in the journal and then in memory; raises OSError if it cannot."""
        self._journal.write(msgspec.msgpack.encode(delta))
        whole.apply(self.store)
        self._reasoner = self._reasoner_after(delta)
        self.version += 1

    def _own(self, state: State) -> State:
        """Return a state without what follows where that is anybody's to clear away."""
        if self.rules.is_release or not self.rules.is_reasoned_over:
            return state
        end = f" <{self.rules.inferred}> .".encode()
        lines = {line for line in state[0] if not line.endswith(end)}
        return lines, state[1] - {self.rules.inferred}

    def _refuse_protected(self, delta: Delta) -> None:
        touched = {quad[3] for quad in quads_of(delta.added + delta.removed)}
        for graph in sorted(touched | set(delta.created) | set(delta.dropped)):
            if self.rules.is_protected(graph):
                raise self.rules.refuse(graph)

    def _follow(self, delta: Delta) -> None:
        """Let the inferred and the default graph follow a change that is in the store."""
        touched = {
            quad[:3] for quad in quads_of(delta.added + delta.removed) if self._merges(quad[3])
        }
        changed = normalised(touched)
        if self.rules.is_reasoned_over:
            changed |= self._infer(self._reasoner_after(delta))
        self._merge(changed)

    def _follow_from_all(self) -> None:
        changed = self._infer(self._reasoner) if self.rules.is_reasoned_over else set()
        triples = (quad[:3] for quad in quads_of(joined(self.store.lines())))
        self._merge(changed | normalised(triples))

    def _infer(self, reasoner: Reasoner) -> set[bytes]:
        """Put what follows into the inferred graph; return the triples that came or went."""
        graph = self.rules.inferred
        before = self.store.triples(graph)
        after = normalised(triple for triple in reasoner.inferred() if not is_noise(triple))
        self.store.delete(joined(in_graph(before - after, graph)))
        self.store.insert(joined(in_graph(after - before, graph)))
        return before ^ after

    def _merge(self, triples: Iterable[bytes]) -> None:
        """Let some triples be in the default graph if they are in a graph of the merge."""
        if not self.rules.is_release:
            return
        merged = [str(graph) for graph in self.store.graphs() if self._merges(str(graph))]
        stay = {triple for triple in triples if self.store.holds(triple, merged)}
        self.store.insert(joined(stay))
        self.store.delete(joined(set(triples) - stay))

    def _merges(self, graph: str) -> bool:
        return self.rules.is_merged(graph)

    def _reasoner_after(self, delta: Delta) -> Reasoner:
        """Return the closure after a change whose quads are in the store already."""
        if not self.rules.is_reasoned_over:
            return self._reasoner
        premises = [
            graph for graph in ("", *map(str, self.store.graphs())) if self.rules.is_premise(graph)
        ]
        gone = [
            triple
            for triple in self._premises(delta.removed)
            if not any(self.store.holds(line, premises) for line in normalised([triple]))
        ]
        added = list(self._premises(delta.added))
        reasoner = self._reasoner.including(added) if added else self._reasoner
        return reasoner.without(gone) if gone else reasoner

    def _premises(self, nquads: bytes) -> Iterator[Triple]:
        for subject, predicate, value, graph in quads_of(nquads):
            if self.rules.is_premise(graph):
                yield subject, predicate, value


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
