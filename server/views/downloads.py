"""The graph and its parts as files, which a client may fetch in ranges and need not fetch twice."""

import re
from pathlib import Path

from flask import Blueprint, Response, send_file
from werkzeug.exceptions import NotFound

from graph.formats import GRAPH_FORMATS
from graph.release import Release
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("downloads", __name__)

_WHOLE = {each.extension: each for each in GRAPH_FORMATS}
_NAME = re.compile(r"detente[\w.-]*\.([a-z]+)")
_MEDIA_TYPES = {each.extension: each.media_type for each in GRAPH_FORMATS} | {
    "csv": "text/csv",
    "json": "application/csvm+json",
    "gz": "application/gzip",
    "zst": "application/zstd",
    "tsv": "text/tab-separated-values",
}


@blueprint.get("/dump/detente.<extension>")
def dump(extension: str) -> Response:
    """Send the whole graph; a client that has it already gets 304."""
    return file(f"detente.{extension}")


@blueprint.get("/dump/<name>")
def file(name: str) -> Response:
    """Send any of the files of a build."""
    match = _NAME.fullmatch(name)
    path = release().path / name
    if match is None or match[1] not in _MEDIA_TYPES or not path.is_file():
        known = ", ".join(f"detente.{each}" for each in _WHOLE)
        raise NotFound(f"there is no such download: choose one of {known}")
    return _sent(release(), path, _MEDIA_TYPES[match[1]])


def _sent(served: Release, path: Path, media_type: str) -> Response:
    recorded = served.manifest.files.get(path.name)
    return send_file(path.resolve(), mimetype=media_type, conditional=True, etag=recorded or True)


@blueprint.get("/dump/SHA256SUMS")
def checksums() -> Response:
    """Send the checksums of all files, for ``sha256sum --check``."""
    files = release().manifest.files.items()
    lines = (f"{value}  {name}\n" for name, value in files if "/" not in name)
    return Response("".join(lines), mimetype="text/plain")
