"""The names of inferred triples, premises and derivations lead to their data."""

import pytest
from flask.testing import FlaskClient
from rdflib import PROV, RDF, Graph, URIRef

from graph.release import Release
from server.app import create_app
from server.binding import bound, query


@pytest.fixture(scope="module")
def client(built: Release) -> FlaskClient:
    """Return a client of the application that serves the built release."""
    return create_app(built.path.parents[1]).test_client()


@pytest.fixture(scope="module")
def proved(built: Release) -> URIRef:
    """Return the name of an inferred triple."""
    actor = (built.names.thing("NATO"), RDF.type, built.names.term.Actor)
    return built.names.proof(built.names.key(*actor))


def path(built: Release, name: URIRef) -> str:
    return f"/{name.removeprefix(built.names.base)}"


def test_the_name_of_an_inferred_triple_sends_on_to_its_data(
    built: Release, client: FlaskClient, proved: URIRef
) -> None:
    response = client.get(path(built, proved), headers={"Accept": "text/turtle"})
    assert response.status_code == 303
    assert response.headers["Location"] == f"/data{path(built, proved)}.ttl"


def test_its_data_tell_the_derivation_with_rule_and_premises(
    built: Release, client: FlaskClient, proved: URIRef
) -> None:
    data = client.get(f"/data{path(built, proved)}.ttl").text
    graph = Graph().parse(data=data, format="turtle")
    derivation = graph.value(proved, PROV.wasGeneratedBy)
    assert graph.value(derivation, built.names.term.entailmentRule) is not None
    assert len(list(graph.objects(derivation, PROV.used))) > 1


@pytest.mark.parametrize("accept", ["application/ld+json", "text/html"])
def test_a_derivation_has_a_name_that_leads_somewhere(
    built: Release, client: FlaskClient, proved: URIRef, accept: str
) -> None:
    name = f"{path(built, proved)}/derivation"
    response = client.get(name, headers={"Accept": accept}, follow_redirects=True)
    assert response.status_code == 200


def test_a_proof_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/proof/0000000000000000").status_code == 404


@pytest.mark.parametrize("asked", ["mentions", "facts"])
def test_a_proof_is_nothing_that_is_said_of_a_thing(built: Release, asked: str) -> None:
    text = bound(query(asked), this=built.names.thing("NATO"))
    graphs = {row["graph"] for row in built.store.query(text, base=built.names.base).rows()}
    assert built.names.graph("proofs") not in graphs
    assert graphs
