"""What a change adds and takes away."""

from collections.abc import Iterable

import msgspec

from graph.store import MutableStore

__all__ = ["Delta", "in_graph", "joined"]


class Delta(msgspec.Struct, frozen=True):
    """Quads as N-Quads, and the names of graphs that come to be or go."""

    added: bytes = b""
    removed: bytes = b""
    created: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    changes: int = 1
    """How many changes it is the sum of."""

    @classmethod
    def sum(cls, deltas: "Iterable[Delta]") -> "Delta":
        """Return what leads, from any state, where changes one after the other would lead."""
        added, removed = set[bytes](), set[bytes]()
        created, dropped = set[str](), set[str]()
        changes = 0
        for each in deltas:
            more, fewer = set(each.added.splitlines()), set(each.removed.splitlines())
            added -= fewer
            added |= more
            removed -= more
            removed |= fewer
            created.difference_update(each.dropped)
            created.update(each.created)
            dropped.update(each.dropped)
            changes += each.changes
        names = tuple(sorted(created)), tuple(sorted(dropped))
        return cls(joined(added), joined(removed), *names, changes)

    def apply(self, store: MutableStore) -> None:
        """Change a store in this way."""
        store.delete(self.removed)
        for graph in self.dropped:
            store.clear(graph)
        for graph in self.created:
            store.create(graph)
        store.insert(self.added)


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
