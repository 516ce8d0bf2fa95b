"""Writing: who may, what may be written, what follows, and what is kept."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import Request

import pytest
from endpoint import Given, asked, sent, served
from rdflib import PROV, Dataset, Graph
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from small_release import BASE, running

from graph.release import Release
from graph.writing.dataset import release_dataset

DOCUMENT = f"<{BASE}graph/document/small>"
OPTIONS = ("--empty", "--writable", "--no-token", "--workers", "2")
PREFIXES = f"PREFIX det: <{BASE}ontology#> PREFIX : <{BASE}id/> "


@pytest.fixture(scope="module")
def server(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("written") / "data"
    shutil.copytree(data, path, symlinks=True)
    options = ("--writable", "--token", "secret", "--workers", "2", "--timeout", "4")
    with served(path, *options) as address:
        yield address


def update(address: str, text: str, token: str = "secret", **headers: str) -> Given:
    given = {"Content-Type": "application/sparql-update", **headers}
    if token:
        given["Authorization"] = f"Bearer {token}"
    return sent(Request(f"{address}/sparql", text.encode(), given, method="POST"))


def ask(address: str, pattern: str, **parameters: str) -> bool:
    return bool(
        json.loads(asked(address, f"{PREFIXES} ASK {{ {pattern} }}", **parameters)[2])["boolean"]
    )


def store(address: str, method: str, graph: str, content: str = "", **headers: str) -> Given:
    given = {"Authorization": "Bearer secret", "Content-Type": "text/turtle", **headers}
    url = f"{address}/gsp?{f'graph={quote(graph)}' if graph else 'default'}"
    return sent(Request(url, content.encode() or None, given, method=method))


@pytest.mark.parametrize("token", ["", "wrong", "sécret"])
def test_who_has_not_the_token_cannot_write(server: str, token: str) -> None:
    status, headers, _ = update(server, "CLEAR ALL", quote(token))
    assert (status, headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
def test_who_has_not_the_token_changes_no_graph(server: str, method: str) -> None:
    headers = {"Authorization": "Bearer wrong"}
    if method == "PATCH":
        headers["Content-Type"] = "application/sparql-update"
    assert store(server, method, "x:g", "<x:a> <x:b> <x:c> .", **headers)[0] == 401


def test_a_server_that_only_reads_takes_no_update(address: str) -> None:
    assert update(address, "CLEAR ALL")[0] == 403
    assert store(address, "PUT", "x:g", "<x:a> <x:b> <x:c> .")[0] == 403


@pytest.mark.parametrize(
    "text",
    [
        "CLEAR ALL",
        "DROP DEFAULT",
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        f"INSERT DATA {{ GRAPH <{BASE}graph/inferred> {{ <x:a> <x:b> <x:c> }} }}",
        f"INSERT DATA {{ GRAPH <{BASE}graph/ontology> {{ <x:a> <x:b> <x:c> }} }}",
        f"INSERT DATA {{ GRAPH <{BASE}graph/evidence/new> {{ <x:a> <x:b> <x:c> }} }}",
        f"CLEAR GRAPH <{BASE}graph/evidence/small>",
        f"CREATE GRAPH <{BASE}graph/evidence/other>",
        f"MOVE <{BASE}graph/ontology> TO <x:g>",
    ],
)
def test_what_follows_or_gives_evidence_is_protected(server: str, text: str) -> None:
    before = asked(server, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[2]
    status, headers, _ = update(server, text)
    assert (status, headers["content-type"]) == (403, "application/problem+json")
    assert asked(server, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[2] == before


def test_a_statement_is_seen_by_the_next_query(server: str) -> None:
    for number in range(5):
        triple = f"<x:next{number}> <x:p> <x:o>"
        assert update(server, f"INSERT DATA {{ GRAPH {DOCUMENT} {{ {triple} }} }}")[0] == 204
        assert ask(server, triple)


def test_what_follows_comes_and_goes_with_its_premise(server: str) -> None:
    premise = f"GRAPH {DOCUMENT} {{ :georgia a det:State }}"
    inferred = f"GRAPH <{BASE}graph/inferred> {{ :georgia a det:Actor }} :georgia a det:Actor"
    assert update(server, f"{PREFIXES} INSERT DATA {{ {premise} }}")[0] == 204
    assert ask(server, inferred)
    assert update(server, f"{PREFIXES} DELETE DATA {{ {premise} }}")[0] == 204
    assert not ask(server, "{ :georgia ?p ?o } UNION { GRAPH ?g { :georgia ?p ?o } }")


def proof(address: str, triple: str, format: str = "json") -> Given:  # noqa: A002 - the word for it
    s, p, o = triple.split()
    return sent(Request(f"{address}/proof?{urlencode({'s': s, 'p': p, 'o': o, 'format': format})}"))


TBILISI = "id/tbilisi http://www.w3.org/1999/02/22-rdf-syntax-ns#type ontology#Actor"


@pytest.fixture(scope="module")
def founded(server: str) -> str:
    """Return a server into which something was written from which something follows."""
    text = f"{PREFIXES} INSERT DATA {{ GRAPH {DOCUMENT} {{ :tbilisi a det:State }} }}"
    assert update(server, text)[0] == 204
    return server


def test_what_follows_from_what_was_written_has_a_proof(founded: str) -> None:
    status, _, told = proof(founded, TBILISI)
    steps = json.loads(told)["steps"]
    state = next(step for step in steps if step["triple"][2] == f"<{BASE}ontology#State>")
    assert (status, state["rule"], state["graphs"]) == (200, "asserted", [DOCUMENT.strip("<>")])
    assert steps[-1]["premises"]


def test_the_page_of_such_a_proof_is_there(founded: str) -> None:
    status, _, page = proof(founded, TBILISI, "html")
    assert (status, b"cax-sco" in page) == (200, True)


def test_such_a_proof_is_to_be_had_as_turtle(founded: str) -> None:
    graph = Graph().parse(data=proof(founded, TBILISI, "turtle")[2], format="turtle")
    assert (None, PROV.wasGeneratedBy, None) in graph


def test_a_proof_of_the_build_ends_at_its_sentence_still(founded: str) -> None:
    triple = "id/event/2008-04-04-meeting ontology#place id/romania"
    page = proof(founded, triple, "html")[2].decode()
    assert "<mark>The NATO–Russia Council met in Bucharest on 4 April 2008</mark>" in page


def test_what_follows_no_more_has_no_proof(founded: str) -> None:
    pattern = f"GRAPH {DOCUMENT} {{ :tbilisi a det:State }}"
    assert proof(founded, TBILISI)[0] == 200
    assert update(founded, f"{PREFIXES} DELETE DATA {{ {pattern} }}")[0] == 204
    assert proof(founded, TBILISI)[0] == 404


def test_a_triple_of_two_graphs_stays_until_it_is_in_none(server: str) -> None:
    triple, graphs = "<x:both> <x:p> <x:o>", (DOCUMENT, f"<{BASE}graph/written>")
    for graph in graphs:
        update(server, f"INSERT DATA {{ GRAPH {graph} {{ {triple} }} }}")
    update(server, f"DELETE DATA {{ GRAPH {graphs[0]} {{ {triple} }} }}")
    assert ask(server, triple)
    update(server, f"DELETE DATA {{ GRAPH {graphs[1]} {{ {triple} }} }}")
    assert not ask(server, triple)


def test_a_claim_is_written_but_not_merged(server: str) -> None:
    claim = f"<{BASE}graph/claim/small/9>"
    assert update(server, f"INSERT DATA {{ GRAPH {claim} {{ <x:said> <x:p> <x:o> }} }}")[0] == 204
    assert not ask(server, "<x:said> ?p ?o")
    assert ask(server, f"GRAPH {claim} {{ <x:said> ?p ?o }}")


def test_an_update_is_done_whole_or_not_at_all(server: str) -> None:
    first = f"INSERT DATA {{ GRAPH {DOCUMENT} {{ <x:half> <x:p> <x:o> }} }}"
    assert update(server, f"{first} ; CLEAR GRAPH <x:missing>")[0] == 400
    assert not ask(server, "<x:half> ?p ?o")


def test_an_update_that_takes_too_long_changes_nothing(server: str) -> None:
    where = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    text = f"INSERT {{ GRAPH {DOCUMENT} {{ ?a <x:slow> ?l }} }} WHERE {where}"
    assert update(server, text)[0] in (503, 504)
    assert not ask(server, "?a <x:slow> ?b")


def test_the_page_of_a_thing_shows_what_was_written(server: str) -> None:
    triple = ":russia <http://www.w3.org/2000/01/rdf-schema#label> 'Written just now'"
    update(server, f"{PREFIXES} INSERT DATA {{ GRAPH {DOCUMENT} {{ {triple} }} }}")
    assert b"Written just now" in sent(Request(f"{server}/data/russia.ttl"))[2]


def test_what_was_written_is_found_by_its_words(server: str) -> None:
    triple = "<x:word> <http://www.w3.org/2000/01/rdf-schema#label> 'zymurgy'"
    update(server, f"INSERT DATA {{ GRAPH {DOCUMENT} {{ {triple} }} }}")
    assert ask(server, f"?thing <{BASE}search> 'Zymurgy'")


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("text/turtle", 400), ("image/png", 415), ("", 415), ("application/trig", 415)],
)
def test_what_is_no_graph_is_not_stored(server: str, content_type: str, status: int) -> None:
    given = store(server, "PUT", f"{BASE}graph/new", "no graph", **{"Content-Type": content_type})
    assert given[0] == status


def test_a_body_that_is_packed_is_not_unpacked(server: str) -> None:
    headers = {"Content-Encoding": "gzip"}
    assert store(server, "PUT", f"{BASE}graph/new", "<x:a> <x:b> <x:c> .", **headers)[0] == 415


def test_several_files_are_stored_at_once(server: str) -> None:
    parts = "".join(
        f'--b\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n'
        f"Content-Type: text/turtle\r\n\r\n<x:{name}> <x:p> <x:o> .\r\n"
        for name in ("one", "two")
    )
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    graph = f"{BASE}graph/several"
    assert store(server, "PUT", graph, f"{parts}--b--\r\n", **headers)[0] == 201
    assert ask(server, f"GRAPH <{graph}> {{ <x:one> ?p ?o . <x:two> ?p ?o }}")


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("emptied"), *OPTIONS) as address:
        yield address


def test_rdflib_writes_and_reads(emptied: str) -> None:
    remote = SPARQLUpdateStore(f"{emptied}/sparql", f"{emptied}/sparql")
    dataset = Dataset(store=remote)
    dataset.update("INSERT DATA { <x:a> <x:b> <x:c> }")
    assert len(list(dataset.query("SELECT * { <x:a> ?p ?o }"))) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("Origin", "https://elsewhere.example"), ("Host", "elsewhere"), ("X-Forwarded-For", "::1")],
)
def test_without_a_token_no_page_of_elsewhere_writes(emptied: str, name: str, value: str) -> None:
    assert update(emptied, "CLEAR ALL", "", **{name: value})[0] == 403


@pytest.mark.parametrize(
    "options",
    [
        ("--writable",),
        ("--writable", "--no-token", "--host", "0.0.0.0"),
        ("--empty",),
    ],
)
def test_nobody_opens_a_server_by_mistake(data: Path, options: tuple[str, ...]) -> None:
    with running("serve", "--port", "0", "--data", str(data), *options) as process:
        assert process.wait(timeout=20) == 2


def test_a_build_is_as_it_was_until_something_is_written(built: Release, tmp_path: Path) -> None:
    dataset = release_dataset(built, tmp_path / "journal")
    graph = f"{built.names.base}graph/written"
    delta, whole = dataset.tried(lambda store: store.create(graph))
    assert (delta.added, whole.added, whole.removed) == (b"", b"", b"")


# --- nothing that was acknowledged is lost ---


def _write_on(address: str, done: list[int], ended: Event) -> None:
    """Write numbers, two triples each, and remember those that were acknowledged."""
    for number in range(len(done), 100_000):
        if ended.is_set():
            return
        text = f"INSERT DATA {{ <x:n{number}> <x:p> 1 . GRAPH <x:g> {{ <x:n{number}> <x:p> 1 }} }}"
        try:
            status, _, _ = update(address, text, "")
        except (OSError, URLError):
            return
        if status == 204:
            done.append(number)
        elif status not in (503, 504):
            raise AssertionError(status)


def _numbers(address: str, pattern: str) -> set[str]:
    """Return what was written; a process that was killed may have to be replaced first."""
    for _ in range(60):
        with contextlib.suppress(OSError):
            status, _, text = asked(address, f"SELECT ?s {{ {pattern} }}", accept="text/csv")
            if status == 200:
                return set(text.decode().split()[1:])
        time.sleep(0.25)
    raise AssertionError("the server does not come back")


def _agrees(address: str, done: list[int]) -> None:
    default, named = (
        _numbers(address, "?s <x:p> 1"),
        _numbers(address, "GRAPH <x:g> { ?s <x:p> 1 }"),
    )
    assert default == named, "half of a change was applied"
    assert {f"x:n{number}" for number in done} <= default, "what was acknowledged is lost"


def _descendants(process: int) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(process)], capture_output=True, text=True, check=False
    )
    children = [int(each) for each in found.stdout.split()]
    return [*children, *(each for child in children for each in _descendants(child))]


def test_killing_any_process_of_a_server_loses_nothing(tmp_path: Path) -> None:
    done: list[int] = []
    ended = Event()
    with running("serve", "--port", "0", "--data", str(tmp_path), *OPTIONS) as process:
        assert process.stdout is not None
        address = process.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
        try:
            with ThreadPoolExecutor(1) as pool:
                writing = pool.submit(_write_on, address, done, ended)
                _kill_some(process.pid)
                ended.set()
                writing.result(timeout=60)
            _agrees(address, done)
        finally:
            ended.set()
            process.terminate()
        process.wait(timeout=20)
    assert done


def _kill_some(process: int) -> None:
    """Kill the first and the last of a server's processes by turns."""
    for turn in range(8):
        time.sleep(0.15 + 0.01 * turn)
        family = _descendants(process)
        with contextlib.suppress(ProcessLookupError, IndexError):
            os.kill(family[turn % 2 * -1], signal.SIGKILL)
    time.sleep(0.3)


def test_killing_a_server_loses_nothing(tmp_path: Path) -> None:
    done: list[int] = []
    for _ in range(2):
        with running("serve", "--port", "0", "--data", str(tmp_path), *OPTIONS) as process:
            assert process.stdout is not None
            address = process.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
            with ThreadPoolExecutor(1) as pool:
                pool.submit(_write_on, address, done, Event())
                time.sleep(0.5)
                process.kill()
            process.wait(timeout=20)
    with served(tmp_path, *OPTIONS) as address:
        _agrees(address, done)
    assert done
