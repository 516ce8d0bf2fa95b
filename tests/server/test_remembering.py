"""Pages of what can be written to show what was written."""

from pathlib import Path
from time import sleep

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.engine.settings import Settings

BASE = "https://example.org/detente/"
AUTHORISED = {"Authorization": "Bearer secret"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return a client of a dataset that began empty."""
    data: Path = tmp_path_factory.mktemp("written")
    settings = Settings(workers=1, written=str(data), empty_base=BASE)
    return create_app(data, settings, token="secret").test_client()


def write(client: FlaskClient, triples: str) -> None:
    """Write some triples into a graph of a document."""
    update = f"INSERT DATA {{ GRAPH <graph/document/mine> {{ {triples} }} }}"
    for _ in range(50):  # the process that writes may have to be started
        response = client.post("/sparql", data={"update": update}, headers=AUTHORISED)
        if response.status_code != 503:
            break
        sleep(0.2)
    assert response.status_code in (200, 204), response.text


def test_a_page_shows_what_was_written_after_it_was_read(written: FlaskClient) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    write(written, f"<id/malta> {label} 'Malta'")
    before = written.get("/page/malta").text
    write(written, "<id/malta> <ontology#abbreviation> 'MLT'")
    after = written.get("/page/malta").text
    assert ("MLT" in before, "MLT" in after) == (False, True)


def test_what_was_written_is_found_by_name(written: FlaskClient) -> None:
    write(written, "<id/gozo> <http://www.w3.org/2000/01/rdf-schema#label> 'Gozo'")
    assert 'href="/page/gozo"' in written.get("/search?q=gozo").text
