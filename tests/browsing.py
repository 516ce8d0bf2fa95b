"""A real browser, one for all tests, and servers of the graphs that they look at."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile import write_hostile
from small_release import ROOT, running

from graph.release import Release
from server.assets import STATIC

if TYPE_CHECKING:  # what most tests can do without is only imported where it is used
    from playwright.sync_api import Browser, BrowserContext, Page

__all__ = [
    "article_site",
    "axe",
    "browser",
    "chromium",
    "context",
    "hostile_site",
    "page",
    "serving",
    "small_site",
]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
_AXE = ROOT / "server" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium; skips where there is none, or no bundle for it to run."""
    found = next((path for path in map(shutil.which, _NAMES) if path), None)
    if found is None:
        pytest.skip(f"there is no browser: install one of {', '.join(_NAMES)}")
    if not (STATIC / "built" / "manifest.json").exists():
        pytest.skip("nothing is bundled for browsers: run make server/static/built/manifest.json")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> "Iterator[Browser]":
    """Return a running browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=list(_QUIET))
        yield found
        found.close()


@pytest.fixture
def context(browser: "Browser") -> "Iterator[BrowserContext]":
    """Return a browser without a memory."""
    found = browser.new_context()
    found.set_default_timeout(20_000)
    yield found
    found.close()


@pytest.fixture
def page(context: "BrowserContext") -> "Page":
    """Return an empty page."""
    return context.new_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the program that finds barriers on pages; skips where npm has not brought it."""
    if not _AXE.exists():
        pytest.skip("axe-core is not there: run npm ci in server/frontend")
    return _AXE.read_text("utf-8")


@pytest.fixture(scope="session")
def article_site(chromium: str, built: Release) -> Iterator[str]:
    """Return the address of a server of the documents that come with Detente."""
    assert chromium
    with serving(built.path.parents[1]) as address:
        yield address


@pytest.fixture(scope="session")
def small_site(chromium: str, data: Path) -> Iterator[str]:
    """Return the address of a server of the small graph, with reviewing."""
    assert chromium
    with serving(data, "--curate") as address:
        yield address


@pytest.fixture(scope="session")
def hostile_site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server of a graph in which every text is an attack."""
    assert chromium
    data = tmp_path_factory.mktemp("hostile")
    write_hostile(data)
    with serving(data, "--curate") as address:
        yield address


@contextmanager
def serving(data: Path, *options: str) -> Iterator[str]:
    """Serve a data directory at a free port and yield its address."""
    with running("serve", "--port", "0", "--workers", "1", "--data", str(data), *options) as served:
        assert served.stdout is not None
        yield served.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
        served.terminate()
        served.wait(timeout=20)
