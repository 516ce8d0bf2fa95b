"""Who runs the server: whoever has its token, or asks from the same machine of a server without."""

import hmac
from ipaddress import ip_address

from flask import Flask, Request

__all__ = ["TOKEN", "has_token", "is_loopback", "is_operator"]

TOKEN = "DETENTE_TOKEN"
"""The key under which the application keeps the operator's token."""


def is_operator(request: Request, app: Flask) -> bool:
    """Tell whether a request comes from whoever runs the server."""
    if app.config.get(TOKEN):
        return has_token(request, app)
    return "X-Forwarded-For" not in request.headers and is_loopback(request.remote_addr)


def has_token(request: Request, app: Flask) -> bool:
    """Tell whether a request carries the operator's token (RFC 6750), in constant time."""
    given, wanted = request.authorization, app.config.get(TOKEN)
    if given is None or given.type != "bearer" or given.token is None or not wanted:
        return False
    return hmac.compare_digest(given.token.encode(), wanted.encode())


def is_loopback(address: str | None) -> bool:
    """Tell whether an address is of this very machine.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("192.0.2.1"), is_loopback(None)
    (True, True, False, False)
    """
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False
