"""A table of an endpoint's answer keeps its terms on the way into a query."""

import json

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from server.federation.bindings import read, written

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def _answered(cell: dict[str, str]) -> ox.Literal:
    """Return a term after it went into the text of a query and was answered."""
    content = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": cell}]}})
    query = f"SELECT ?x {written(read(content.encode(), ['x'], 's'))}"
    [row] = ox.Store().query(query)  # type: ignore[misc]
    return row["x"]  # type: ignore[no-any-return]


@given(_TEXT)
def test_any_string_stays_what_it_is(text: str) -> None:
    assert _answered({"type": "literal", "value": text}) == ox.Literal(text)


@given(_TEXT)
def test_any_string_of_a_language_stays_what_it_is(text: str) -> None:
    cell = {"type": "literal", "value": text, "xml:lang": "en"}
    assert _answered(cell) == ox.Literal(text, language="en")


@given(_TEXT)
def test_any_literal_of_a_type_stays_what_it_is(text: str) -> None:
    cell = {"type": "typed-literal", "value": text, "datatype": "x:type"}
    assert _answered(cell) == ox.Literal(text, datatype=ox.NamedNode("x:type"))
