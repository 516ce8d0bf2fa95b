"""A graph in another store: built into it, and served from there."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request

import pytest
from endpoint import JSON, sent
from flask.testing import FlaskClient
from small_release import BASE

from graph.release import current
from graph.remote import RemoteError, RemoteStore
from graph.uploading import upload
from server.app import create_app
from server.engine.settings import Settings

QUERIES = [
    "SELECT ?s { ?s a <ontology#State> } ORDER BY ?s",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "ASK { ?s a <ontology#State> }",
    'SELECT ?thing { (?thing ?score) <search> "nato" } ORDER BY DESC(?score) ?thing',
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    location = tmp_path_factory.mktemp("oxigraph")
    arguments = ["serve", "--location", str(location), "--bind", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([program, *arguments], stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(address)
            yield RemoteStore(f"{address}/query", f"{address}/store")
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            sent(Request(f"{address}/query?query=ASK%7B%7D"))
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the store does not start")


@pytest.fixture(scope="module")
def elsewhere(data: Path, store: RemoteStore) -> FlaskClient:
    upload(current(data), store)
    settings = Settings(remote=store.queries, seconds=2, bytes=3_000_000)
    return create_app(data, settings).test_client()


@pytest.mark.parametrize("query", QUERIES)
def test_the_answers_are_the_same(elsewhere: FlaskClient, client: FlaskClient, query: str) -> None:
    there, here = (
        each.get("/sparql", query_string={"query": query}, headers={"Accept": JSON})
        for each in (elsewhere, client)
    )
    assert there.status_code == 200, there.text
    assert there.get_json(force=True) == here.get_json(force=True)


@pytest.mark.parametrize("path", ["/", "/page/nato", "/data/nato.ttl", "/gsp?default", "/readyz"])
def test_the_pages_are_there(elsewhere: FlaskClient, path: str) -> None:
    assert elsewhere.get(path).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * {", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", 403),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 504),
    ],
)
def test_what_is_refused_here_is_refused_there(
    elsewhere: FlaskClient, query: str, status: int
) -> None:
    assert elsewhere.get("/sparql", query_string={"query": query}).status_code == status


def test_an_answer_that_breaks_off_does_not_look_whole(elsewhere: FlaskClient) -> None:
    query = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}
    with pytest.raises(Exception, match=r"more than 3,000,000 bytes"):
        elsewhere.get("/sparql", query_string=query).get_data()


def test_a_graph_of_an_earlier_build_goes(data: Path, store: RemoteStore) -> None:
    store.put(f"{BASE}graph/document/old", b"<x:a> <x:b> <x:c> .\n")
    upload(current(data), store)
    answer = store.ask("ASK { GRAPH ?g { <x:a> <x:b> <x:c> } }", JSON, 5)
    assert json.loads(answer.read(1_000))["boolean"] is False
    answer.close()


def test_a_store_that_is_not_there_is_not_our_mistake(data: Path) -> None:
    app = create_app(data, Settings(remote="http://127.0.0.1:9/query", seconds=2))
    assert app.test_client().get("/sparql?query=ASK{}").status_code == 502
    with pytest.raises(RemoteError, match=r"does not answer"):
        upload(current(data), RemoteStore("http://127.0.0.1:9/query", "http://127.0.0.1:9/store"))
