"""Pages of what can be written to show what was written."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request

import pytest
from endpoint import sent, served

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
BASE = "https://example.org/detente/"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a server of a dataset that began empty."""
    data: Path = tmp_path_factory.mktemp("written")
    options = ("--empty", "--base", BASE, "--writable", "--no-token", "--workers", "1")
    with served(data, *options) as address:
        yield address


def write(address: str, triples: str) -> None:
    """Write some triples into a graph of a document."""
    text = f"INSERT DATA {{ GRAPH <graph/document/mine> {{ {triples} }} }}"
    headers = {"Content-Type": "application/sparql-update"}
    status, _, body = sent(Request(f"{address}/sparql", text.encode(), headers, method="POST"))
    assert status in (200, 204), body


def page(address: str, path: str) -> str:
    """Return what a page of the server says."""
    return sent(Request(f"{address}{path}", headers={"Accept": "text/html"}))[2].decode()


def test_a_page_shows_what_was_written_after_it_was_read(written: str) -> None:
    write(written, f"<id/malta> {LABEL} 'Malta'")
    before = page(written, "/page/malta")
    write(written, "<id/malta> <ontology#abbreviation> 'MLT'")
    assert ("MLT" in before, "MLT" in page(written, "/page/malta")) == (False, True)


def test_what_was_written_is_found_by_name(written: str) -> None:
    write(written, f"<id/gozo> {LABEL} 'Gozo'")
    assert "/page/gozo" in page(written, "/search?q=gozo")
