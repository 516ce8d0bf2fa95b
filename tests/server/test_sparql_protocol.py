"""The SPARQL 1.1 Protocol, as a table of requests and what comes back."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from rdflib import Graph
from small_release import BASE

from graph.release import current

SELECT = "SELECT ?s { ?s a <ontology#State> } ORDER BY ?s"
ASK = "ASK { ?s a <ontology#State> }"
CONSTRUCT = "CONSTRUCT { ?s a <ontology#State> } WHERE { ?s a <ontology#State> }"
DESCRIBE = "DESCRIBE <id/nato>"
RESULTS = "application/sparql-results"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("query", "accept", "status", "media_type"),
    [
        (SELECT, "", 200, f"{RESULTS}+json"),
        (SELECT, "*/*", 200, f"{RESULTS}+json"),
        (SELECT, f"{RESULTS}+json", 200, f"{RESULTS}+json"),
        (SELECT, "application/json", 200, f"{RESULTS}+json"),
        (SELECT, f"{RESULTS}+xml", 200, f"{RESULTS}+xml"),
        (SELECT, "application/xml", 200, f"{RESULTS}+xml"),
        (SELECT, "text/csv", 200, "text/csv"),
        (SELECT, "text/tab-separated-values", 200, "text/tab-separated-values"),
        (
            SELECT,
            "text/csv;q=0.3, text/tab-separated-values;q=0.4",
            200,
            "text/tab-separated-values",
        ),
        (SELECT, f"{RESULTS}+json;q=0, */*", 200, f"{RESULTS}+xml"),
        (SELECT, "text/*", 200, "text/csv"),
        (SELECT, BROWSER, 200, "text/html"),
        (SELECT, "text/turtle", 406, "application/problem+json"),
        (SELECT, "image/png", 406, "application/problem+json"),
        (SELECT, "*/*;q=0", 406, "application/problem+json"),
        (ASK, "", 200, f"{RESULTS}+json"),
        (ASK, f"{RESULTS}+xml", 200, f"{RESULTS}+xml"),
        (ASK, "text/csv", 406, "application/problem+json"),
        (ASK, BROWSER, 200, "text/html"),
        (CONSTRUCT, "", 200, "text/turtle"),
        (CONSTRUCT, "text/turtle", 200, "text/turtle"),
        (CONSTRUCT, "application/n-triples", 200, "application/n-triples"),
        (CONSTRUCT, "application/ld+json", 200, "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", 200, "application/rdf+xml"),
        (CONSTRUCT, "text/turtle;q=0.1, application/rdf+xml;q=0.9", 200, "application/rdf+xml"),
        (CONSTRUCT, f"{RESULTS}+json", 406, "application/problem+json"),
        (CONSTRUCT, BROWSER, 200, "text/html"),
        (DESCRIBE, "application/n-triples", 200, "application/n-triples"),
    ],
)
def test_the_accept_header_decides_the_format(
    client: FlaskClient, query: str, accept: str, status: int, media_type: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    response = client.get("/sparql", query_string={"query": query}, headers=headers)
    assert (response.status_code, response.mimetype) == (status, media_type)


@pytest.mark.parametrize(
    ("query", "name", "status", "media_type"),
    [
        (SELECT, "csv", 200, "text/csv"),
        (SELECT, "html", 200, "text/html"),
        (CONSTRUCT, "jsonld", 200, "application/ld+json"),
        (SELECT, "turtle", 406, "application/problem+json"),
        (ASK, "tsv", 406, "application/problem+json"),
        (SELECT, "docx", 400, "application/problem+json"),
    ],
)
def test_a_named_format_overrides_the_accept_header(
    client: FlaskClient, query: str, name: str, status: int, media_type: str
) -> None:
    parameters = {"query": query, "format": name}
    headers = {"Accept": "application/problem+json"}
    response = client.get("/sparql", query_string=parameters, headers=headers)
    assert (response.status_code, response.mimetype) == (status, media_type)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/sparql-query", SELECT, 200),
        ("application/sparql-query; charset=utf-8", SELECT, 200),
        ("application/x-www-form-urlencoded", "query=ASK%20%7B%7D", 200),
        ("application/x-www-form-urlencoded", "", 400),
        ("application/x-www-form-urlencoded", "query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("application/x-www-form-urlencoded", "update=CLEAR%20ALL", 403),
        ("application/x-www-form-urlencoded", "query=ASK%7B%7D&default-graph-uri=x%3Aa", 200),
        ("application/x-www-form-urlencoded", "query=ASK%7B%7D&default-graph-uri=a%20b", 400),
        ("application/sparql-query", "", 400),
        ("application/sparql-query", "SELECT", 400),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("application/sparql-query", "INSERT DATA { <x:a> <x:a> <x:a> }", 403),
        ("application/sparql-update", "CLEAR ALL", 403),
        ("application/json", "{}", 415),
        ("text/plain", SELECT, 415),
        ("", SELECT, 415),
        ("application/sparql-query", f"# {'x' * 100_001}\n{SELECT}", 413),
        ("application/x-www-form-urlencoded", f"query={'x' * 400_000}", 413),
    ],
)
def test_the_content_type_decides_how_a_post_is_read(
    client: FlaskClient, content_type: str, body: str | bytes, status: int
) -> None:
    response = client.post("/sparql", data=body, content_type=content_type)
    assert response.status_code == status


_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.mark.parametrize(
    ("query", "parameter", "graphs", "count"),
    [
        (_COUNT, "default-graph-uri", ["graph/reference"], ["graph/reference"]),
        (
            _COUNT,
            "default-graph-uri",
            ["graph/reference", "graph/document/small"],
            ["graph/reference", "graph/document/small"],
        ),
        (_COUNT, "named-graph-uri", ["graph/reference"], []),
        (_COUNT_NAMED, "named-graph-uri", ["graph/reference"], ["graph/reference"]),
        (_COUNT_NAMED, "default-graph-uri", ["graph/reference"], []),
        (
            _COUNT.replace("{", "FROM <graph/document/small> {", 1),
            "default-graph-uri",
            ["graph/reference"],
            ["graph/reference"],
        ),
    ],
)
def test_the_dataset_of_the_protocol_goes_before_that_of_the_query(
    client: FlaskClient,
    data: Path,
    query: str,
    parameter: str,
    graphs: list[str],
    count: list[str],
) -> None:
    given = {"query": query, parameter: [f"{BASE}{graph}" for graph in graphs], "format": "csv"}
    answer = client.get("/sparql", query_string=given).text.split()
    sizes = current(data).manifest.graphs
    assert answer == ["n", str(sum(sizes[f"{BASE}{graph}"] for graph in count))]


def test_head_is_answered_like_get_without_the_body(client: FlaskClient) -> None:
    response = client.head("/sparql", query_string={"query": SELECT})
    assert (response.status_code, response.mimetype, response.data) == (200, f"{RESULTS}+json", b"")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: FlaskClient, method: str) -> None:
    response = client.open("/sparql", method=method)
    assert (response.status_code, set(response.headers["Allow"].split(", "))) == (
        405,
        {"GET", "HEAD", "OPTIONS", "POST"},
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * {", 400),
        ("SELECT (<http://example.org/unknown>(1) AS ?x) {}", 400),
        ("SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999", 400),
        ("PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }", 403),
        ("LOAD <http://127.0.0.1:9/>", 403),
        ("", 400),
        ("   ", 400),
    ],
)
def test_a_wrong_query_is_a_problem_of_the_client(
    client: FlaskClient, query: str, status: int
) -> None:
    response = client.get("/sparql", query_string={"query": query})
    problem = json.loads(response.data)
    assert (response.status_code, response.mimetype, problem["status"]) == (
        status,
        "application/problem+json",
        status,
    )


def test_a_problem_tells_where_the_query_is_wrong(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT * {\n  ?s ?p }"})
    assert "2:10" in json.loads(response.data)["detail"]


def test_a_graph_comes_back_as_it_was_asked_for(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": CONSTRUCT})
    assert len(Graph().parse(data=response.text, format="turtle")) == 2


def test_claims_are_not_in_the_default_graph(client: FlaskClient) -> None:
    parameters = {"query": "ASK { <id/event/s3-threat> ?p ?o }"}
    response = client.get("/sparql", query_string=parameters)
    assert json.loads(response.data)["boolean"] is False


def test_claims_are_found_in_their_own_graphs(client: FlaskClient) -> None:
    query = "ASK { ?claim a <ontology#Claim> GRAPH ?claim { <id/event/s3-threat> ?p ?o } }"
    response = client.get("/sparql", query_string={"query": query})
    assert json.loads(response.data)["boolean"] is True


def test_a_browser_without_a_query_gets_a_form(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": BROWSER})
    assert response.status_code == 200
    assert "<textarea" in response.text


def test_a_browser_gets_its_wrong_query_back_to_mend_it(client: FlaskClient) -> None:
    parameters = {"query": "SELECT * { ?nonsense"}
    response = client.get("/sparql", query_string=parameters, headers={"Accept": BROWSER})
    assert response.status_code == 400
    assert "SELECT * { ?nonsense</textarea>" in response.text


def test_answers_vary_by_accept(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": ASK})
    assert "Accept" in response.vary


def test_any_web_page_may_ask(client: FlaskClient) -> None:
    response = client.options("/sparql", headers={"Origin": "https://example.com"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]
