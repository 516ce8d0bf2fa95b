"""Servers of others on the loopback: an endpoint and a reconciliation service over a slice."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pyoxigraph as ox

SLICE = Path(__file__).with_name("wikidata-slice.ttl")
WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass
class Stranger:
    """A server of somebody else: what it was asked, and how often it says that it is busy."""

    answer: Callable[[str], Any]
    busy: int = 0
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request as WSGI has it."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        form = parse_qs(environ["wsgi.input"].read(length).decode())
        asked = (form.get("query") or form.get("queries") or [""])[0]
        self.asked.append(asked)
        self.agents.add(environ["HTTP_USER_AGENT"])
        if self.busy:
            self.busy -= 1
            start(_line(HTTPStatus.TOO_MANY_REQUESTS), [("Retry-After", "0")])
            return [b""]
        start(_line(HTTPStatus.OK), [("Content-Type", "application/json")])
        return [json.dumps(self.answer(asked)).encode()]


def _line(status: HTTPStatus) -> str:
    return f"{status.value} {status.phrase}"


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def listening(stranger: Stranger) -> Iterator[str]:
    """Let a stranger answer on a free port; yield its address."""
    with make_server("127.0.0.1", 0, stranger, handler_class=_Silent) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def endpoint() -> Stranger:
    """Return an endpoint over the slice of Wikidata."""
    store = ox.Store()
    store.load(path=str(SLICE), format=ox.RdfFormat.TURTLE)

    def answer(query: str) -> Any:
        found = store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        return json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    return Stranger(answer)


def service() -> Stranger:
    """Return a reconciliation service that knows one treaty."""

    def answer(queries: str) -> Any:
        if not queries:
            return {"name": "W", "identifierSpace": WIKIDATA, "schemaSpace": WIKIDATA}
        treaty = {"id": "Q900000001", "name": "Treaty of Tartu", "score": 98.0, "match": False}
        treaty["type"] = [{"id": "Q131569", "name": "treaty"}]
        return {
            key: {"result": [treaty] if asked["query"] == "Treaty of Tartu" else []}
            for key, asked in json.loads(queries).items()
        }

    return Stranger(answer)
