"""Endpoints on the loopback that answer as they should not, and note what they were asked."""

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote

__all__ = ["JSON", "STRANGE", "Heard", "listening", "table"]

JSON = "application/sparql-results+json"


@dataclass
class Heard:
    """What an endpoint was asked."""

    queries: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    address: str = ""

    @property
    def host(self) -> str:
        """The host and the port."""
        return self.address.removeprefix("http://").partition("/")[0]


def table(*rows: dict[str, Any]) -> bytes:
    """Return solutions as JSON."""
    names = sorted({name for row in rows for name in row})
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


ANSWER = table({"s": {"type": "uri", "value": "x:s"}})
Handler = BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


def answering(body: bytes, status: int = 200, **headers: str) -> Answer:
    """Return what always answers the same."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        given = {"Content_Type": JSON, "Content_Length": str(len(body)), **headers}
        for name, value in given.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def drip(handler: Handler) -> None:
    """Answer a byte at a time, for as long as anybody listens."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def hang_up(handler: Handler) -> None:
    """Say nothing."""
    handler.close_connection = True


_BLANK = {"type": "bnode", "value": "nodeID://b1"}
"""As Virtuoso names them."""
_DEEP = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":' + b"[" * 200_000

STRANGE: Mapping[str, Answer] = {
    "that redirects": answering(b"", 302, Location="http://127.0.0.1:1/"),
    "that fails": answering(b"out of order", 500),
    "that hangs up": hang_up,
    "that drips": drip,
    "that sends too much": answering(ANSWER + b" " * 200_000),
    "that sends a page": answering(b"<html></html>", Content_Type="text/html"),
    "that packs": answering(gzip.compress(ANSWER), Content_Encoding="gzip"),
    "that sends no JSON": answering(b"{"),
    "that nests": answering(_DEEP),
    "that sends another shape": answering(b'{"head":{},"results":[]}'),
    "that sends triples": answering(table({"s": {"type": "triple", "value": {}}})),
    "that breaks out of an IRI": answering(table({"s": {"type": "uri", "value": "x:s> } #"}})),
    "that breaks out of a language": answering(
        table({"s": {"type": "literal", "value": "a", "xml:lang": "en } #"}})
    ),
    "that names blank nodes": answering(table({"a": _BLANK, "b": _BLANK}, {"a": _BLANK})),
    "that sends half a character": answering(
        ANSWER.replace(b"x:s", b"\\ud800").replace(b"uri", b"literal")
    ),
}


@contextmanager
def listening(answers: Mapping[str, Answer]) -> Iterator[Heard]:
    """Let an endpoint answer at a free port, at each path in its own way."""
    heard = Heard()

    class _Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.queries.append(parse_qs(body.decode())["query"][0])
            heard.headers.append({name.lower(): value for name, value in self.headers.items()})
            answers.get(unquote(self.path).lstrip("/"), answering(ANSWER))(self)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class _Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """Say nothing of who hangs up."""

    with _Server(("127.0.0.1", 0), _Handler) as server:
        heard.address = f"http://127.0.0.1:{server.server_port}/sparql"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield heard
        finally:
            server.shutdown()
            thread.join()
