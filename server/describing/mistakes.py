"""Where a query is wrong, so that a page can point at it."""

from dataclasses import dataclass

from graph.errors import QueryError

__all__ = ["Mistake", "mistake_in"]

_PREFIX = "Prefix not found"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and in which line and column, counted from 1, if that is known."""

    message: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    """The line."""


def mistake_in(query: str, error: QueryError) -> Mistake:
    """Say in few words what the store says in all those that might go on from there.

    >>> error = QueryError("the query is not well-formed: error at 1:6: expected one of …")
    >>> error.line, error.column = 1, 6
    >>> mistake_in("ASK {", error).message
    'Line 1, column 6: the query cannot go on like this'
    """
    if not error.line:
        return Mistake(str(error))
    lines = query.splitlines()
    what = _UNDECLARED if _PREFIX in str(error) else _UNFITTING
    excerpt = lines[error.line - 1] if error.line <= len(lines) else ""
    place = f"Line {error.line}, column {error.column}"
    return Mistake(f"{place}: {what}", error.line, error.column, excerpt)


_UNDECLARED = "a prefix is used that is not declared"
_UNFITTING = "the query cannot go on like this"
