"""Requests to a running server over one connection."""

from http.client import HTTPConnection
from types import TracebackType
from urllib.parse import urlencode

import pyoxigraph as ox

__all__ = ["Client", "Got"]


class Got:
    """A response that was read."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


class Client:
    """A connection to a server that begins empty and can be written to."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._connection = HTTPConnection(address.removeprefix("http://"), timeout=60)
        self._loaded: list[ox.Quad] | None = None

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Got:
        """Send a request, and return what came back."""
        if method not in ("GET", "HEAD"):
            self._loaded = None
        self._connection.request(method, path, body, headers or {})
        response = self._connection.getresponse()
        given = {name.lower(): value for name, value in response.getheaders()}
        return Got(response.status, given, response.read())

    def query(self, text: str, accept: str) -> Got:
        """Ask a query."""
        return self.send("GET", f"/sparql?{urlencode({'query': text})}", None, {"Accept": accept})

    def update(self, text: str) -> Got:
        """Send an update."""
        headers = {"Content-Type": "application/sparql-update"}
        return self.send("POST", "/sparql", text.encode(), headers)

    def load(self, quads: list[ox.Quad]) -> None:
        """Let the dataset be these quads, if it is not already."""
        if quads == self._loaded:
            return
        lines = [f"{q.subject} {q.predicate} {q.object} ." for q in quads if _is_default(q)]
        lines += [
            f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
            for q in quads
            if not _is_default(q)
        ]
        got = self.update(f"CLEAR ALL; DROP ALL; INSERT DATA {{ {' '.join(lines)} }}")
        assert got.status == 204, got.body
        self._loaded = quads


def _is_default(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.DefaultGraph)
