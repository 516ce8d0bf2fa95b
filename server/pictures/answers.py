"""Pictures of an answer: bars, a network, a time line; nothing where the answer has none in it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.describing.answers import Table
from server.labels import Shown
from server.pictures.network import Network, draw_links
from server.pictures.timeline import Entry, TimeLine, draw_timeline

__all__ = ["PLOTTED", "Bar", "Chart", "chart", "network", "timeline"]

_MOST = 60
"""Most bars of a chart."""

_DATE = re.compile(r"(-?\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name, its value, and its share of the longest."""

    name: Shown
    value: str
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, and what they stand for."""

    title: str
    bars: tuple[Bar, ...]
    more: bool


def chart(table: Table) -> Chart | None:
    """Draw the first column of numbers by the first other column, or count the first column."""
    if not table.rows:
        return None
    numbers = _column(table, _number)
    names = next((n for n in range(len(table.columns)) if n != numbers), None)
    if numbers is None or names is None:
        names = names or 0
        counted = Counter(row[names] for row in table.rows if row[names] is not None)
        values = [(name, float(count)) for name, count in counted.most_common() if name]
        title = f"how often each {table.columns[names]} occurs"
    else:
        found = ((row[names], _number(row[numbers])) for row in table.rows)
        values = [(name, value) for name, value in found if name and value is not None]
        title = f"{table.columns[numbers]} by {table.columns[names]}"
    longest = max((abs(value) for _, value in values), default=0) or 1
    bars = (Bar(name, f"{value:,g}", abs(value) / longest) for name, value in values[:_MOST])
    return Chart(title, tuple(bars), len(values) > _MOST)


def network(table: Table) -> Network | None:
    """Draw the things of the first two columns of things, linked where they share a row."""
    columns = [n for n in range(len(table.columns)) if _is_things(table, n)]
    if table.kind == "graph":
        columns = [0, 2]
    if len(columns) < 2:
        return None
    pairs = ((row[columns[0]], row[columns[1]]) for row in table.rows)
    links = [(one, other) for one, other in pairs if one and other and one.iri and other.iri]
    return draw_links(links) if links else None


def timeline(table: Table) -> TimeLine | None:
    """Draw the rows along the first column of dates."""
    dates = _column(table, _day)
    if dates is None:
        return None
    names = next((n for n in range(len(table.columns)) if n != dates), dates)
    entries = [_entry(row[names], row[dates]) for row in table.rows]
    return draw_timeline([("", [entry for entry in entries if entry])])


def _entry(name: Shown | None, date: Shown | None) -> Entry | None:
    day = _day(date)
    if name is None or date is None or day is None:
        return None
    return Entry(name, date.text, day, day, "")


def _column(table: Table, read: Callable[[Shown | None], object]) -> int | None:
    """Return the first column of which all that is there can be read in some way."""
    for number in range(len(table.columns)):
        cells = [row[number] for row in table.rows if row[number] is not None]
        if cells and all(read(cell) is not None for cell in cells):
            return number
    return None


def _is_things(table: Table, number: int) -> bool:
    return any(cell and cell.iri for cell in (row[number] for row in table.rows))


def _number(cell: Shown | None) -> float | None:
    if cell is None or cell.iri:
        return None
    try:
        return float(cell.text)
    except ValueError:
        return None


def _day(cell: Shown | None) -> str | None:
    """Return the first day of what a date says, as far as it says it."""
    match = None if cell is None or cell.iri else _DATE.match(cell.hint or cell.text)
    if match is None or (_number(cell) is not None and len(match[0]) < 4):
        return None
    return f"{match[1]}-{match[2] or '01'}-{match[3] or '01'}"


PLOTTED: Mapping[str, Callable[[Table], object | None]] = {
    "chart": chart,
    "network": network,
    "timeline": timeline,
}
"""The pictures by name."""
