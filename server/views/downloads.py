"""The whole graph as files."""

from flask import Blueprint, Response, send_file
from werkzeug.exceptions import NotFound

from graph.formats import GRAPH_FORMATS
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("downloads", __name__)

_FILES = {
    each.extension: each for each in GRAPH_FORMATS if each.name in ("turtle", "nquads", "trig")
}


@blueprint.get("/dump/detente.<extension>")
def dump(extension: str) -> Response:
    """Send the whole graph; a client that has it already gets 304."""
    chosen = _FILES.get(extension)
    if chosen is None:
        known = ", ".join(f"detente.{each}" for each in _FILES)
        raise NotFound(f"there is no such download: choose one of {known}")
    path = release().dump(chosen)
    if not path.exists():
        raise NotFound(f"this build has no {path.name}: build it again")
    return send_file(path.resolve(), mimetype=chosen.media_type, conditional=True, etag=True)
