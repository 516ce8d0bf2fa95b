"""A query in, an answer out: guarded, and with every failure of the query as a QueryError."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from graph.errors import QueryError
from graph.formats import Format
from graph.names import Names
from graph.searching import Hit
from graph.store import Answer, Node, Selection, Store
from server.guard import UpdateError, admit, is_update
from server.tokens import tokens_of
from server.wordsearch import with_found

if TYPE_CHECKING:  # a worker has no need of the reasoner
    from graph.reasoning.proofs import Proof, Tokens

__all__ = ["Source", "answer", "rows", "serialised", "triples"]

Triple = tuple[Node, Node, Node]


class Source(Protocol):
    """What can be asked: a release, or a dataset that is written to."""

    @property
    def store(self) -> Store:
        """The graphs."""

    @property
    def names(self) -> Names:
        """The names below the base."""

    @property
    def view(self) -> tuple[str, ...]:
        """The graphs that make up the default graph; none where it is as it is."""

    def search(self, text: str, limit: int) -> list[Hit]:
        """Return what goes by some words."""

    def proof(self, triple: "Tokens") -> "Proof | None":
        """Return why a triple follows, where that is not written down."""


def answer(
    source: Source, text: str, selection: Selection | None = None, *, bare: str = ""
) -> Answer:
    """Answer a query that anybody may have written; raises QueryError or one of its kinds.

    Where tables were put into it, ``bare`` is the query without them, which is what is admitted.
    """
    base = source.names.base
    admit(bare or text, lambda other: _is_well_formed(source, other))
    try:
        asked = with_found(text, base, source.search)
        with _blamed_on_the_query():
            return source.store.query(asked, base=base, selection=selection or _seen(source, text))
    except QueryError as error:
        if is_update(text):
            raise UpdateError(
                "this is an update, not a query: only queries are answered here"
            ) from error
        raise


def serialised(given: Answer, chosen: Format) -> bytes:
    """Return an answer in a format; raises QueryError where evaluation fails on the way."""
    with _blamed_on_the_query():
        return given.serialise(chosen)


def rows(given: Answer) -> Iterator[dict[str, Node]]:
    """Yield the solutions; raises QueryError where evaluation fails on the way."""
    with _blamed_on_the_query():
        yield from given.rows()


def triples(given: Answer) -> Iterator[Triple]:
    """Yield the triples; raises QueryError where evaluation fails on the way."""
    with _blamed_on_the_query():
        yield from given.triples()


def _seen(source: Source, text: str) -> Selection | None:
    """Return what a query sees that names no dataset itself."""
    if not source.view or any(token.text.upper() == "FROM" for token in tokens_of(text)):
        return None
    return Selection(source.view, tuple(str(graph) for graph in source.store.graphs()))


def _is_well_formed(source: Source, text: str) -> bool:
    try:
        with _blamed_on_the_query():
            source.store.query(text, base=source.names.base)
    except QueryError:
        return False
    return True


@contextmanager
def _blamed_on_the_query() -> Iterator[None]:
    """Turn what Oxigraph raises while it evaluates, unknown functions for instance."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
