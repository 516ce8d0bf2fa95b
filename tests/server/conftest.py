"""A small release, a client for it, and a server in a process of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from small_release import running, write_release

from server.app import create_app


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
    with running("serve", "--port", "0", "--data", str(data)) as served:
        assert served.stdout is not None
        yield served.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
        served.terminate()
        served.wait(timeout=10)
