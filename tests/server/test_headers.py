"""What every response carries, and the downloads."""

import re

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph

ANYTHING = ["/", "/page/nato", "/id/nato", "/sparql", "/nowhere", "/static/detente.css"]


@pytest.mark.parametrize("path", ANYTHING)
def test_every_response_forbids_what_pages_do_not_need(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ANYTHING)
def test_every_response_may_be_read_by_any_web_page(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_page_may_run_no_script_but_those_of_this_server(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert (rules["script-src"], rules["style-src"]) == ("'self'", "'self'")


def test_what_a_page_loads_is_kept_for_a_year_by_its_content(client: FlaskClient) -> None:
    address = re.findall(r'href="(/static/detente.css[^"]*)"', client.get("/").text)[0]
    with client.get(address) as response:
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_is_named_without_its_content_is_asked_for_again(client: FlaskClient) -> None:
    with client.get("/static/detente.css") as response:
        assert "immutable" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/page/nato", "/static/detente.css", "/data/nato.ttl"])
def test_text_is_compressed_for_who_can_read_it(client: FlaskClient, path: str) -> None:
    with client.get(path, headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("extension", "media_type"),
    [("ttl", "text/turtle"), ("nq", "application/n-quads"), ("trig", "application/trig")],
)
def test_a_download_has_its_media_type(
    client: FlaskClient, extension: str, media_type: str
) -> None:
    with client.get(f"/dump/detente.{extension}") as response:
        assert (response.status_code, response.mimetype) == (200, media_type)


def test_a_download_is_not_sent_twice(client: FlaskClient) -> None:
    with client.get("/dump/detente.nq") as first:
        tag = first.headers["ETag"]
    with client.get("/dump/detente.nq", headers={"If-None-Match": tag}) as second:
        assert (second.status_code, second.data) == (304, b"")


def test_a_download_in_turtle_is_all_but_the_claims(client: FlaskClient) -> None:
    with client.get("/dump/detente.ttl") as response:
        graph = Graph().parse(data=response.data, format="turtle")
    with client.get("/dump/detente.nq") as response:
        quads = ox.parse(response.data, format=ox.RdfFormat.N_QUADS)
        stated = {q.triple for q in quads if "graph/claim/" not in str(q.graph_name)}
    assert len(graph) == len(stated)


def test_a_download_can_be_taken_up_again(client: FlaskClient) -> None:
    with client.get("/dump/detente.nq", headers={"Range": "bytes=0-9"}) as response:
        assert (response.status_code, len(response.data)) == (206, 10)
