"""What a change adds and takes away."""

from collections.abc import Iterable

import msgspec

from graph.store import MutableStore

__all__ = ["Delta", "State", "in_graph", "joined", "state_of"]

State = tuple[set[bytes], set[str]]
"""The quads of a store as lines, and the names of its graphs."""


class Delta(msgspec.Struct, frozen=True):
    """Quads as N-Quads, and the names of graphs that come to be or go."""

    added: bytes = b""
    removed: bytes = b""
    created: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @classmethod
    def between(cls, before: State, after: State) -> "Delta":
        """Return what leads from one state to another."""
        return cls(
            joined(after[0] - before[0]),
            joined(before[0] - after[0]),
            tuple(sorted(after[1] - before[1])),
            tuple(sorted(before[1] - after[1])),
        )

    def apply(self, store: MutableStore) -> None:
        """Change a store in this way."""
        store.delete(self.removed)
        for graph in self.dropped:
            store.clear(graph)
        for graph in self.created:
            store.create(graph)
        store.insert(self.added)


def state_of(store: MutableStore) -> State:
    """Return all that there is in a store."""
    return store.lines(), {str(graph) for graph in store.graphs()}


def joined(lines: Iterable[bytes]) -> bytes:
    """Return lines as a text."""
    return b"".join(line + b"\n" for line in sorted(lines))


def in_graph(triples: Iterable[bytes], graph: str) -> set[bytes]:
    """Return lines of N-Triples as lines of N-Quads.

    >>> in_graph([b"<x:a> <x:b> <x:c> ."], "x:g")
    {b'<x:a> <x:b> <x:c> <x:g> .'}
    """
    end = f" <{graph}> .".encode() if graph else b" ."
    return {triple.removesuffix(b" .") + end for triple in triples}
