"""An answer to a query as a table of words and links."""

from dataclasses import dataclass
from itertools import islice

from graph.release import Release
from graph.store import Answer, Node
from server.answering import rows, triples
from server.labels import Labels, Shown

__all__ = ["MAXIMUM_ROWS", "Table", "tabulate"]

MAXIMUM_ROWS = 1_000
"""Most rows on a page; the downloads have them all."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; ``verdict`` instead where the answer is yes or no."""

    kind: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Shown | None, ...], ...] = ()
    more: bool = False
    verdict: str = ""


def tabulate(release: Release, given: Answer) -> Table:
    """Return an answer as a table; raises QueryError where evaluation fails on the way."""
    if given.kind == "boolean":
        return Table(given.kind, verdict="Yes" if given else "No")
    columns, cells = _cells(given)
    labels = Labels(release, {node for row in cells for node in row})
    shown = tuple(
        tuple(None if node is None else labels.shown(node) for node in row)
        for row in cells[:MAXIMUM_ROWS]
    )
    return Table(given.kind, columns, shown, more=len(cells) > MAXIMUM_ROWS)


def _cells(given: Answer) -> tuple[tuple[str, ...], list[tuple[Node | None, ...]]]:
    """Return the column names, and at most one row more than are shown."""
    if given.kind == "graph":
        return ("subject", "predicate", "object"), list(islice(triples(given), MAXIMUM_ROWS + 1))
    names = given.variables
    found = islice(rows(given), MAXIMUM_ROWS + 1)
    return names, [tuple(row.get(name) for name in names) for row in found]
