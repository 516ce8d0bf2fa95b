"""A query whose clauses are answered: tables stand in their place.

What is bound before a clause goes with it, as VALUES, so that an endpoint is asked for what can be
joined and no more. That changes nothing of the answer, since each row of the table still meets the
same rows here: what goes along are whole rows of IRIs and plain strings, each once, of variables
that are bound in all of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import QueryError
from server.federation.bindings import Row, Table, together, written
from server.federation.clauses import Before, Clause, Query, edited
from server.federation.hosts import Endpoint, endpoint_of
from server.federation.problems import ServiceError
from server.guard import OutsideCallError

__all__ = ["Ask", "Call", "Joined", "answered"]

MOST_ROWS = 5_000
"""Most rows that go along with a clause; where there are more, none do."""
BATCH = 500
"""Rows that go along with one call."""
MOST_CALLS = 100
"""Most calls of one query."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A query in which nothing is left to be called."""

    text: str
    bare: str
    """The same without the rows of the tables."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be asked of an endpoint, and which variables matter of the answer."""

    endpoint: Endpoint
    text: str
    variables: tuple[str, ...]


Ask = Callable[[Joined, Sequence[str]], Table]
"""Answers a query here."""
CallAll = Callable[[Sequence[Call]], list[Table]]
"""Makes some calls, or none of them; raises ServiceError."""


def answered(query: Query, allowed: frozenset[str], ask: Ask, call_all: CallAll) -> Joined:
    """Return a query with the answers to its clauses.

    Raises OutsideCallError before anything is called where an endpoint is not allowed that the
    query names, QueryError where it is not as it should be, and ServiceError.
    """
    return _Joining(query, allowed, ask, call_all).joined()


class _Joining:
    """The tables so far."""

    def __init__(self, query: Query, allowed: frozenset[str], ask: Ask, call_all: CallAll) -> None:
        self._query, self._allowed, self._ask, self._call_all = query, allowed, ask, call_all
        self._done: list[tuple[Clause, Table]] = []
        self._calls = 0

    def joined(self) -> Joined:
        base, names = self._resolved()
        self._head = f"BASE {base}\n{self._query.prologue}\n"
        endpoints = {name: endpoint_of(iri[1:-1], self._allowed) for name, iri in names.items()}
        for clause in self._query.clauses:
            self._done.append((clause, self._table(clause, endpoints)))
        return self._edited(0, len(self._query.text))

    def _resolved(self) -> tuple[str, Mapping[str, str]]:
        """Return the base, and what the endpoints that are named are in full."""
        clauses = self._query.clauses
        names = list(dict.fromkeys(each.endpoint for each in clauses if each.variable is None))
        wanted = [f"e{at}" for at in range(len(names) + 1)]
        columns = " ".join(f"?{name}" for name in wanted)
        text = (
            f"{self._query.prologue}\n"
            f"SELECT {columns} {{ VALUES ({columns}) {{ (<> {' '.join(names)}) }} }}"
        )
        [row] = self._ask(Joined(text, text), wanted).rows
        base, *found = (term or "" for term in row)
        return base, dict(zip(names, found, strict=True))

    def _table(self, clause: Clause, endpoints: Mapping[str, Endpoint]) -> Table:
        variable = clause.variable
        if variable is None:
            given = self._given(clause.before, clause.variables) if clause.before else None
            return self._called(clause, endpoints[clause.endpoint], given)
        if clause.before is None or variable not in clause.before.variables:
            raise QueryError(f"nothing before SERVICE ?{variable} binds ?{variable}: say it there")
        return self._called_each(clause, variable, clause.before)

    def _called_each(self, clause: Clause, variable: str, before: Before) -> Table:
        """Return what all the endpoints tell that a variable stands for."""
        names = (variable, *(name for name in clause.variables if name != variable))
        given = self._given(before, names, (variable,)) or Table((variable,), ())
        tables = [
            _with(variable, iri, self._called_variable(clause, iri, _of(given, iri)))
            for iri in sorted({row[0] for row in given.rows if row[0] is not None})
        ]
        return together(tables or [Table(names, ())], names)

    def _called_variable(self, clause: Clause, iri: str, given: Table | None) -> Table:
        try:
            endpoint = endpoint_of(iri.strip("<>"), self._allowed)
        except OutsideCallError:
            if clause.is_silent:
                return _nothing(clause)
            raise
        return self._called(clause, endpoint, given)

    def _called(self, clause: Clause, endpoint: Endpoint, given: Table | None) -> Table:
        """Return what an endpoint tells; the one empty solution where a silent one does not."""
        calls = [
            Call(endpoint, f"{self._head}SELECT * {{ {values}{clause.pattern} }}", clause.variables)
            for values in _batches(given)
        ]
        self._calls += len(calls)
        if self._calls > MOST_CALLS:
            raise QueryError(f"the query comes to more than {MOST_CALLS} calls: ask for less")
        try:
            return together(self._call_all(calls) or [_none(clause)], clause.variables)
        except ServiceError:
            if clause.is_silent:
                return _nothing(clause)
            raise

    def _given(
        self, before: Before, names: Iterable[str], always: tuple[str, ...] = ()
    ) -> Table | None:
        """Return what is bound before a clause; None where that is nothing, or too much.

        The variables that are wanted ``always`` come first.
        """
        shared = [name for name in names if name in before.variables]
        found = self._asked(before, shared) if shared else None
        if found is not None and len(found.rows) > MOST_ROWS:
            found = self._asked(before, always) if always else None
        return _whole(found, always) if found is not None else None

    def _asked(self, before: Before, names: Sequence[str]) -> Table:
        filters = before.filters
        pattern = self._edited(before.start, before.end, filters)
        columns = " ".join(f"?{name}" for name in names)
        graph, close = (f"GRAPH {before.graph} {{ ", " }") if before.graph else ("", "")
        head = f"{self._query.prologue}\nSELECT DISTINCT {columns} {self._query.dataset} WHERE {{ "
        foot = f"\n}}{close} LIMIT {MOST_ROWS + 1}"
        text, bare = (f"{head}{graph}{each}{foot}" for each in (pattern.text, pattern.bare))
        return self._ask(Joined(text, bare), names)

    def _edited(self, start: int, end: int, filters: Iterable[tuple[int, int, str]] = ()) -> Joined:
        """Return a part of the query with the tables so far."""
        tables = [(clause.start, clause.end, written(table)) for clause, table in self._done]
        empty = [(clause.start, clause.end, "{}") for clause, _ in self._done]
        text, bare = (
            edited(self._query.text, start, end, [*filters, *each]) for each in (tables, empty)
        )
        return Joined(text, bare)


def _none(clause: Clause) -> Table:
    """Return no solution."""
    return Table(clause.variables, ())


def _nothing(clause: Clause) -> Table:
    """Return the one solution that binds nothing."""
    return Table(clause.variables, ((None,) * len(clause.variables),))


def _of(given: Table, iri: str) -> Table | None:
    """Return the rest of the rows that begin with an IRI."""
    if len(given.variables) == 1:
        return None
    rows = tuple(row[1:] for row in given.rows if row[0] == iri)
    return Table(given.variables[1:], rows)


def _with(variable: str, iri: str, table: Table) -> Table:
    """Return a table whose solutions say which endpoint they are from."""
    if variable in table.variables:
        at = table.variables.index(variable)
        rows: Iterator[Row] = (
            (*row[:at], iri, *row[at + 1 :]) for row in table.rows if row[at] in (None, iri)
        )
        return Table(table.variables, tuple(rows))
    return Table((variable, *table.variables), tuple((iri, *row) for row in table.rows))


def _whole(given: Table, always: tuple[str, ...]) -> Table | None:
    """Return the columns that are bound in every row to what is the same everywhere."""
    kept = [
        at
        for at, name in enumerate(given.variables)
        if name in always or all(_is_same_everywhere(row[at]) for row in given.rows)
    ]
    if not kept:
        return None
    rows = dict.fromkeys(tuple(row[at] for at in kept) for row in given.rows)
    return Table(tuple(given.variables[at] for at in kept), tuple(rows))


def _is_same_everywhere(term: str | None) -> bool:
    """Tell whether every store writes a term alike: numbers and tags of languages are rewritten."""
    return term is not None and (term.startswith("<") or term.endswith('"'))


def _batches(given: Table | None) -> Iterator[str]:
    """Yield what goes along with each call: nothing with one, or the rows bit by bit."""
    if given is None:
        yield ""
        return
    for start in range(0, len(given.rows), BATCH):
        rows = given.rows[start : start + BATCH]
        yield written(Table(given.variables, rows)).removeprefix("{ ").removesuffix(" }") + " "
