"""Solutions as a table of terms: read from what an endpoint sends, written as VALUES.

What endpoints send is read with Python's own reader of JSON, which no depth brings down, and each
term is checked, since it goes into the text of a query.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from server.binding import is_iri
from server.federation.problems import ServiceError

__all__ = ["Row", "Table", "read", "together", "written"]

Row = tuple[str | None, ...]
"""A solution: terms as SPARQL writes them, None where a variable is not bound."""

_LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_BLANK = "_:"


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions over some variables, whose names are without question marks."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


def read(content: bytes, mentioned: Iterable[str], scope: str) -> Table:
    """Return what SPARQL 1.1 Query Results JSON tells of the ``mentioned`` variables.

    Blank nodes are named apart by ``scope``. Raises ServiceError where it is something else.
    https://www.w3.org/TR/sparql11-results-json/
    """
    try:
        given = json.loads(content)
        head, bindings = set(given["head"]["vars"]), given["results"]["bindings"]
        variables = tuple(name for name in mentioned if name in head)
        cells = _Cells(scope)
        rows = tuple(
            tuple(cells.term(row[name]) if name in row else None for name in variables)
            for row in bindings
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ServiceError(f"the answer is no table of solutions: {error!r:.200}") from error
    return Table(variables, rows)


class _Cells:
    """Reads the terms of one answer."""

    def __init__(self, scope: str) -> None:
        self._scope = scope
        self._labels: dict[str, str] = {}

    def term(self, cell: Mapping[str, Any]) -> str:
        """Return a term as SPARQL writes it; raises ValueError, KeyError or TypeError."""
        return _KINDS[cell["type"]](self, cell)

    def iri(self, cell: Mapping[str, Any]) -> str:
        return _iri(cell["value"])

    def blank(self, cell: Mapping[str, Any]) -> str:
        label = self._labels.setdefault(str(cell["value"]), f"{self._scope}b{len(self._labels)}")
        return f"{_BLANK}{label}"

    def literal(self, cell: Mapping[str, Any]) -> str:
        value, language, datatype = cell["value"], cell.get("xml:lang"), cell.get("datatype")
        if not isinstance(value, str):
            raise TypeError("the value of a literal is not a string")
        value.encode()  # half a character can stand in JSON, but in no query
        text = json.dumps(value, ensure_ascii=False)  # its escapes are among those of SPARQL
        if language:
            if _LANGUAGE.fullmatch(language) is None:
                raise ValueError(f"{language!r} is not the tag of a language")
            return f"{text}@{language}"
        return f"{text}^^{_iri(datatype)}" if datatype else text


_KINDS: Mapping[str, Callable[[_Cells, Mapping[str, Any]], str]] = {
    "uri": _Cells.iri,
    "bnode": _Cells.blank,
    "literal": _Cells.literal,
    "typed-literal": _Cells.literal,  # as Virtuoso writes it, from before SPARQL 1.1
}


def _iri(value: str) -> str:
    value.encode()
    if not is_iri(value):
        raise ValueError(f"{value!r} is not an IRI")
    return f"<{value}>"


def together(tables: Iterable[Table], mentioned: Iterable[str]) -> Table:
    """Return the solutions of all tables."""
    tables = tuple(tables)
    known = set(chain.from_iterable(table.variables for table in tables))
    variables = tuple(name for name in mentioned if name in known)
    return Table(variables, tuple(chain.from_iterable(_aligned(t, variables) for t in tables)))


def _aligned(table: Table, variables: tuple[str, ...]) -> Iterator[Row]:
    if table.variables == variables:
        return iter(table.rows)
    places = {name: at for at, name in enumerate(table.variables)}
    return (
        tuple(row[places[name]] if name in places else None for name in variables)
        for row in table.rows
    )


def written(table: Table) -> str:
    """Return a group that has a table's solutions.

    VALUES hold no blank nodes, so that these are made of their labels. (The engine makes the same
    one of equal labels in all solutions; another store may make one for each.)

    >>> written(Table(("a",), (('"x"',), (None,))))
    '{ VALUES (?a) { ("x") (UNDEF) } }'
    """
    blank = {at for row in table.rows for at, term in enumerate(row) if _is_blank(term)}
    names = [name for at in range(len(table.variables)) for name in _columns(table, at, blank)]
    rows = " ".join(f"({' '.join(_cells(row, blank))})" for row in table.rows)
    values = f"VALUES ({' '.join(names)}) {{ {rows} }}"
    if not blank:
        return f"{{ {values} }}"
    made = " ".join(
        f"BIND(COALESCE(?detente{at}term, BNODE(?detente{at}label)) AS ?{table.variables[at]})"
        for at in sorted(blank)
    )
    wanted = " ".join(f"?{name}" for name in table.variables)
    return f"{{ SELECT {wanted} {{ {values} {made} }} }}"


def _columns(table: Table, at: int, blank: set[int]) -> tuple[str, ...]:
    if at in blank:
        return f"?detente{at}term", f"?detente{at}label"
    return (f"?{table.variables[at]}",)


def _cells(row: Row, blank: set[int]) -> Iterator[str]:
    for at, term in enumerate(row):
        is_blank = _is_blank(term)
        yield "UNDEF" if term is None or is_blank else term
        if at in blank:
            yield f'"{(term or "").removeprefix(_BLANK)}"' if is_blank else "UNDEF"


def _is_blank(term: str | None) -> bool:
    return term is not None and term.startswith(_BLANK)
