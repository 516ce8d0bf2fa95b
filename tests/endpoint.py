"""A running server to test against, and raw HTTP to it."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from small_release import running

__all__ = ["JSON", "Given", "asked", "connected", "raw_query", "sent", "served"]

JSON = "application/sparql-results+json"
Given = tuple[int, dict[str, str], bytes]


@contextlib.contextmanager
def served(data: Path, *options: str) -> Iterator[str]:
    """Serve a data directory at a free port, and yield the address without a slash at its end."""
    with running("serve", "--port", "0", "--data", str(data), *options) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
        finally:
            process.terminate()
            process.wait(timeout=20)


def asked(
    address: str, query: str = "", *, method: str = "GET", accept: str = JSON, **parameters: str
) -> Given:
    """Ask a query, and return the status, the headers and the body."""
    given = urlencode({"query": query, **parameters} if query else parameters)
    url = f"{address}/sparql" if method == "POST" else f"{address}/sparql?{given}"
    body = given.encode() if method == "POST" else None
    return sent(Request(url, body, {"Accept": accept}, method=method))


def sent(request: Request) -> Given:
    """Send a request, and return the status, the headers in lower case and the body."""
    try:
        with urlopen(request, timeout=60) as response:
            return response.status, _lower(response.headers.items()), response.read()
    except HTTPError as error:
        with error:
            return error.code, _lower(error.headers.items()), error.read()


def _lower(headers: list[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}


def connected(address: str) -> socket.socket:
    """Return a connection to a server, to say to it what no client would."""
    host, _, port = address.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=30)


def raw_query(query: str, *headers: str) -> bytes:
    """Return a request as it goes over the wire."""
    lines = [f"GET /sparql?{urlencode({'query': query})} HTTP/1.1", "Host: localhost", *headers]
    return "\r\n".join([*lines, "", ""]).encode()
