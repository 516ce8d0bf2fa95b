"""Who may write: whoever has the token, or, where the operator wants none, this very machine."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from server.asking import engine
from server.guard import UpdateError
from server.operators import TOKEN, has_token, is_loopback

__all__ = ["require_writer"]


def require_writer() -> None:
    """Return where the request may write; raises UpdateError, Unauthorized or Forbidden."""
    if not engine().is_written:
        raise UpdateError("the graph is read-only: only queries are answered")
    if current_app.config.get(TOKEN):
        if not has_token(request, current_app):
            raise Unauthorized(
                "writing takes the token of this server: send 'Authorization: Bearer TOKEN'",
                www_authenticate=WWWAuthenticate("bearer"),
            )
    elif not _is_at_home():
        raise Forbidden("without a token only programs on this very machine write")


def _is_at_home() -> bool:
    """Tell whether a program of this machine asks, and not a page of elsewhere in its browser."""
    origin = urlsplit(request.headers.get("Origin", "")).netloc
    host = urlsplit(f"//{request.host}").hostname
    return (
        is_loopback(request.remote_addr)
        and "X-Forwarded-For" not in request.headers
        and (host == "localhost" or is_loopback(host))
        and origin in ("", request.host)
    )
