"""What many tests share: the article, its graph, a small graph written by hand, and servers."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import (
    article_site,
    axe,
    browser,
    chromium,
    context,
    hostile_site,
    page,
    small_site,
)
from flask.testing import FlaskClient
from hypothesis import settings
from small_release import running, write_release

from graph.building import DOCUMENTS, build
from graph.reading import Document, read
from graph.release import Release
from server.app import create_app

__all__ = [
    "article_site",
    "axe",
    "browser",
    "chromium",
    "context",
    "hostile_site",
    "page",
    "small_site",
]

# Whether a change passes must not hang on chance; at home, each run looks at other cases.
settings.register_profile("repeatable", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("repeatable")

SHARED = Path(__file__).parents[2] / "shared"
LONG = (
    *("browser/", "w3c_sparql/", "release/test_building.py", "release/test_checking.py"),
    *("checking/test_planted_faults.py", "release/test_documents.py", "server/test_crawl.py"),
    *("server/test_operation.py", "server/test_writing.py", "server/test_isolation.py"),
    *("server/test_evaluate_command.py", "linking/test_linking.py", "links/test_integrity.py"),
    *("server/test_attacks.py", "extraction/test_robustness.py"),
)
"""Files and folders of tests that ``make quick`` leaves out: whole builds, browsers, suites."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long."""
    for item in items:
        name = item.path.relative_to(Path(__file__).parent.parent).as_posix()
        if name.startswith(tuple(f"tests/{each}" for each in LONG)):
            item.add_marker("long")


@pytest.fixture(scope="session")
def article() -> Document:
    """Return the document that comes with Detente."""
    return read(DOCUMENTS / "nato-russia-relations.txt")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return a release of the documents that come with Detente, not to be changed."""
    return build([], tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of texts to test against; skips where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with the development texts is not there")
    return SHARED


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data directory with the small release, not to be changed."""
    path = tmp_path_factory.mktemp("data")
    write_release(path, "first", proven=True)
    return path


@pytest.fixture
def own_data(data: Path, tmp_path: Path) -> Path:
    """Return a copy of the small data directory that a test may change."""
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
