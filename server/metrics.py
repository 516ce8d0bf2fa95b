"""What the server counts, and its access log: one line of JSON for each request.

The metrics are kept by prometheus-client and read at ``/metrics``.
"""

import json
import logging
import time

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from server.engine.asker import Asker

__all__ = ["ACCESS", "METRICS", "init_app", "write_log"]

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
    _REQUESTS.labels(route, response.status_code).inc()
    _SECONDS.labels(route).observe(seconds)
    if ACCESS.isEnabledFor(logging.INFO):
        ACCESS.info(json.dumps(_line(response, seconds), ensure_ascii=False))
    return response


def _line(response: Response, seconds: float) -> dict[str, object]:
    """Return what the log says of a request; the words of a query are not its business."""
    return {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "client": request.remote_addr,
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "type": response.mimetype,
        "bytes": response.content_length,
        "milliseconds": round(1000 * seconds, 2),
        "query": response.headers.get("Query-Id"),
    }
