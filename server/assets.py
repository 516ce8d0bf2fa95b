"""What pages load beside themselves: named by its content, so that it may be kept for ever."""

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

__all__ = ["STATIC", "asset", "built", "init_app"]

STATIC = Path(__file__).with_name("static")
_FOR_EVER = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Let templates name assets, and browsers keep them."""
    app.jinja_env.globals.update(asset=asset, built=built)
    app.after_request(_keep)


def asset(name: str) -> str:
    """Return the address of a file of this package, which changes with its content."""
    return url_for("static", filename=name, v=_hash(STATIC / name))


def built(name: str) -> str:
    """Return the address of a bundled file; empty where none were bundled.

    Pages are whole without: the bundle brings typefaces, the editor and conveniences.
    """
    file = _manifest().get(name)
    return url_for("static", filename=f"built/{file}") if file else ""


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


@cache
def _manifest() -> dict[str, str]:
    path = STATIC / "built" / "manifest.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def _keep(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code != 200:
        return response
    if "v" in request.args or request.path.startswith("/static/built/"):
        response.headers["Cache-Control"] = _FOR_EVER
    response.direct_passthrough = False
    response.set_data(response.get_data())  # read at once, so that it can be compressed
    return response
