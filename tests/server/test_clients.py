"""Clients that others wrote, against a real server on the loopback."""

import shutil
import subprocess
from typing import Any
from urllib.parse import urlencode

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

BASE = "https://example.org/detente/"
STATES = f"SELECT ?s {{ ?s a <{BASE}ontology#State> }} ORDER BY ?s"
DESCRIPTION = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ <{BASE}id/nato> }} ?s ?p ?o }}"


@pytest.fixture
def wrapper(address: str) -> SPARQLWrapper:
    """Return a SPARQLWrapper of the endpoint."""
    return SPARQLWrapper(f"{address}/sparql")


@pytest.mark.parametrize(
    ("method", "encoding"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)
def test_sparqlwrapper_asks_by_every_method(
    wrapper: SPARQLWrapper, method: str, encoding: str
) -> None:
    wrapper.setMethod(method)
    wrapper.setRequestMethod(encoding)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(STATES)
    found: Any = wrapper.queryAndConvert()
    values = [row["s"]["value"] for row in found["results"]["bindings"]]
    assert values == [f"{BASE}id/romania", f"{BASE}id/russia"]


@pytest.mark.parametrize(
    ("chosen", "query", "kind"),
    [(XML, STATES, "Document"), (CSV, STATES, "bytes"), (TURTLE, DESCRIPTION, "bytes")],
)
def test_sparqlwrapper_reads_every_format(
    wrapper: SPARQLWrapper, chosen: str, query: str, kind: str
) -> None:
    wrapper.setReturnFormat(chosen)
    wrapper.setQuery(query)
    assert type(wrapper.queryAndConvert()).__name__ == kind


def test_sparqlwrapper_understands_a_refusal(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed):
        wrapper.query()


def test_rdflib_selects_from_the_endpoint(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    found = {row[0] for row in graph.query(STATES)}  # type: ignore[index]
    assert found == {URIRef(f"{BASE}id/romania"), URIRef(f"{BASE}id/russia")}


def test_rdflib_constructs_from_the_endpoint(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    constructed = graph.query(DESCRIPTION).graph
    assert constructed is not None
    assert (URIRef(f"{BASE}id/nato"), None, None) in constructed


def test_rdflib_reads_triples_from_the_endpoint(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    assert len(list(graph.predicate_objects(URIRef(f"{BASE}id/nato")))) == 5


def test_pandas_reads_the_endpoint_as_a_table(address: str) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    table = pandas.read_csv(f"{address}/sparql?{urlencode({'query': STATES, 'format': 'csv'})}")
    assert list(table["s"]) == [f"{BASE}id/romania", f"{BASE}id/russia"]


PROGRAMS = {
    "roqet": ["roqet", "-q", "-r", "csv", "-p", "{address}/sparql", "-e", STATES],
    "comunica": [
        *("comunica-sparql", "sparql@{address}/sparql", STATES),
        *("-t", "text/csv"),
    ],
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_other_programs_ask_the_endpoint(address: str, name: str) -> None:
    command = [each.replace("{address}", address) for each in PROGRAMS[name]]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert f"{BASE}id/romania" in done.stdout


def test_rdflib_follows_a_name_of_the_graph(address: str) -> None:
    graph = Graph().parse(f"{address}/id/nato")
    assert (URIRef(f"{BASE}id/nato"), None, None) in graph
