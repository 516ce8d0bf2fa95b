"""With the base where the server is, every IRI of the graph resolves, in each form."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

from graph.building import build
from graph.release import Release
from server.app import create_app

_HERE = "http://localhost/"
_TEXT = b"On 8 May 1995, Russia and Peru signed the Treaty of Lima. Peru condemned Russia.\n"
_SAFE = "/:@!$&'()*+,;=~"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return a release whose names lead to the server that serves it."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "lima.txt").write_bytes(_TEXT)
    return build([folder / "lima.txt"], folder / "data", _HERE)


@pytest.fixture(scope="module")
def asked(here: Release) -> FlaskClient:
    """Return a client of the application that serves it."""
    return create_app(here.path.parents[1]).test_client()


def _iris(release: Release) -> list[str]:
    """Return all IRIs below the base, as they are written in the dump, without fragments."""
    text = (release.path / "detente.nq").read_text("utf-8")
    below = re.findall(f"<({re.escape(release.names.base)}[^>]*)>", text)
    return sorted({iri.partition("#")[0] for iri in below})


def _gone(client: FlaskClient, paths: list[str], accept: str) -> list[str]:
    """Return the paths that lead nowhere; where many lead to one page, it is fetched once."""
    fetched: dict[str, int] = {}
    return [path for path in paths if _status(client, quote(path, _SAFE), accept, fetched) != 200]


def _status(client: FlaskClient, path: str, accept: str, fetched: dict[str, int]) -> int:
    if path not in fetched:
        with client.get(path, headers={"Accept": accept}) as response:
            fetched[path], location = response.status_code, response.headers.get("Location", "")
        if location:
            fetched[path] = _status(client, location.partition("#")[0], accept, fetched)
    return fetched[path]


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_every_iri_of_a_graph_resolves(asked: FlaskClient, here: Release, accept: str) -> None:
    paths = [f"/{iri.removeprefix(_HERE)}" for iri in _iris(here)]
    assert len(paths) > 150
    assert _gone(asked, paths, accept) == []


def test_every_iri_of_the_article_resolves(built: Release) -> None:
    client = create_app(built.path.parents[1]).test_client()
    paths = [f"/{iri.removeprefix(built.names.base)}" for iri in _iris(built)]
    assert len(paths) > 1000
    assert _gone(client, paths, "application/ld+json") == []


@pytest.mark.parametrize("extension", ["ttl", "nt", "jsonld", "rdf", "html"])
def test_an_extension_asks_for_a_format(asked: FlaskClient, extension: str) -> None:
    response = asked.get(f"/id/peru.{extension}", headers={"Accept": "image/png"})
    place = "/page/peru" if extension == "html" else f"/data/peru.{extension}"
    assert (response.status_code, response.headers["Location"]) == (303, place)


def test_a_redirect_names_all_forms(asked: FlaskClient) -> None:
    links = asked.get("/id/peru").headers.getlist("Link")
    assert '</data/peru.ttl>; rel="alternate"; type="text/turtle"' in links
    assert '</page/peru>; rel="alternate"; type="text/html"' in links


@pytest.mark.parametrize("path", ["/page/peru", "/data/peru.ttl", "/data/peru.jsonld"])
def test_a_description_names_what_it_describes(asked: FlaskClient, path: str) -> None:
    links = asked.get(path).headers.getlist("Link")
    assert f'<{_HERE}id/peru>; rel="describes"' in links
    assert any('rel="alternate"' in link for link in links)


@pytest.mark.parametrize(("wrong", "right"), [("perru", "peru"), ("treaty-lima", "treaty-of-lima")])
def test_an_unknown_name_gets_a_suggestion(asked: FlaskClient, wrong: str, right: str) -> None:
    response = asked.get(f"/id/{wrong}")
    assert (response.status_code, response.get_json()["status"]) == (404, 404)
    assert f"did you mean {right}" in response.get_json()["detail"]


def test_nothing_is_suggested_for_what_is_like_nothing(asked: FlaskClient) -> None:
    assert "did you mean" not in asked.get("/id/qqqqqqqq").get_json()["detail"]


def test_what_an_iri_leads_to_is_about_it(asked: FlaskClient) -> None:
    text = asked.get("/id/peru", headers={"Accept": "text/turtle"}, follow_redirects=True).text
    graph = Graph().parse(data=text, format="turtle")
    assert (URIRef(f"{_HERE}id/peru"), None, None) in graph
