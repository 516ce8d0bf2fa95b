"""Another SPARQL 1.1 store, for what does not fit one machine: its queries and its graphs."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, unquote, urlencode, urlsplit

from graph.errors import DetenteError

__all__ = ["RemoteAnswer", "RemoteError", "RemoteStore"]

_LOADING = 3_600.0
"""Seconds that a graph may take to be stored."""


class RemoteError(DetenteError):
    """Another store does not answer, or not as it should."""


class RemoteAnswer:
    """A response whose body is still to be read; to be closed."""

    def __init__(self, connection: HTTPConnection, response: HTTPResponse) -> None:
        self._connection, self._response = connection, response
        self.status = response.status
        self.media_type = response.headers.get("Content-Type", "").partition(";")[0].strip()

    def read(self, size: int) -> bytes:
        """Return the next bytes, none at the end; raises RemoteError where the body breaks off."""
        try:
            return self._response.read(size)
        except (OSError, HTTPException) as error:
            raise RemoteError(f"the store broke off its answer: {error}") from error

    def close(self) -> None:
        """Leave the store."""
        self._response.close()
        self._connection.close()


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """Where a store answers queries, and where it takes graphs."""

    queries: str
    graphs: str = ""

    def ask(
        self,
        text: str,
        accept: str,
        seconds: float,
        default: Iterable[str] = (),
        named: Iterable[str] = (),
    ) -> RemoteAnswer:
        """Send a query, and return the response when it begins; raises RemoteError."""
        form = [("query", text)]
        form += [("default-graph-uri", graph) for graph in default]
        form += [("named-graph-uri", graph) for graph in named]
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return _sent(self.queries, "POST", urlencode(form).encode(), headers, seconds)

    def put(self, graph: str, triples: bytes) -> None:
        """Let a graph, the default graph where it has no name, be some N-Triples."""
        self._store("PUT", graph, triples)

    def delete(self, graph: str) -> None:
        """Let a graph not be there."""
        self._store("DELETE", graph, None)

    def _store(self, method: str, graph: str, content: bytes | None) -> None:
        address = f"{self.graphs}?{urlencode({'graph': graph}) if graph else 'default'}"
        headers = {"Content-Type": "application/n-triples"} if content is not None else {}
        answer = _sent(address, method, content, headers, _LOADING)
        try:
            told = answer.read(1_000)
        finally:
            answer.close()
        if not (200 <= answer.status < 300 or (method, answer.status) == ("DELETE", 404)):
            raise RemoteError(f"{method} {address} was answered with {answer.status}: {told!r}")


def _sent(
    address: str, method: str, content: bytes | None, headers: dict[str, str], seconds: float
) -> RemoteAnswer:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path, content, {**headers, **_authorization(parts)})
        return RemoteAnswer(connection, connection.getresponse())
    except (OSError, HTTPException) as error:
        connection.close()
        where = f"{parts.scheme}://{parts.hostname}"
        raise RemoteError(f"the store at {where} does not answer: {error}") from error


def _authorization(parts: SplitResult) -> dict[str, str]:
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
