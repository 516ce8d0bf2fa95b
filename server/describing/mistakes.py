"""Where a query is wrong, so that a page can point at it."""

import re
from dataclasses import dataclass

__all__ = ["Mistake", "mistake_in"]

_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_PREFIX = "Prefix not found"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and in which line and column, counted from 1, if that is known."""

    message: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    """The line."""


def mistake_in(query: str, message: str) -> Mistake:
    """Read the place out of the store's message, and say it in fewer words.

    >>> mistake_in("ASK {", "the query is not well-formed: error at 1:6: expected one of …")
    Mistake(message='Line 1, column 6: nothing that fits goes on from here', line=1, \
column=6, excerpt='ASK {')
    """
    found = _PLACE.search(message)
    if found is None:
        return Mistake(message)
    line, column = int(found[1]), int(found[2])
    lines = query.splitlines()
    what = "a prefix is used that is not declared" if _PREFIX in found[3] else _UNKNOWN
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Mistake(f"Line {line}, column {column}: {what}", line, column, excerpt)


_UNKNOWN = "nothing that fits goes on from here"
