"""A store of which it is known what has come to it and gone from it since it was taken up."""

from collections.abc import Callable

from graph.store import MutableStore
from graph.writing.delta import Delta, in_graph, joined

__all__ = ["Recorded"]


class Recorded:
    """A store that is changed, and the difference that this makes."""

    def __init__(self, store: MutableStore) -> None:
        self.store = store
        self._added: set[bytes] = set()
        self._removed: set[bytes] = set()
        self._graphs = self._named()

    def insert(self, nquads: bytes) -> None:
        """Add quads."""
        new = self.store.insert(nquads)
        self._added |= new - self._removed
        self._removed -= new

    def delete(self, nquads: bytes) -> None:
        """Take quads away."""
        gone = self.store.delete(nquads)
        self._removed |= gone - self._added
        self._added -= gone

    def create(self, graph: str) -> None:
        """Let a graph be there, empty where it was not."""
        self.store.create(graph)

    def observe(self, graph: str, change: Callable[[MutableStore], None]) -> None:
        """Let one graph be changed; the time that it takes to find out how follows its size."""
        before = in_graph(self.store.triples(graph), graph)
        change(self.store)
        self._compare(before, in_graph(self.store.triples(graph), graph))

    def observe_all(self, change: Callable[[MutableStore], None]) -> None:
        """Let anything be changed; the time that it takes to find out how follows the dataset."""
        before = self.store.lines()
        change(self.store)
        self._compare(before, self.store.lines())

    def delta(self) -> Delta:
        """Return the difference so far."""
        graphs = self._named()
        return Delta(
            joined(self._added),
            joined(self._removed),
            tuple(sorted(graphs - self._graphs)),
            tuple(sorted(self._graphs - graphs)),
        )

    def _compare(self, before: set[bytes], after: set[bytes]) -> None:
        new, gone = after - before, before - after
        self._added, self._removed = (
            (self._added - gone) | (new - self._removed),
            (self._removed - new) | (gone - self._added),
        )

    def _named(self) -> set[str]:
        return {str(graph) for graph in self.store.graphs()}
