"""What is done to servers on the open internet, and that others are answered meanwhile."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from endpoint import asked, connected, raw_query, served
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.app import create_app

DEEP = {
    "groups": f"SELECT * {{ {'{' * 20_000}{'}' * 20_000} }}",
    "braces": "{" * 4_500,
    "parentheses": f"SELECT * {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}",
    "not": f"SELECT * {{ FILTER({'!' * 50_000}1) }}",
    "exists": f"SELECT * {{ {'FILTER EXISTS {' * 5_000} {'}' * 5_000} }}",
    "subqueries": f"SELECT * {{ {'{ SELECT * {' * 5_000} {'} }' * 5_000} }}",
    "optional": f"SELECT * {{ {'OPTIONAL {' * 5_000} {'}' * 5_000} }}",
    "paths": f"SELECT * {{ ?s {'(' * 20_000}<x:p>{')' * 20_000} ?o }}",
    "path operators": f"SELECT * {{ ?s <x:p>{'*' * 20_000} ?o }}",
    "lists": f"SELECT * {{ ?s ?p {'(' * 20_000}{')' * 20_000} }}",
    "blank nodes": f"SELECT * {{ ?s ?p {'[ ?p ' * 10_000} 1 {']' * 10_000} }}",
    "sums": f"SELECT * {{ FILTER({'1+' * 40_000}1) }}",
    "quoted triples": f"SELECT * {{ {'<< ' * 10_000} ?s ?p ?o {'>> ?p ?o' * 10_000} }}",
}
PATTERNS = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(200))
COSTLY = {
    "200 patterns": f"SELECT * {{ {PATTERNS} }}",
    "200 patterns joined": f"SELECT * {{ {PATTERNS.replace('?o', '?s')} }} ORDER BY ?s1",
    "ORDER BY": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g",
    "DISTINCT": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = 1) }",
    "COUNT": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "GROUP_CONCAT": "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:a>)* ?b . ?b (!<x:a>|^!<x:a>)* ?c }",
    "doubling": "SELECT ?x { "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    .replace("?x0,", "'x',")
    .replace(" ?x0)", " 'x')")
    + " BIND(STRLEN(?x40) AS ?x) }",
    "REPLACE": f"SELECT (REPLACE('{'a' * 30_000}', '(a*)*b', 'c') AS ?x) {{}}",
    "REGEX": "SELECT * { FILTER(REGEX('a', '(((((a{100}){100}){100}){100}){100})')) }",
    "nested counts": "SELECT * { ?s ?p ?o FILTER(STRLEN(CONCAT(" + "?o," * 9_000 + "?o)) > 1) }",
}


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[str]:
    options = ("--workers", "4", "--timeout", "0.5", "--memory", "128", "--max-bytes", "5000000")
    with served(data, *options) as address:
        yield address


def is_alive(server: str) -> bool:
    return asked(server, "ASK { ?s ?p ?o }")[0] == 200


@pytest.mark.parametrize("query", DEEP.values(), ids=DEEP)
def test_no_depth_brings_the_server_down(server: str, query: str) -> None:
    assert asked(server, query, method="POST")[0] in (400, 403, 413, 503)
    assert is_alive(server)


@pytest.mark.parametrize("query", COSTLY.values(), ids=COSTLY)
def test_no_query_takes_more_than_it_may(server: str, query: str) -> None:
    start = time.monotonic()
    try:
        status = asked(server, query, method="POST")[0]
    except OSError:  # an answer that broke off
        status = 0
    assert status in (0, 200, 400, 503, 504)
    assert time.monotonic() - start < 20
    assert is_alive(server)


def test_others_are_answered_meanwhile(server: str) -> None:
    with ThreadPoolExecutor(3) as pool:
        slow = [pool.submit(asked, server, COSTLY["COUNT"]) for _ in range(3)]
        statuses = {asked(server, f"ASK {{ ?s ?p {n} }}")[0] for n in range(20)}
        assert {each.result()[0] for each in slow} <= {503, 504}
    assert statuses == {200}


def test_those_who_send_slowly_keep_nobody_waiting(server: str) -> None:
    senders = [connected(server) for _ in range(40)]
    for each in senders:
        each.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nq")
    assert is_alive(server)
    for each in senders:
        each.close()


def test_those_who_read_slowly_keep_nobody_waiting(server: str) -> None:
    readers = [connected(server) for _ in range(6)]
    for number, each in enumerate(readers):
        each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        each.sendall(raw_query(f"SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {9_000 + number}"))
    assert is_alive(server)
    for each in readers:
        each.close()


def test_a_connection_that_is_half_closed_is_answered(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(raw_query("ASK { ?s ?p ?o }", "Connection: close"))
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(2**16), b""))
    assert answer == b"" or answer.startswith(b"HTTP/1.1 200")
    assert is_alive(server)


def test_500_connections_keep_nobody_waiting(server: str) -> None:
    others = [connected(server) for _ in range(500)]
    assert is_alive(server)
    for each in others:
        each.close()


def test_a_body_that_is_packed_is_refused(server: str) -> None:
    with connected(server) as connection:
        head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(f"{head}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc".encode())
        assert connection.recv(2**12).startswith(b"HTTP/1.1 415")


@cache
def application(data: Path) -> Flask:
    return create_app(data)


NAMES = (
    *("query", "update", "default-graph-uri", "named-graph-uri"),
    *("graphs", "format", "timeout", "id", "x"),
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["ASK {}", "SELECT * { ?s ?p ?o } LIMIT 2", "csv", "html", "1", "x:g", "claims", ""]
    ),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    parameters=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4),
    accept=st.one_of(st.just("*/*"), st.text(st.characters(codec="latin-1"), max_size=20)),
    method=st.sampled_from(["GET", "POST", "HEAD", "PUT", "DELETE"]),
    path=st.sampled_from(["/sparql", "/gsp", "/gsp/a", "/search", "/healthz", "/queries/1"]),
)
def test_no_request_is_a_mistake_of_the_server(
    data: Path, parameters: list[tuple[str, str]], accept: str, method: str, path: str
) -> None:
    client = application(data).test_client()
    headers = {"Accept": accept.replace("\r", "").replace("\n", "")}
    form = {"data": dict(parameters)} if method == "POST" else {"query_string": dict(parameters)}
    response = client.open(path, method=method, headers=headers, **form)  # type: ignore[arg-type]
    assert response.status_code < 500 or response.status_code in (503, 504)
