"""What a query may not do, whatever its disguise."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.engine.settings import Settings

ROOT = Path(__file__).parents[2]
HERE = "<http://127.0.0.1:{port}/>"

CALLS_OUT = [
    "SELECT * {{ SERVICE {here} {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent {here} {{ ?s ?p ?o }} }}",
    "SELECT * {{ SeRvIcE{here}{{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE # a comment\n {here} {{ ?s ?p ?o }} }}",
    "SELECT * {{ FILTER(1<?b#> '''\n) SERVICE {here} {{ ?s ?p ?o }} #'''\n }}",
    "SELECT * {{ FILTER('a' != \"'\") SERVICE {here} {{ ?s ?p ?o }} FILTER('a' != \"'\") }}",
    "SELECT * {{ OPTIONAL {{ FILTER EXISTS {{ SERVICE {here} {{ ?s ?p ?o }} }} }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE {here} {{ ?s ?p ?o }} }} }} }}",
    "SELECT * {{ VALUES ?g {{ {here} }} SERVICE ?g {{ ?s ?p ?o }} }}",
    "PREFIX : {here} SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "PREFIX : {here} SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
    "PREFIX service: {here} SELECT * {{ SERVICE service:x {{ ?s ?p ?o }} }}",
    "PREFIX SERVICE: {here} PREFIX : {here} SELECT * {{ ?a ?b ?c . SERVICE SERVICE:x {{}} }}",
    "ASK {{ SERVICE {here} {{ ?s ?p ?o }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {here} {{ ?s ?p ?o }} }}",
    "DESCRIBE ?s {{ SERVICE {here} {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE {here} {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE {here} {{ ?s ?p ?o }}",
]

MENTIONS_ONLY = [
    "SELECT * { ?s ?p 'the secret service' }",
    "SELECT ?service { ?service ?p ?o }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> {}",
    "PREFIX service: <http://example.org/service#> SELECT * { ?s service:of ?o }",
    "SELECT * { ?s <http://example.org/SERVICE> ?o }",
    "SELECT * { ?s ?p '''\n SERVICE <http://example.org/> { ?s ?p ?o } ''' }",
    "SELECT * { ?s ?p 'na\\u00EFve service' }",
]

NO_CALLS = [
    "SELECT * FROM {here} {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED {here} {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
    "SELECT * {{ GRAPH {here} {{ ?s ?p ?o }} }}",
]

Asker = Callable[[str], tuple[int, bool]]


@pytest.fixture(scope="module", params=[(), ("example.org",)], ids=["none", "another host"])
def guarded(data: Path, request: pytest.FixtureRequest) -> FlaskClient:
    """Return a client of an application that may call no host, or another one."""
    return create_app(data, Settings(services=request.param)).test_client()


@pytest.fixture
def ask(guarded: FlaskClient) -> Iterator[Asker]:
    """Return a function that asks and tells the status and whether anybody was called."""
    calls: list[str] = []
    stop = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        here = HERE.format(port=listener.getsockname()[1])
        thread = Thread(target=hang_up_on_everybody, args=(listener, calls, stop))
        thread.start()

        def asked(template: str) -> tuple[int, bool]:
            query = template.format(here=here).encode()
            response = guarded.post("/sparql", data=query, content_type="application/sparql-query")
            return response.status_code, bool(calls)

        yield asked
        stop.set()
        thread.join()


def hang_up_on_everybody(listener: socket.socket, calls: list[str], stop: Event) -> None:
    """Note each connection and close it at once."""
    while not stop.is_set():
        try:
            connection, caller = listener.accept()
        except TimeoutError:
            continue
        calls.append(str(caller))
        connection.close()


@pytest.mark.parametrize("attack", CALLS_OUT)
def test_no_query_calls_another_server(ask: Asker, attack: str) -> None:
    assert ask(attack) == (403, False)


@pytest.mark.parametrize("query", MENTIONS_ONLY)
def test_the_word_service_is_no_clause(client: FlaskClient, query: str) -> None:
    response = client.get("/sparql", query_string={"query": query})
    assert response.status_code == 200


@pytest.mark.parametrize("query", NO_CALLS)
def test_naming_a_graph_fetches_nothing(ask: Asker, query: str) -> None:
    assert ask(query) == (200, False)


TOO_DEEP = {
    "groups": "SELECT * " + "{" * 3_000 + "}" * 3_000,
    "exists": "SELECT * { " + "FILTER EXISTS {" * 900 + "}" * 900 + "}",
    "parentheses": f"SELECT * {{ FILTER({'(' * 5_000}1{')' * 5_000}) }}",
    "lists": f"SELECT * {{ ?s ?p {'(' * 500}1{')' * 500} }}",
    "closed in comments": "SELECT * " + "{ # }\n" * 3_000 + "}" * 3_000,
    "closed in strings": "SELECT * " + "{ FILTER('}') " * 3_000 + "}" * 3_000,
    "negations": f"SELECT * {{ FILTER({'!' * 10_000}1) }}",
    "sums": f"SELECT * {{ FILTER(?a{'+?a' * 10_000}) }}",
    "sums that look like an IRI": f"SELECT * {{ FILTER(?a<x:b{'+x:b' * 10_000}) }}",
    "alternatives": f"SELECT * {{ FILTER(?a{'||?a' * 9_500}) }}",
    "unions": "SELECT * { {} " + "UNION{}" * 10_000 + "}",
}


@pytest.mark.parametrize("query", TOO_DEEP.values(), ids=TOO_DEEP)
def test_a_query_that_nests_too_deeply_is_refused(client: FlaskClient, query: str) -> None:
    response = client.post("/sparql", data=query, content_type="application/sparql-query")
    assert response.status_code == 400


DEEPEST = {
    "exists": "SELECT * {" + "FILTER EXISTS {" * 399 + "}" * 399 + "}",
    "conditions": f"SELECT * {{ FILTER({'if(1,' * 398}1{',1)' * 398}) }}",
    "sums": f"SELECT * {{ FILTER(?a{'+?a' * 1_999}) }}",
    "negations": f"SELECT * {{ FILTER({'!' * 1_999}1) }}",
    "both": f"SELECT * {{ {'FILTER EXISTS {' * 398} FILTER({'!' * 1_998}1) {'}' * 398} }}",
}

EVALUATE = """
import sys, threading
from pathlib import Path
from graph.release import current
from server.answering import answer, rows
release = current(Path(sys.argv[1]))
query = sys.stdin.read()
some = lambda: print(len(list(zip(range(9), rows(answer(release, query))))))
thread = threading.Thread(target=some)
thread.start()
thread.join()
"""


@pytest.mark.parametrize("query", DEEPEST.values(), ids=DEEPEST)
def test_the_deepest_query_that_is_admitted_does_no_harm(data: Path, query: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVALUATE, str(data)],
        input=query,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip().isdecimal()


def test_many_web_addresses_are_not_taken_for_operators(client: FlaskClient) -> None:
    values = " ".join(f"<https://example.org/a/b-c/{number}>" for number in range(1_500))
    query = f"SELECT * {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"
    response = client.post("/sparql", data=query, content_type="application/sparql-query")
    assert response.status_code == 200
