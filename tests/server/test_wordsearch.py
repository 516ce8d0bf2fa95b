"""A property of SPARQL that searches in words."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from small_release import BASE

from server.wordsearch import with_found

FINDS_NATO = [
    '?thing <search> "NATO"',
    f'?thing <{BASE}search> "NATO"',
    '(?thing) <search> "NATO"',
    '(?thing ?score) <search> "NATO"',
    '(?thing ?score ?words) <search> ("NATO" 1)',
    '?thing <search> "NATO" .',
    "?thing <search> 'NATO' ; a ?kind",
    "?thing a ?kind . ?thing <search> '''NATO'''",
    '?thing <search> """NA\\u0054O""" # "\n',
    '{ ?thing <search> "NATO" } UNION { ?thing <search> "north" }',
    '?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label ; a ?kind . ?thing <search> "NATO"',
]


def found(client: FlaskClient, query: str) -> list[str]:
    parameters = {"query": query, "format": "csv"}
    response = client.get("/sparql", query_string=parameters)
    assert response.status_code == 200, response.text
    return response.text.split()[1:]


@pytest.mark.parametrize("pattern", FINDS_NATO)
def test_what_is_found_is_bound(client: FlaskClient, pattern: str) -> None:
    assert f"{BASE}id/nato" in found(client, f"SELECT ?thing {{ {pattern} }}")


def test_a_prefix_names_the_property_as_well(client: FlaskClient) -> None:
    query = f'PREFIX d: <{BASE}> SELECT ?thing {{ ?thing d:search "Cluj" }}'
    assert found(client, query) == [f"{BASE}id/cluj"]


def test_the_score_sorts_what_is_found(client: FlaskClient) -> None:
    pattern = '(?thing ?score) <search> "NATO"'
    best = found(client, f"SELECT ?thing {{ {pattern} }} ORDER BY DESC(?score) LIMIT 1")
    assert best == [f"{BASE}id/nato"]


def test_the_words_are_those_it_was_found_by(client: FlaskClient) -> None:
    pattern = '(?thing ?score ?words) <search> "north atlantic"'
    assert " ".join(found(client, f"SELECT ?words {{ {pattern} }}")) == (
        "North Atlantic Treaty Organization"
    )


def test_as_many_are_found_as_are_wanted(client: FlaskClient) -> None:
    assert len(found(client, 'SELECT ?thing { ?thing <search> ("nato" 1) }')) == 1


@pytest.mark.parametrize(
    "pattern",
    [
        "?thing <search> ?words",
        '<id/nato> <search> "NATO"',
        '(?a ?b ?c ?d) <search> "NATO"',
        "?thing <search> 1",
        "?thing <search> ('NATO')",
    ],
)
def test_another_form_is_refused_with_the_right_one(client: FlaskClient, pattern: str) -> None:
    response = client.get("/sparql", query_string={"query": f"SELECT * {{ {pattern} }}"})
    assert (response.status_code, "write it as" in response.text) == (400, True)


@given(st.text("?x <search\"'\\:PREFIX#\n(){};1", max_size=60))
def test_no_text_is_changed_in_which_nothing_is_searched(text: str) -> None:
    asked = f"{text} search"
    assert with_found(asked, BASE, lambda _words, _most: []) == asked


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p '<search>' }",
        "SELECT * { ?s ?p ?o } # ?x <search> 'a'",
        "SELECT * { ?search <x:search> 'a' }",
        "PREFIX search: <x:> SELECT * { ?s search:search 'a' }",
    ],
)
def test_the_word_alone_is_no_search(text: str) -> None:
    assert with_found(text, BASE, lambda _words, _most: []) == text
