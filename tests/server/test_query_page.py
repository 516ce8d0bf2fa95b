"""The page on which people ask: answers as table, chart, network, time line and raw."""

import re
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

AGENTS = "PREFIX det: <ontology#> SELECT ?event ?who { ?event det:agent ?who }"
DATES = "PREFIX det: <ontology#> SELECT ?event ?when { ?event det:date ?when }"
COUNTS = """PREFIX det: <ontology#>
SELECT ?who (COUNT(*) AS ?acts) { ?event det:agent ?who } GROUP BY ?who"""
SPEAKERS = "PREFIX det: <ontology#> SELECT ?event { ?event det:agent <id/dmitry-rogozin> }"


def asked(client: FlaskClient, query: str, **parameters: str) -> str:
    """Return the page with the answer to a query."""
    return client.get("/query?" + urlencode({"query": query, **parameters})).text


def test_the_page_begins_with_a_query_that_can_be_run(client: FlaskClient) -> None:
    page = client.get("/query").text
    written = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert written
    query = written[1].replace("&lt;", "<").replace("&gt;", ">")
    assert client.get("/query", query_string={"query": query}).status_code == 200


def test_an_answer_has_a_table_of_links(client: FlaskClient) -> None:
    page = asked(client, AGENTS)
    assert re.search(r'<td><a href="/page/nato"[^>]*>NATO</a></td>', page)


def test_a_chart_draws_numbers_by_name(client: FlaskClient) -> None:
    page = asked(client, COUNTS, view="chart")
    assert "acts by who" in page
    assert re.search(r'Russia</a></th><td><meter [^>]*value="1.0000"', page)


def test_a_chart_without_numbers_counts(client: FlaskClient) -> None:
    assert "how often each event occurs" in asked(client, AGENTS, view="chart")


def test_a_network_links_the_things_of_a_row(client: FlaskClient) -> None:
    page = asked(client, AGENTS, view="network")
    assert "<title>signing of the Founding Act and NATO</title>" in page


def test_a_time_line_has_the_rows_with_dates(client: FlaskClient) -> None:
    page = asked(client, DATES, view="timeline")
    assert "<title>4 April 2008: meeting of the NATO–Russia Council</title>" in page


def test_an_answer_that_cannot_be_drawn_says_so(client: FlaskClient) -> None:
    assert "nothing in it to draw" in asked(client, AGENTS, view="timeline")


def test_raw_is_the_answer_as_programs_get_it(client: FlaskClient) -> None:
    assert "&#34;bindings&#34;" in asked(client, AGENTS, view="raw")


def test_yes_or_no_is_shown_in_every_view(client: FlaskClient) -> None:
    assert ">Yes</p>" in asked(client, "ASK { ?s ?p ?o }", view="network")


def test_the_triples_of_a_graph_are_drawn(client: FlaskClient) -> None:
    query = AGENTS.replace("SELECT ?event ?who", "CONSTRUCT { ?who <urn:x:in> ?event } WHERE")
    assert "<title>NATO and signing of the Founding Act</title>" in asked(
        client, query, view="network"
    )


@pytest.mark.parametrize(
    ("scope", "found"),
    [("", True), ("asserted", False), ("claims", True)],
)
def test_what_is_inferred_is_asked_for_or_not(client: FlaskClient, scope: str, found: bool) -> None:
    assert ("statement of Dmitry Rogozin" in asked(client, SPEAKERS, scope=scope)) is found


@pytest.mark.parametrize(
    ("scope", "found"),
    [("", False), ("asserted", False), ("claims", True)],
)
def test_what_is_claimed_is_asked_for_or_not(client: FlaskClient, scope: str, found: bool) -> None:
    threat = "ASK { <id/event/s3-threat> <ontology#agent> <id/nato> }"
    assert (">Yes</p>" in asked(client, threat, scope=scope)) is found


def test_downloads_ask_the_graphs_that_the_page_asked(client: FlaskClient) -> None:
    page = asked(client, SPEAKERS, scope="asserted")
    address = re.findall(r'href="(/sparql\?[^"]*format=csv[^"]*)"', page)[0].replace("&amp;", "&")
    assert client.get(address).text.splitlines() == ["event"]


def test_a_mistake_is_shown_at_its_line(client: FlaskClient) -> None:
    response = client.get("/query", query_string={"query": "SELECT * {\n  ?s ?p\n}"})
    assert response.status_code == 400
    assert 'data-line="3" data-column="2"' in response.text
    assert "Line 3, column 2: " in response.text


def test_an_undeclared_prefix_is_named_as_such(client: FlaskClient) -> None:
    assert "a prefix is used that is not declared" in asked(client, "SELECT * { ?s foo:bar ?o }")


def test_a_query_that_calls_another_server_is_refused(client: FlaskClient) -> None:
    query = "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }"
    assert client.get("/query", query_string={"query": query}).status_code == 403


def test_the_editor_learns_the_words_of_this_graph(client: FlaskClient) -> None:
    told = client.get("/vocabulary.json").get_json()
    terms = {term[0]: term[1:] for term in told["terms"]}
    assert terms["det:agent"] == ["property", "agent", "Who does it."]
    assert terms["det:State"][0] == "class"
    assert told["prefixes"]["det"] == "https://example.org/detente/ontology#"


def test_the_words_of_a_graph_are_not_sent_twice(client: FlaskClient) -> None:
    tag = client.get("/vocabulary.json").headers["ETag"]
    assert client.get("/vocabulary.json", headers={"If-None-Match": tag}).status_code == 304
