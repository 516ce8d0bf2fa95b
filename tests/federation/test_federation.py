"""SERVICE between two servers of ours: the answer is the one that one server would give."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request

import pytest
from endpoint import Given, asked, sent, served
from small_release import write_release

NAMES = """
PREFIX det: <https://example.org/detente/ontology#>
PREFIX id: <https://example.org/detente/id/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# Where the same graph is on both sides, SERVICE says no more than its group alone. "HERE" stands
# for the clause's word and endpoint in one query, and for nothing in the other.
QUERIES = {
    "alone": "SELECT * { HERE { ?s a det:State ; rdfs:label ?l } }",
    "after a pattern": "SELECT * { ?e det:agent ?a . HERE { ?a rdfs:label ?l } }",
    "before a pattern": "SELECT * { HERE { ?a rdfs:label ?l } ?e det:agent ?a }",
    "without a dot": "SELECT * { ?e det:agent ?a HERE { ?a rdfs:label ?l } ?a a ?c }",
    "twice": "SELECT * { ?e det:agent ?a HERE { ?a a ?c } . HERE { ?c rdfs:label ?l } }",
    "rows that are alike": "SELECT ?a { ?e det:agent ?a HERE { ?a ?p ?o } }",
    "in OPTIONAL": "SELECT * { ?e a ?c OPTIONAL { HERE { ?e det:quotation ?q } } }",
    "in OPTIONAL with more": "SELECT * { ?e a ?c OPTIONAL { HERE { ?e det:agent ?q } ?q a ?d } }",
    "after OPTIONAL": "SELECT * { ?e a ?c OPTIONAL { ?e det:agent ?a } HERE { ?a rdfs:label ?l } }",
    "OPTIONAL inside": "SELECT * { ?e a ?c HERE { ?e ?p ?a OPTIONAL { ?a det:iso2 ?i } } }",
    "in UNION": "SELECT * { ?a a det:State { HERE { ?a det:iso2 ?l } } UNION { ?a a ?l } }",
    "last in UNION": "SELECT * { ?a a det:State { ?a det:iso2 ?l } UNION { HERE { ?a ?p ?l } } }",
    "a group by itself": "SELECT * { ?a a det:State . { HERE { ?a rdfs:label ?l } } }",
    "a group with a filter": "SELECT * { ?a a ?c { HERE { ?a ?p ?l } FILTER(!BOUND(?c)) } }",
    "filtered before": "SELECT * { ?e det:agent ?a FILTER(?l = 'NATO') HERE { ?a ?p ?l } }",
    "filtered after": "SELECT * { ?e a ?c HERE { ?e rdfs:label ?l } FILTER(STRLEN(?l) > 9) }",
    "filtered inside": "SELECT * { ?e det:date ?d HERE { ?e ?p ?o FILTER(?d = ?o) } }",
    "bound inside": "SELECT * { ?a a det:State HERE { ?a rdfs:label ?l BIND(STRLEN(?l) AS ?n) } }",
    "bound before": "SELECT * { BIND(id:nato AS ?a) HERE { ?a ?p ?o } }",
    "values before": "SELECT * { VALUES (?a ?l) { (id:nato UNDEF) (UNDEF 1) } HERE { ?a ?p ?l } }",
    "values inside": "SELECT * { ?a a ?c HERE { VALUES ?c { det:State } ?a a ?c } }",
    "values at the end": "SELECT * { ?a a ?c HERE { ?a rdfs:label ?l } } VALUES ?a { id:nato }",
    "in MINUS": "SELECT * { ?a rdfs:label ?l MINUS { ?a a det:State HERE { ?a det:iso2 ?i } } }",
    "in EXISTS": "SELECT * { ?a a ?c FILTER EXISTS { ?a ?p ?o HERE { ?a det:iso2 ?i } } }",
    "in NOT EXISTS": "SELECT * { ?a a det:State FILTER NOT EXISTS { HERE { ?a det:iso2 ?i } } }",
    "in GRAPH": "SELECT * { GRAPH ?g { ?a a det:State . HERE { ?a det:iso2 ?i } } }",
    "with a subquery": "SELECT * { ?a a ?c HERE { SELECT ?a { ?a rdfs:label ?l } LIMIT 500 } }",
    "in a subquery": "SELECT * { ?a a ?c { SELECT ?a { ?a a ?d HERE { ?a det:iso2 ?i } } } }",
    "grouped": "SELECT ?c (COUNT(*) AS ?n) { ?a a ?c HERE { ?a ?p ?o } } GROUP BY ?c",
    "of a list of graphs": "SELECT * FROM <https://example.org/detente/graph/reference> "
    "{ ?a a det:State HERE { ?a rdfs:label ?l } }",
    "with numbers": "SELECT * { ?s det:start ?n HERE { ?x det:start ?n } }",
    "with languages": "SELECT * { ?c skos:definition ?l HERE { ?d skos:definition ?l } }",
    "with nothing before": "SELECT * { ?a a det:Nothing HERE { ?a rdfs:label ?l } }",
    "without variables": "SELECT * { ?a a det:State HERE { id:nato rdfs:label 'NATO' } }",
    "asked": "ASK { ?a a det:State HERE { ?a det:iso2 'RU' } }",
    "of words in comments": "SELECT * { ?a a ?c # } SERVICE <x:y> {\n HERE { ?a ?p '} #' } }",
    "nested": "SELECT * { ?e det:agent ?a HERE { ?a a ?c HERE { ?a rdfs:label ?l } } }",
}


@pytest.fixture(scope="module")
def far(data: Path) -> Iterator[str]:
    with served(data) as address:
        yield address


@pytest.fixture(scope="module")
def near(data: Path, far: str) -> Iterator[str]:
    """Return the address of a server that may call two hosts, one of which does not answer."""
    options = ("--allow-service", _host(far), "--allow-service", "127.0.0.1:1")
    with served(data, *options) as address:
        yield address


def _host(address: str) -> str:
    return address.removeprefix("http://")


def _rows(given: Given) -> Any:
    """Return solutions as a bag, or a boolean."""
    assert given[0] == 200, given[2]
    answer = json.loads(given[2])
    if "boolean" in answer:
        return answer["boolean"]
    found = Counter(_written(row) for row in answer["results"]["bindings"])
    return sorted(answer["head"]["vars"]), found


def _written(row: dict[str, Any]) -> str:
    """Return a solution as text, whatever its blank nodes are named."""
    terms = {name: "_" if term["type"] == "bnode" else term for name, term in row.items()}
    return json.dumps(terms, sort_keys=True)


def _query(text: str, instead: str) -> str:
    return NAMES + text.replace("HERE", instead)


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - {"nested"}))
def test_a_clause_says_what_its_group_would(near: str, far: str, name: str) -> None:
    expected = _rows(asked(near, _query(QUERIES[name], "")))
    assert _rows(asked(near, _query(QUERIES[name], f"SERVICE <{far}/sparql>"))) == expected


@pytest.mark.parametrize("name", ["after a pattern", "in OPTIONAL", "twice", "rows that are alike"])
def test_a_variable_may_stand_for_an_endpoint(near: str, far: str, name: str) -> None:
    with_endpoint = QUERIES[name].replace("{ ?e", f"{{ VALUES ?where {{ <{far}/sparql> }} ?e", 1)
    text = with_endpoint.replace("{ HERE", f"{{ VALUES ?where {{ <{far}/sparql> }} HERE")
    assert _rows(asked(near, _query(text, "SERVICE ?where"))) == _rows(
        asked(near, _query(text, ""))
    )


def test_a_clause_inside_a_clause_is_for_the_other_server(data: Path, near: str, far: str) -> None:
    expected = _rows(asked(near, _query(QUERIES["nested"], "")))
    with served(data, "--allow-service", _host(far)) as middle:
        inner = f"SERVICE <{far}/sparql>"
        with served(data, "--allow-service", _host(middle)) as here:
            text = QUERIES["nested"].replace("HERE", f"SERVICE <{middle}/sparql>", 1)
            assert _rows(asked(here, _query(text, inner))) == expected


def test_silence_binds_nothing(near: str) -> None:
    text = "SELECT * { ?a a det:State HERE { ?a rdfs:label ?l } }"
    variables, found = _rows(asked(near, _query(text, "SERVICE SILENT <http://127.0.0.1:1/>")))
    assert variables == ["a", "l"]
    assert found == _rows(asked(near, NAMES + "SELECT * { ?a a det:State }"))[1]


def test_who_does_not_answer_is_named(near: str) -> None:
    status, headers, body = asked(near, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert (status, headers["content-type"]) == (502, "application/problem+json")
    assert "SERVICE calls 127.0.0.1:1, which does not answer" in json.loads(body)["detail"]


def test_what_others_know_is_not_kept(near: str, far: str) -> None:
    _, headers, _ = asked(near, f"ASK {{ SERVICE <{far}/sparql> {{ ?s ?p ?o }} }}")
    assert headers["cache-control"] == "no-store"
    assert "etag" not in headers


def test_relative_names_and_prefixes_mean_the_same_there(near: str, far: str) -> None:
    text = f"PREFIX far: <{far}/> SELECT * {{ SERVICE far:sparql {{ <id/nato> a ?c }} }}"
    assert _rows(asked(near, text)) == _rows(asked(near, "SELECT * { <id/nato> a ?c }"))


def test_the_service_is_said_to_call_others(near: str, far: str) -> None:
    status, _, body = sent(Request(f"{near}/sparql", headers={"Accept": "text/turtle"}))
    assert status == 200
    assert b"sd:BasicFederatedQuery" in body
    assert f"endpoints at {_host(far)}.".encode() in body


def test_two_graphs_that_differ_are_joined(tmp_path: Path, far: str) -> None:
    extra = "GRAPH <graph/links/x> { <id/nato> owl:sameAs <http://example.com/nato> }"
    write_release(tmp_path, "other", extra)
    with served(tmp_path, "--allow-service", _host(far)) as here:
        text = "SELECT ?same ?l { ?a owl:sameAs ?same HERE { ?a rdfs:label ?l } }"
        _, found = _rows(asked(here, _query(text, f"SERVICE <{far}/sparql>")))
    assert [json.loads(row)["l"]["value"] for row in found] == ["NATO"]
