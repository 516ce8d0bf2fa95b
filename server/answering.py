"""A query in, an answer out: guarded, and with every failure of the query as a QueryError."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import QueryError
from graph.formats import Format
from graph.release import Release
from graph.store import Answer, Node, Selection
from server.guard import UpdateError, admit, is_update

__all__ = ["answer", "rows", "serialised", "triples"]

Triple = tuple[Node, Node, Node]


def answer(release: Release, text: str, selection: Selection | None = None) -> Answer:
    """Answer a query that anybody may have written; raises QueryError or one of its kinds."""
    admit(text, lambda other: _is_well_formed(release, other))
    try:
        with _blamed_on_the_query():
            return release.store.query(text, base=release.manifest.base, selection=selection)
    except QueryError as error:
        if is_update(text):
            raise UpdateError("the graph is read-only: only queries are answered") from error
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


def _is_well_formed(release: Release, text: str) -> bool:
    try:
        with _blamed_on_the_query():
            release.store.query(text, base=release.manifest.base)
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
