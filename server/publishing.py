"""A static copy of the whole site, with its data, that any web server can host.

Every address that a crawler would reach is asked of the application and written down. What
redirects becomes a page that leads on, since a plain file cannot; questions are not answered.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from flask import Flask, render_template
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from graph.errors import ReleaseError
from graph.release import Release, current
from server.app import create_app

__all__ = ["publish"]

_SEEDS = (
    *("/", "/dataset", "/ontology", "/robots.txt", "/sitemap.xml", "/sitemap-1.xml"),
    *("/.well-known/void", "/dataset.jsonld", "/examples.ttl", "/dump/SHA256SUMS"),
)
_QUESTIONS = ("/sparql", "/search", "/api", "/reconcile")
"""What only a server can answer."""
_PROOF = "/proof"
"""Where a server tells the proof of the triple that it is asked for."""
_LINK = re.compile(r"""\b(?:href|src)=["']([^"'#?]+)[^"']*["']""")
_MARK = "dump/SHA256SUMS"
"""A directory that has this file is a copy from before and may be replaced."""


def publish(
    data: Path,
    target: Path,
    at: str | None = None,
    progress: Callable[[str], None] = lambda _step: None,
) -> int:
    """Write a copy that will be reached at ``at``, or else at the base; return how many files.

    The directory is there whole or as it was before. Raises ReleaseError where there is no graph
    or the directory holds something else.
    """
    release = current(data)
    _refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as name:
        fresh = Path(name) / "copy"
        site = _Site(create_app(data), at or release.names.base, fresh, progress)
        site.write(_start(release))
        _copy_dumps(release, fresh / "dump")
        count = sum(path.is_file() for path in fresh.rglob("*"))
        if target.exists():
            target.replace(Path(name) / "before")
        fresh.replace(target)
    return count


def _refuse_foreign(target: Path) -> None:
    if not target.exists() or (target / _MARK).is_file():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise ReleaseError(f"{target} holds something else: choose another directory or empty it")


def _start(release: Release) -> list[str]:
    """Return the paths to begin with: the fixed ones, and every IRI of the graph."""
    base = release.names.base
    text = (release.path / "detente.nq").read_text("utf-8")
    below = {iri.partition("#")[0] for iri in re.findall(f"<{re.escape(base)}([^>]*)>", text)}
    return [*_SEEDS, *(f"/{path}" for path in sorted(below) if path)]


def _copy_dumps(release: Release, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(release.path.glob("detente*")):
        shutil.copyfile(path, folder / path.name)


class _Site:
    """The application as a crawler sees it, and where its answers are written to."""

    def __init__(self, app: Flask, at: str, folder: Path, progress: Callable[[str], None]) -> None:
        self._app, self._at, self._folder, self._progress = app, at, folder, progress
        self._client: FlaskClient = app.test_client()
        self._root = urlsplit(at).path.rstrip("/")

    def write(self, start: list[str]) -> None:
        """Write every address that the paths lead to, and the pages of a copy's own."""
        waiting, seen = list(start), set(start)
        while waiting:
            path = waiting.pop()
            for found in self._write(path):
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)
            if len(seen) % 200 == 0:
                self._progress(f"{len(seen) - len(waiting):,} of {len(seen):,} addresses")
        self._write_own()

    def _write(self, path: str) -> list[str]:
        """Write what is at a path; return the paths that it leads to."""
        with self._client.get(path, base_url=self._at, headers={"Accept": "text/html"}) as answer:
            if answer.status_code == 303:
                place = answer.headers["Location"]
                self._put(path, "text/html", self._leading_on(place))
                return list(self._inner([place]))
            if answer.status_code != 200:
                return []
            self._put(path, answer.mimetype or "", answer.data)
            return list(self._inner(_links(answer)))

    def _put(self, path: str, media_type: str, content: bytes) -> None:
        name = unquote(path).strip("/")
        page = media_type == "text/html"
        file = self._folder / name / "index.html" if page else self._folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def _inner(self, links: list[str]) -> Iterator[str]:
        """Yield the paths below the root of the site that are no questions and no dumps."""
        for link in links:
            parts = urlsplit(unescape(link))
            if parts.netloc in ("", urlsplit(self._at).netloc) and parts.path:
                path = parts.path.removeprefix(self._root)
                asked = path == _PROOF or path.startswith((*_QUESTIONS, "/dump/"))
                if path.startswith("/") and not asked:
                    yield path

    def _leading_on(self, place: str) -> bytes:
        return self._rendered("leading-on.html", place=place)

    def _write_own(self) -> None:
        asking = self._rendered("unanswered.html")
        for path in ("/sparql", "/search", _PROOF):
            self._put(path, "text/html", asking)
        (self._folder / "404.html").write_bytes(self._rendered("gone.html"))

    def _rendered(self, template: str, **values: str) -> bytes:
        with self._app.test_request_context("/", base_url=self._at):
            return render_template(template, **values).encode()


def _links(answer: Response) -> list[str]:
    return _LINK.findall(answer.get_data(as_text=True)) if answer.mimetype == "text/html" else []
