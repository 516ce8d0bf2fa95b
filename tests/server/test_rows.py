"""Rows are counted in the bytes of an answer, wherever these are cut."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.engine.rows import RowCounter

FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
    "json": ox.QueryResultsFormat.JSON,
}
NASTY = st.text("\"'\\{}[],:<>/result\n\r\t\x01 a", max_size=12)


def table(rows: list[tuple[str, str]], name: str) -> bytes:
    values = " ".join(f"({ox.Literal(one)} {ox.Literal(other)})" for one, other in rows)
    results = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(results, ox.QuerySolutions)
    return results.serialize(format=FORMATS[name]) or b""


@pytest.mark.parametrize("name", FORMATS)
@given(rows=st.lists(st.tuples(NASTY, NASTY), min_size=1, max_size=6), size=st.integers(1, 40))
def test_as_many_rows_are_counted_as_there_are(
    name: str, rows: list[tuple[str, str]], size: int
) -> None:
    content, counter = table(rows, name), RowCounter(name)
    counts = [counter.feed(content[at : at + size]) for at in range(0, len(content), size)]
    assert counts[-1] == len(rows)
