"""What needs not be made or sent again, and how answers are packed."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request

import pytest
from backports import zstd
from endpoint import JSON, Given, asked, sent, served
from flask import Flask
from flask.testing import FlaskClient
from small_release import write_release

from server.app import create_app

SELECT = "SELECT ?s { ?s a <ontology#State> } ORDER BY ?s"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 5000"
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "zstd": zstd.decompress,
    "identity": bytes,
}


def get(client: FlaskClient, query: str, **headers: str) -> tuple[int, str | None, bytes]:
    response = client.get("/sparql", query_string={"query": query}, headers=headers)
    return response.status_code, response.headers.get("ETag"), response.data


@pytest.mark.parametrize("query", [SELECT, LONG])
@pytest.mark.parametrize("packing", UNPACK)
def test_an_answer_that_is_known_is_not_sent_again(
    client: FlaskClient, query: str, packing: str
) -> None:
    _, tag, _ = get(client, query, **{"Accept-Encoding": packing})
    assert tag is not None
    assert not tag.startswith("W/")
    known = {"If-None-Match": tag, "Accept-Encoding": packing}
    assert get(client, query, **known) == (304, tag, b"")


def test_each_answer_has_a_tag_of_its_own(client: FlaskClient) -> None:
    tags = [
        get(client, query, Accept=accept, **{"Accept-Encoding": packing})[1]
        for query in (SELECT, LONG)
        for accept in ("text/csv", JSON)
        for packing in ("identity", "gzip", "zstd")
    ]
    sizes = {query: len(get(client, query, Accept=JSON)[2]) for query in (SELECT, LONG)}
    assert sizes[SELECT] < 500  # too short to be packed, so that three tags are one
    assert len(set(tags)) == len(tags) - 4


@pytest.mark.parametrize("function", ["NOW()", "rand()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_is_another_answer_each_time_has_no_tag(client: FlaskClient, function: str) -> None:
    query = f"SELECT ({function} AS ?x) {{}}"
    assert get(client, query)[1] is None
    assert function == "NOW()" or get(client, query)[2] != get(client, query)[2]


def test_the_dataset_is_part_of_what_is_asked(client: FlaskClient) -> None:
    other = {"query": SELECT, "default-graph-uri": "x:none"}
    assert client.get("/sparql", query_string=other).headers["ETag"] != get(client, SELECT)[1]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    options = ("--empty", "--writable", "--no-token", "--workers", "1")
    with served(tmp_path_factory.mktemp("cached"), *options) as address:
        yield address


def test_a_tag_is_of_one_state_of_the_graph(written: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    first = asked(written, query)
    update = urlencode({"update": "INSERT DATA { <x:a> <x:b> <x:c> }"}).encode()
    sent(Request(f"{written}/sparql", update, method="POST"))
    second = asked(written, query)
    assert first[1]["etag"] != second[1]["etag"]
    assert [_count(first), _count(second)] == ["0", "1"]


def _count(given: Given) -> str:
    return str(json.loads(given[2])["results"]["bindings"][0]["n"]["value"])


# --- what was asked before in the same words is answered before the application is asked ---


def reaching(app: Flask, *requests: dict[str, str]) -> int:
    """Ask a query of an application with some headers, and return how often it was reached."""
    times = []
    app.before_request(lambda: times.append(1))
    for headers in requests:
        response = app.test_client().get(f"/sparql?{urlencode({'query': SELECT})}", headers=headers)
        assert response.status_code == 200
    return len(times)


def test_the_application_is_asked_once(data: Path) -> None:
    assert reaching(create_app(data), {}, {}, {}) == 1


def test_a_repeat_says_what_the_first_answer_said(client: FlaskClient) -> None:
    first, second = (client.get(f"/sparql?{urlencode({'query': SELECT})}") for _ in range(2))
    told = dict(first.headers) | dict(second.headers)
    first.headers.pop("Query-Id", None)
    assert (dict(second.headers), second.data) == (dict(first.headers), first.data)
    assert "ETag" in told


@pytest.mark.parametrize(
    "headers",
    [{"Accept": "text/csv"}, {"Accept-Encoding": "gzip"}, {"If-None-Match": '"x"'}, {"Host": "b"}],
)
def test_a_request_with_other_headers_is_no_repeat(data: Path, headers: dict[str, str]) -> None:
    assert reaching(create_app(data), {}, headers, {}, headers) == 2


def test_repeats_are_counted(client: FlaskClient) -> None:
    line = 'detente_requests_total{route="sparql.sparql",status="200"} '

    def count() -> float:
        return float(client.get("/metrics").text.partition(line)[2].split()[0])

    get(client, SELECT)
    before = count()
    for _ in range(3):
        get(client, SELECT)
    assert count() == before + 3


def test_repeats_are_taken_from_what_a_client_may_ask(data: Path) -> None:
    client = create_app(data, rate=0.4).test_client()
    elsewhere = {"REMOTE_ADDR": "192.0.2.1"}
    path = f"/sparql?{urlencode({'query': SELECT})}"
    found = [client.get(path, environ_base=elsewhere).status_code for _ in range(4)]
    assert found == [200, 200, 429, 429]


def test_a_new_build_makes_no_repeat(own_data: Path) -> None:
    client = create_app(own_data).test_client()
    extra = "GRAPH <graph/document/small> { <id/new> a <ontology#State> . }"
    before = get(client, SELECT)[2]
    write_release(own_data, "second", extra)
    assert b"id/new" not in before
    assert b"id/new" in get(client, SELECT)[2]


@pytest.mark.parametrize("packing", UNPACK)
@pytest.mark.parametrize("query", [SELECT, LONG, "SELECT * { ?a ?b ?c }"])
def test_an_answer_is_packed_as_the_client_likes(
    client: FlaskClient, query: str, packing: str
) -> None:
    headers = {"Accept-Encoding": packing, "Accept": JSON}
    response = client.get("/sparql", query_string={"query": query}, headers=headers)
    name = response.headers.get("Content-Encoding", "identity")
    assert name == packing or len(response.data) < 500
    assert json.loads(UNPACK[name](response.data)) == json.loads(get(client, query, Accept=JSON)[2])


def test_an_answer_says_what_it_depends_on(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": SELECT})
    assert {"accept", "accept-encoding"} <= set(response.vary.as_set(preserve_casing=False))


def test_a_page_of_elsewhere_may_read(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": SELECT})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]


def test_a_packed_answer_that_breaks_off_does_not_look_whole(data: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with served(data, "--workers", "1", "--max-bytes", "5000000") as address:
        url = f"{address}/sparql?{urlencode({'query': query})}"
        with pytest.raises(Exception, match=r"IncompleteRead"):
            sent(Request(url, headers={"Accept-Encoding": "gzip", "Accept": JSON}))


def test_a_query_of_60_kilobytes_is_asked_by_get(address: str) -> None:
    status, _, body = asked(address, f"ASK {{ FILTER('{'x' * 60_000}' != '') }}")
    assert (status, json.loads(body)["boolean"]) == (200, True)
