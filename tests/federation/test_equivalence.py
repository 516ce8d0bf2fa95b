"""Whatever stands around a clause, the answer is that of its group alone where the data are one."""

import json
from collections import Counter
from collections.abc import Sequence

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from server.federation.bindings import Table, read
from server.federation.clauses import query_of
from server.federation.joining import Call, Joined, answered

ENDPOINT = "http://a.org/sparql"
# Without blank nodes: one of another endpoint is never one of here.
STORE = ox.Store()
STORE.load(
    b"""
    <x:1> <x:p> <x:2> , <x:3> , "s" ; <x:q> 1 , <x:1> .
    <x:2> <x:p> <x:3> ; <x:q> "s" , 2 , <x:3> .
    <x:3> <x:q> <x:1> , <x:2> .
    GRAPH <x:g> { <x:1> <x:p> <x:3> . <x:3> <x:p> <x:1> ; <x:q> 1 }
    """,
    format=ox.RdfFormat.TRIG,
)
VARIABLES = st.sampled_from(["?a", "?b", "?c", "?d"])
TERMS = st.one_of(VARIABLES, st.sampled_from(["<x:1>", "<x:2>", "<x:3>"]))
TRIPLES = st.builds("{} {} {} .".format, VARIABLES, st.sampled_from(["<x:p>", "<x:q>"]), TERMS)
FILTERS = st.one_of(
    st.builds("FILTER(!BOUND({}))".format, VARIABLES),
    st.builds("FILTER({} != {})".format, VARIABLES, TERMS),
)
# Only outermost: what EXISTS sees of variables from outside its group, engines do not agree on.
EXISTING = st.one_of(
    st.builds("FILTER EXISTS {{ {} }}".format, TRIPLES),
    st.builds("FILTER NOT EXISTS {{ {} HERE {{ {} }} }}".format, TRIPLES, TRIPLES),
)
NAMED = st.builds("GRAPH <x:g> {{ {} }}".format, TRIPLES)
VALUES = st.builds("VALUES {} {{ <x:1> 'x:2' UNDEF }}".format, VARIABLES)


def groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return what is made of groups: alone, said elsewhere, optional, and so on."""
    group = st.builds(" ".join, st.lists(inner, min_size=1, max_size=3))
    forms = ("{{ {} }}", "HERE {{ {} }}", "OPTIONAL {{ {} }}", "MINUS {{ {} }}")
    single = [st.builds(form.format, group) for form in (*forms, "OPTIONAL {{ HERE {{ {} }} }}")]
    union = st.builds("{{ {} }} UNION {{ HERE {{ {} }} }}".format, group, group)
    return st.one_of(*single, union)


QUERIES = st.builds(
    "SELECT * {{ {} }}".format,
    st.builds(
        " ".join,
        st.lists(
            EXISTING
            | st.recursive(TRIPLES | TRIPLES | FILTERS | VALUES | NAMED, groups, max_leaves=6),
            min_size=2,
            max_size=4,
        ),
    ),
)


def solved(text: str) -> bytes:
    found = STORE.query(text, base_iri="x:")
    assert isinstance(found, ox.QuerySolutions)
    return found.serialize(format=ox.QueryResultsFormat.JSON) or b""


def bag(text: str) -> Counter[str]:
    """Return solutions as a bag."""
    rows = json.loads(solved(text))["results"]["bindings"]
    return Counter(json.dumps(row, sort_keys=True) for row in rows)


def ask(joined: Joined, names: Sequence[str]) -> Table:
    return read(solved(joined.text), names, "here")


def call_all(calls: Sequence[Call]) -> list[Table]:
    # What is inside a clause is for the other side, which has the same data.
    texts = (call.text.replace(f"SERVICE <{ENDPOINT}>", "") for call in calls)
    pairs = zip(calls, texts, strict=True)
    return [read(solved(text), call.variables, f"s{id(call)}") for call, text in pairs]


@settings(max_examples=150, deadline=None)
@given(QUERIES)
def test_a_clause_is_what_its_group_is(query: str) -> None:
    text = query.replace("HERE", f"SERVICE <{ENDPOINT}>")
    joined = answered(query_of(text), frozenset({"a.org"}), ask, call_all)
    assert bag(joined.text) == bag(query.replace("HERE", ""))
