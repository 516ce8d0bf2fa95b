"""A small release written by hand, a client for it, and a server in a thread."""

import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from waitress.server import create_server

from graph.release import DocumentEntry, Manifest, switch
from graph.store import Store
from server.app import create_app

BASE = "https://example.org/detente/"
SMALL = Path(__file__).with_name("small.trig")


def write_release(data: Path, identifier: str, extra: str = "") -> None:
    """Write the small graph, and ``extra`` in TriG, as a release and switch to it."""
    text = SMALL.read_text("utf-8") + extra
    quads = sorted(ox.parse(text, format=ox.RdfFormat.TRIG, base_iri=BASE), key=str)
    path = data / "releases" / identifier
    path.mkdir(parents=True)
    write_dumps(path, quads)
    graphs = Counter(quad.graph_name.value for quad in quads)
    merged = [name for name in graphs if "graph/claim/" not in name]
    Store.write(path / "store", path / "detente.nq", merged)
    entry = DocumentEntry(
        "small", "A small document", "https://example.org/small", "CC0", "", "en", "0" * 64, 4, 7, 1
    )
    manifest = Manifest(identifier, "0.1.0", BASE, "none", (entry,), dict(graphs))
    (path / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    switch(data, path)


def write_dumps(path: Path, quads: list[ox.Quad]) -> None:
    """Write the three dumps of a release; Turtle has no graphs."""
    ox.serialize(quads, path / "detente.nq", format=ox.RdfFormat.N_QUADS)
    ox.serialize(quads, path / "detente.trig", format=ox.RdfFormat.TRIG)
    triples = [quad.triple for quad in quads]
    ox.serialize(triples, path / "detente.ttl", format=ox.RdfFormat.TURTLE)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data directory with one release, not to be changed."""
    path = tmp_path_factory.mktemp("data")
    write_release(path, "first")
    return path


@pytest.fixture
def own_data(data: Path, tmp_path: Path) -> Path:
    """Return a copy of the data directory that a test may change."""
    path = tmp_path / "data"
    shutil.copytree(data, path, symlinks=True)
    return path


@pytest.fixture
def client(data: Path) -> FlaskClient:
    """Return a client of the application that serves the small release."""
    return create_app(data).test_client()


@pytest.fixture(scope="session")
def address(data: Path) -> Iterator[str]:
    """Return the address of a real server on a free port of the loopback."""
    server = create_server(create_app(data), host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
