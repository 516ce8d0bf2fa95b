"""What a call may not do: reach another host, take too long, bring too much, or bring down."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from endpoint import asked, served
from flask import Flask
from flask.testing import FlaskClient
from strange import STRANGE, Heard, listening

from server.app import create_app
from server.asking import ENGINE
from server.commands.serve import serve
from server.engine.settings import Settings
from server.federation.hosts import host_of

GIVEN = "https://example.org/detente/"


@pytest.fixture(scope="module")
def stranger() -> Iterator[Heard]:
    with listening(STRANGE) as heard:
        yield heard


@pytest.fixture
def heard(stranger: Heard) -> Heard:
    """Return what an endpoint hears, which at most of its paths answers one solution."""
    stranger.queries.clear()
    stranger.headers.clear()
    return stranger


LIMITS = Settings(workers=2, seconds=5, service_seconds=0.5, service_bytes=100_000)


def application(data: Path, host: str, *, with_private: bool = False) -> Flask:
    """Return an application that may call a host."""
    limits = replace(LIMITS, services=(host,), private_services=with_private)
    return create_app(data, limits)


@pytest.fixture(scope="module")
def client(data: Path, stranger: Heard) -> Iterator[FlaskClient]:
    """Return a client of an application that may call the one endpoint."""
    app = application(data, stranger.host)
    yield app.test_client()
    app.extensions[ENGINE].close()


def ask(client: FlaskClient, query: str) -> tuple[int, Any]:
    """Ask a query, and return the status and what was told."""
    response = client.post("/sparql", data={"query": query})
    return response.status_code, response.get_json()


def problem(client: FlaskClient, query: str) -> tuple[int, str]:
    """Ask a query that is refused, and return the status and why."""
    response = client.post("/sparql", data={"query": query})
    return response.status_code, response.get_json()["detail"]


def test_only_what_is_bound_is_asked_for(client: FlaskClient, heard: Heard) -> None:
    text = "SELECT * { VALUES (?s ?n) { (<x:s> 1) (<x:t> 2) } SERVICE <%s> { ?s ?p ?n } }"
    ask(client, text % heard.address)
    assert heard.queries == [
        f"BASE <{GIVEN}>\n\nSELECT * {{ VALUES (?s) {{ (<x:s>) (<x:t>) }} {{ ?s ?p ?n }} }}"
    ]


def test_many_rows_are_asked_for_bit_by_bit(client: FlaskClient, heard: Heard) -> None:
    rows = " ".join(f"<x:{number}>" for number in range(1_200))
    text = f"SELECT * {{ VALUES ?s {{ {rows} }} SERVICE <{heard.address}> {{ ?s ?p ?o }} }}"
    ask(client, text)
    assert sorted(query.count("<x:") for query in heard.queries) == [200, 500, 500]


def test_nobody_is_called_where_nothing_is_bound(client: FlaskClient, heard: Heard) -> None:
    text = f"SELECT * {{ VALUES ?s {{ }} SERVICE <{heard.address}> {{ ?s ?p ?o }} }}"
    assert ask(client, text)[0] == 200
    assert heard.queries == []


def test_a_call_has_a_name_and_carries_no_secret(client: FlaskClient, heard: Heard) -> None:
    client = client
    client.set_cookie("secret", "1")
    headers = {"Authorization": "Bearer secret"}
    query = f"ASK {{ SERVICE <{heard.address}> {{ ?s ?p ?o }} }}"
    client.get("/sparql", query_string={"query": query}, headers=headers)
    [sent] = heard.headers
    assert sent["user-agent"].startswith("detente/")
    assert set(sent) == {
        *("accept", "accept-encoding", "connection", "content-length", "content-type"),
        *("host", "user-agent"),
    }


@pytest.mark.parametrize("kind", [kind for kind in STRANGE if kind != "that names blank nodes"])
def test_an_endpoint_harms_nobody(client: FlaskClient, stranger: Heard, kind: str) -> None:
    query = f"SELECT * {{ SERVICE <http://{stranger.host}/{quote(kind)}> {{ ?s ?p ?o }} }}"
    status, told = problem(client, query)
    silent = ask(client, query.replace("SERVICE", "SERVICE SILENT"))
    assert (status, told[:24]) == (502, "SERVICE calls 127.0.0.1:")
    assert silent == (200, {"head": {"vars": ["o", "p", "s"]}, "results": {"bindings": [{}]}})


def test_the_time_of_calls_is_the_time_of_the_query(client: FlaskClient, heard: Heard) -> None:
    calls = f"SERVICE SILENT <http://{heard.host}/that%20drips> {{ ?s ?p ?o }}"
    query = f"SELECT * {{ {calls} {calls} }}"
    response = client.post("/sparql", data={"query": query, "timeout": "0.7"})
    assert (response.status_code, len(heard.queries)) == (504, 2)
    assert "with what it calls" in response.get_json()["detail"]


def test_a_query_that_calls_can_be_cancelled(client: FlaskClient, heard: Heard) -> None:
    engine = client.application.extensions[ENGINE]
    stop = threading.Thread(target=lambda: _cancelled(engine.cancel, "mine"))
    stop.start()
    query = f"ASK {{ SERVICE <http://{heard.host}/that%20drips> {{ ?s ?p ?o }} }}"
    response = client.post("/sparql", data={"query": query, "id": "mine"})
    stop.join()
    assert (response.status_code, "cancelled" in response.get_json()["detail"]) == (503, True)


def _cancelled(cancel: Callable[[str], bool], name: str) -> None:
    while not cancel(name):
        time.sleep(0.02)


NOT_ALLOWED = [
    "<http://example.com/sparql>",
    "<http://127.0.0.1.example.com/>",
    "<http://example.com@{host}/>",
    "<http://{host}@example.com/>",
    "<http://{host}/sparql?update=DROP%20ALL>",
    "<ftp://{host}/>",
    "<file:///etc/passwd>",
    "<http://127.0.0.1/>",
    "<https://127.0.0.1/>",
    "<http://0x7f000001:1/>",
    "<http://[::1]:1/>",
    "<x:y>",
    "<relative>",
]


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize("name", NOT_ALLOWED)
def test_only_hosts_that_are_named_are_called(
    client: FlaskClient, heard: Heard, name: str, silent: str
) -> None:
    endpoint = name.format(host=heard.host)
    allowed = f"SERVICE <{heard.address}> {{ ?a ?b ?c }}"
    query = f"SELECT * {{ {allowed} SERVICE {silent}{endpoint} {{ ?s ?p ?o }} }}"
    assert problem(client, query)[0] == 403
    assert heard.queries == []


@pytest.mark.parametrize("name", NOT_ALLOWED)
def test_a_variable_stands_only_for_hosts_that_are_named(
    client: FlaskClient, heard: Heard, name: str
) -> None:
    endpoint = name.format(host=heard.host)
    query = f"SELECT * {{ VALUES ?e {{ {endpoint} }} SERVICE ?e {{ ?s ?p ?o }} }}"
    assert problem(client, query)[0] == 403
    assert heard.queries == []


def test_a_host_that_is_not_allowed_is_told_with_the_setting(client: FlaskClient) -> None:
    query = "SELECT * { SERVICE <https://query.wikidata.org/sparql> { ?s ?p ?o } }"
    told = problem(client, query)[1]
    assert told.startswith("SERVICE calls query.wikidata.org, which this server does not")
    assert told.endswith("--allow-service query.wikidata.org")


@pytest.mark.parametrize(("allowed", "expected"), [(False, 502), (True, 200)])
def test_a_name_stands_for_no_private_address_unless_that_is_allowed(
    data: Path, heard: Heard, allowed: bool, expected: int
) -> None:
    # The system's resolver takes this for 127.0.0.1, as it might take any name.
    host = heard.host.replace("127.0.0.1", "127.1")
    app = application(data, host, with_private=allowed)
    query = f"ASK {{ SERVICE <http://{host}/sparql> {{ ?s ?p ?o }} }}"
    response = app.test_client().post("/sparql", data={"query": query})
    app.extensions[ENGINE].close()
    assert (response.status_code, len(heard.queries)) == (expected, int(allowed))
    assert allowed or "--allow-private-services" in response.get_json()["detail"]


def test_an_update_calls_nobody(tmp_path: Path, heard: Heard) -> None:
    options = ("--empty", "--writable", "--no-token", "--allow-service", heard.host)
    update = f"INSERT {{ ?s a ?s }} WHERE {{ SERVICE <{heard.address}> {{ ?s ?p ?o }} }}"
    with served(tmp_path, *options) as address:
        assert asked(address, method="POST", update=update)[0] == 403
        assert asked(address, method="POST", update=f"LOAD <{heard.address}>")[0] == 403
    assert heard.queries == []


def test_blank_nodes_of_an_answer_stay_what_they_are(client: FlaskClient, heard: Heard) -> None:
    address = f"http://{heard.host}/that%20names%20blank%20nodes"
    query = f"SELECT * {{ SERVICE <{address}> {{ ?a ?p ?b }} FILTER(isBlank(?a)) }}"
    rows = ask(client, query)[1]["results"]["bindings"]
    assert len({row["a"]["value"] for row in rows}) == 1
    assert sorted(map(len, rows)) == [1, 2]


HOSTS = [
    ("query.wikidata.org", "query.wikidata.org"),
    ("DBpedia.org:443", "dbpedia.org:443"),
    ("[2001:db8::1]:80", "[2001:db8::1]:80"),
]


@pytest.mark.parametrize(("given", "host"), HOSTS)
def test_hosts_are_compared_in_one_form(given: str, host: str) -> None:
    assert host_of(given) == host


@pytest.mark.parametrize("given", ["http://a.org", "a.org/sparql", "u@a.org", "", "a b", "a:x"])
def test_what_is_no_host_is_refused(given: str) -> None:
    told = CliRunner().invoke(serve, ["--allow-service", given, "--show-settings"])
    assert (told.exit_code, "--allow-service" in told.output) == (2, True)


def test_hosts_are_named_in_the_environment_as_well() -> None:
    hosts = {"DETENTE_SERVE_ALLOW_SERVICE": "a.org b.org:8080"}
    told = CliRunner(env=hosts).invoke(
        serve, ["--show-settings"], auto_envvar_prefix="DETENTE_SERVE"
    )
    assert 'allow-service = ["a.org", "b.org:8080"]  # environment' in told.output


def test_hosts_are_named_in_a_file_as_well(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('allow-service = ["a.org", "b.org:8080"]\n')
    told = CliRunner().invoke(serve, ["--config", str(file), "--show-settings"])
    assert 'allow-service = ["a.org", "b.org:8080"]' in told.output
