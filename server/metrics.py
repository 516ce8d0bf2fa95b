"""What the server counts, and its access log: one line of JSON for each request.

The metrics are kept by prometheus-client and read at ``/metrics``.
"""

import json
import logging
import time
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from server.engine.asker import Asker
from server.repeats import Kept

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["ACCESS", "METRICS", "count_repeat", "init_app", "write_log"]

METRICS = CollectorRegistry()
ACCESS = logging.getLogger("detente.access")
"""Where the access log goes; the command line writes it to standard error."""

_RUNNING = Gauge("detente_queries_running", "Queries that run or wait.", registry=METRICS)
_REQUESTS = Counter(
    "detente_requests", "Requests by route and status.", ["route", "status"], registry=METRICS
)
_SECONDS = Histogram(
    "detente_request_seconds",
    "Seconds until the beginning of the answer.",
    ["route"],
    registry=METRICS,
    buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
)


def init_app(app: Flask, engine: Asker) -> None:
    """Count and log every request."""
    _RUNNING.set_function(lambda: len(engine.running()))
    app.before_request(_start)
    app.after_request(_count)


def write_log(file: str) -> None:
    """Write the access log to a file, or to standard error where that is ``-``."""
    handler = logging.StreamHandler() if file == "-" else logging.FileHandler(file, "a", "utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    ACCESS.addHandler(handler)
    ACCESS.setLevel(logging.INFO)
    ACCESS.propagate = False


def _start() -> None:
    g.started = time.perf_counter()


def _count(response: Response) -> Response:
    seconds = time.perf_counter() - g.started
    route = request.endpoint or "none"
    _observe(route, response.status_code, seconds)
    if ACCESS.isEnabledFor(logging.INFO):
        length, query = response.content_length, response.headers.get("Query-Id")
        _write(request.environ, response.status_code, response.mimetype, length, seconds, query)
    return response


def count_repeat(environ: "WSGIEnvironment", kept: Kept, seconds: float) -> None:
    """Count and log a request that was answered before the application was asked."""
    _observe("sparql.sparql", 200, seconds)
    if ACCESS.isEnabledFor(logging.INFO):
        media_type = dict(kept.headers)["Content-Type"].partition(";")[0]
        _write(environ, 200, media_type, len(kept.content), seconds, None)


def _observe(route: str, status: int, seconds: float) -> None:
    _REQUESTS.labels(route, status).inc()
    _SECONDS.labels(route).observe(seconds)


def _write(
    environ: "WSGIEnvironment",
    status: int,
    media_type: str | None,
    length: int | None,
    seconds: float,
    query: str | None,
) -> None:
    """Write what the log says of a request; the words of a query are not its business."""
    line = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "client": environ.get("REMOTE_ADDR"),
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"],
        "status": status,
        "type": media_type,
        "bytes": length,
        "milliseconds": round(1000 * seconds, 2),
        "query": query,
    }
    ACCESS.info(json.dumps(line, ensure_ascii=False))
