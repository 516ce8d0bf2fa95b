"""Requests that were made before in the very same words, answered before the application is asked.

What a request is answered with depends on its line, on the headers below, and on the state of the
graph, which all are part of what an answer is kept under; so it need not be read again.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["Kept", "Repeats"]

_READ = (
    *("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "wsgi.url_scheme", "HTTP_HOST"),
    *("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH"),
)
"""What of a request its answer may depend on."""
_LARGEST = 2**15
_MOST = 1_000
"""Bytes of the largest answer that is kept, and how many are."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it goes out, and the state of the graph that it is from."""

    state: str
    headers: list[tuple[str, str]]
    content: bytes


class Repeats:
    """An application, and the answers that it gave of late at one address."""

    def __init__(
        self,
        app: "WSGIApplication",
        path: str,
        state: Callable[[], str],
        admit: Callable[["WSGIEnvironment"], bool],
        count: Callable[["WSGIEnvironment", Kept, float], None],
    ) -> None:
        """``admit`` says whether a client may ask once more, and ``count`` is told of answers."""
        self._app, self._path, self._state = app, path, state
        self._admit, self._count = admit, count
        self._kept: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        self._lock = Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        if environ["PATH_INFO"] != self._path or environ["REQUEST_METHOD"] != "GET":
            return self._app(environ, start_response)
        start = time.perf_counter()
        key, state = tuple(map(environ.get, _READ)), self._state()
        kept = self._kept.get(key)
        if kept is None or kept.state != state or not self._admit(environ):
            return self._asked(key, state, environ, start_response)
        start_response("200 OK", kept.headers)
        self._count(environ, kept, time.perf_counter() - start)
        return [kept.content]

    def _asked(
        self,
        key: tuple[Any, ...],
        state: str,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
    ) -> Iterable[bytes]:
        """Ask the application, and keep what it says where that is short and can be had again."""
        said: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said[:] = [status, headers]
            return start_response(status, headers, *more)

        given = self._app(environ, start)
        if said and _is_lasting(*said):
            content = b"".join(given)
            if hasattr(given, "close"):
                given.close()
            headers = [each for each in said[1] if each[0] != "Query-Id"]
            self._keep(key, Kept(state, headers, content))
            return [content]
        return given

    def _keep(self, key: tuple[Any, ...], kept: Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)


def _is_lasting(status: str, headers: list[tuple[str, str]]) -> bool:
    """Tell whether an answer is short, and the same until the graph is another."""
    told = {name.lower(): value for name, value in headers}
    length = int(told.get("content-length", _LARGEST + 1))
    return status == "200 OK" and "etag" in told and length <= _LARGEST
