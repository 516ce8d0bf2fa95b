"""A query asks the parts of the graph that it names: what is asserted, inferred or claimed."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.engine.settings import Settings

ASSERTED = "<id/event/2008-04-04-meeting> <ontology#place> <id/bucharest>"
INFERRED = "<id/event/2008-04-04-meeting> <ontology#place> <id/romania>"
CLAIMED = "<id/event/s3-threat> ?p ?o"


def holds(client: FlaskClient, pattern: str, **parameters: str) -> bool:
    response = client.get(
        "/sparql", query_string={"query": f"ASK {{ {pattern} }}", "format": "json", **parameters}
    )
    assert response.status_code == 200, response.text
    return bool(json.loads(response.data)["boolean"])


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ("asserted", (True, False, False)),
        ("inferred", (False, True, False)),
        ("claims", (False, False, True)),
        ("asserted,inferred", (True, True, False)),
        ("claims,inferred,asserted", (True, True, True)),
    ],
)
def test_the_default_graph_is_the_parts_that_are_named(
    client: FlaskClient, parts: str, found: tuple[bool, bool, bool]
) -> None:
    given = [holds(client, each, graphs=parts) for each in (ASSERTED, INFERRED, CLAIMED)]
    assert tuple(given) == found


@pytest.mark.parametrize(("parts", "found"), [("asserted", False), ("asserted,inferred", True)])
def test_what_is_inferred_is_in_a_named_graph_for_who_asks_for_it(
    client: FlaskClient, parts: str, found: bool
) -> None:
    assert holds(client, f"GRAPH ?g {{ {INFERRED} }}", graphs=parts) is found


def test_claims_are_in_named_graphs_whatever_is_asked_for(client: FlaskClient) -> None:
    assert holds(client, f"GRAPH ?g {{ {CLAIMED} }}", graphs="asserted")


@pytest.mark.parametrize(
    "parameters",
    [
        {"graphs": ""},
        {"graphs": "everything"},
        {"graphs": "asserted,"},
        {"graphs": "asserted", "default-graph-uri": "x:g"},
        {"graphs": "asserted", "named-graph-uri": "x:g"},
    ],
)
def test_parts_that_make_no_sense_are_a_mistake(
    client: FlaskClient, parameters: dict[str, str]
) -> None:
    assert client.get("/sparql", query_string={"query": "ASK {}", **parameters}).status_code == 400


def test_answers_of_different_parts_have_different_tags(client: FlaskClient) -> None:
    query = {"query": "ASK { ?s ?p ?o }"}
    tags = {
        client.get("/sparql", query_string=query | more).headers["ETag"]
        for more in ({}, {"graphs": "asserted"}, {"graphs": "claims"})
    }
    assert len(tags) == 3


def test_the_service_description_tells_of_the_parts(client: FlaskClient) -> None:
    assert "graphs=asserted" in client.get("/sparql", headers={"Accept": "text/turtle"}).text


def test_what_began_empty_asserts_in_its_default_graph(tmp_path: Path) -> None:
    settings = Settings(
        workers=1, written=str(tmp_path), empty_base="https://example.org/", reasoning=True
    )
    writer = create_app(tmp_path, settings, token="secret").test_client()
    subclass = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
    update = {"update": f"INSERT DATA {{ <x:a> a <x:B> . <x:B> {subclass} <x:C> }}"}
    headers = {"Authorization": "Bearer secret"}
    assert writer.post("/sparql", data=update, headers=headers).status_code == 204
    for pattern, parts in (("<x:a> a <x:B>", "asserted"), ("<x:a> a <x:C>", "inferred")):
        others = {"asserted", "inferred"} - {parts}
        assert holds(writer, pattern, graphs=parts)
        assert not holds(writer, pattern, graphs=others.pop())
