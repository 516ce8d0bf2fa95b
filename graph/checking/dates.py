"""Whether each date parses as EDTF, and whether the days beside it are those that it allows."""

from collections.abc import Iterator

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from graph.checking.shacl import Result
from graph.checking.telling import told
from graph.extraction.dates import bounds
from graph.release import Release
from graph.store import Node

__all__ = ["misdated"]

_DATES = """
PREFIX det: <ontology#>
SELECT ?thing ?date ?earliest ?latest WHERE {
  ?thing det:date ?date .
  OPTIONAL { ?thing det:earliest ?earliest }
  OPTIONAL { ?thing det:latest ?latest }
} ORDER BY ?thing ?date"""


def misdated(release: Release) -> Iterator[str]:
    """Yield the things whose date is none, or does not go with their days."""
    rows = release.store.query(_DATES, base=release.names.base).rows()
    yield from told(release, [result for row in rows for result in _faults(row)])


def _faults(row: dict[str, Node]) -> Iterator[Result]:
    thing, date = row["thing"], row["date"]
    try:
        parse_edtf(str(date))
    except (EDTFParseException, ValueError):
        yield Result(thing, "its date is not written in EDTF", date, warning=False)
        return
    for name, allowed in zip(("earliest", "latest"), bounds(str(date)), strict=True):
        given = row.get(name)
        if given is not None and str(given) != str(allowed):
            message = f"its {name} day is not the one that its date {date} allows, {allowed}"
            yield Result(thing, message, given, warning=False)
