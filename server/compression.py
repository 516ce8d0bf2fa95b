"""Sending text in fewer bytes, to whoever can read it so."""

from flask import Flask
from flask_compress import Compress

from graph.formats import GRAPH_FORMATS, RESULT_FORMATS

__all__ = ["init_app"]

_TEXT = [
    *("text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"),
    *(each.media_type for each in (*GRAPH_FORMATS, *RESULT_FORMATS)),
]
_LEVEL = 5
"""Of Brotli's eleven; the next ones take longer than they save."""


def init_app(app: Flask) -> None:
    """Compress what is text, but not the files that are sent in parts and taken up again."""
    app.config["COMPRESS_MIMETYPES"] = _TEXT
    app.config["COMPRESS_ALGORITHM"] = ["br", "zstd", "gzip"]
    app.config["COMPRESS_BR_LEVEL"] = _LEVEL
    app.config["COMPRESS_STREAMS"] = False
    Compress(app)
