"""Every name below the base leads somewhere: 303, 404 and 406."""

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

BASE = "https://example.org/detente/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
EVENT = "event/1997-05-27-signing"
CLAIM = "graph/claim/small/s3-1"


@pytest.mark.parametrize(
    ("path", "accept", "location"),
    [
        ("/id/nato", BROWSER, "/page/nato"),
        ("/id/nato", "text/turtle", "/data/nato.ttl"),
        ("/id/nato", "application/n-triples", "/data/nato.nt"),
        ("/id/nato", "application/ld+json", "/data/nato.jsonld"),
        ("/id/nato", "application/rdf+xml", "/data/nato.rdf"),
        ("/id/nato", "*/*", "/data/nato.ttl"),
        (f"/id/{EVENT}", "text/html", f"/page/{EVENT}"),
        (f"/id/{EVENT}", "text/turtle", f"/data/{EVENT}.ttl"),
        ("/id/event/s3-threat", "text/html", "/page/event/s3-threat"),
        ("/document/small", BROWSER, "/page/document/small"),
        ("/document/small", "text/turtle", "/data/document/small.ttl"),
        ("/rule/sign", BROWSER, "/page/rule/sign"),
        ("/reference/cities", "text/turtle", "/data/reference/cities.ttl"),
        ("/evidence/small/1", "text/turtle", "/data/evidence/small/1.ttl"),
        ("/evidence/small/1", "text/html", "/data/evidence/small/1.ttl"),
        ("/graph/inferred", "text/turtle", "/data/graph/inferred.ttl"),
        ("/graph/document/small", "text/html", "/data/graph/document/small.ttl"),
        (f"/{CLAIM}", BROWSER, f"/page/{CLAIM}"),
        (f"/{CLAIM}", "text/turtle", f"/data/{CLAIM}.ttl"),
    ],
)
def test_a_name_leads_to_what_is_written_about_it(
    client: FlaskClient, path: str, accept: str, location: str
) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"]) == (303, location)
    assert "Accept" in response.vary


@pytest.mark.parametrize(
    "path",
    [
        "/id/nato",
        f"/id/{EVENT}",
        "/document/small",
        "/rule/sign",
        "/reference/cities",
        "/evidence/small/1",
        "/graph/reference",
        f"/{CLAIM}",
        "/ontology",
    ],
)
@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "text/html"])
def test_following_a_name_ends_at_an_answer(client: FlaskClient, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept}, follow_redirects=True)
    assert response.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/id/atlantis",
        "/page/atlantis",
        "/data/atlantis.ttl",
        "/data/nato.docx",
        "/data/nato.turtle",
        "/id/nato%3E%20%7D%20DROP",
        "/document/none",
        "/graph/none",
        "/rule/none",
        "/evidence/none/1",
        "/query/none",
        "/dump/detente.docx",
        "/nowhere",
    ],
)
def test_what_is_unknown_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_not_found_is_a_page_for_people(client: FlaskClient) -> None:
    response = client.get("/id/atlantis", headers={"Accept": BROWSER})
    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert 'role="search"' in response.text


@pytest.mark.parametrize("path", ["/id/nato", "/document/small", "/evidence/small/1", "/ontology"])
def test_what_cannot_be_sent_is_not_acceptable(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "image/png"})
    assert (response.status_code, response.mimetype) == (406, "application/problem+json")


# The parser of rdflib for JSON-LD uses a class of its own that it advises against.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("extension", "name"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")]
)
def test_data_is_readable_in_every_format(client: FlaskClient, extension: str, name: str) -> None:
    response = client.get(f"/data/nato.{extension}")
    graph = Graph().parse(data=response.data, format=name)
    assert (URIRef(f"{BASE}id/nato"), None, None) in graph


def test_data_has_the_labels_of_neighbours(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get(f"/data/{EVENT}.ttl").text, format="turtle")
    assert "Founding Act" in {
        str(value) for value in graph.objects(URIRef(f"{BASE}id/founding-act"))
    }


def test_the_data_of_a_graph_are_its_triples(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/data/graph/inferred.nt").text, format="nt")
    assert len(graph) == 5


def test_the_data_of_a_claim_do_not_state_what_it_claims(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get(f"/data/{CLAIM}.ttl").text, format="turtle")
    assert (None, None, URIRef(f"{BASE}id/dmitry-rogozin")) in graph
    assert (URIRef(f"{BASE}id/event/s3-threat"), None, None) not in graph


def test_the_ontology_comes_as_turtle(client: FlaskClient) -> None:
    response = client.get("/ontology", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.text, format="turtle")
    assert (URIRef(f"{BASE}ontology#State"), None, None) in graph
