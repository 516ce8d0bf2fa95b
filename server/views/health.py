"""How the server is: whether it lives, whether it answers, what is running, and what it counted."""

import time

from flask import Blueprint, Response, abort, current_app, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from server.asking import dataset, engine
from server.engine.frames import Question
from server.engine.reply import Running
from server.metrics import METRICS
from server.operators import is_operator
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def health() -> Response:
    """Say that the process lives, and what it is at."""
    running = engine().running()
    return jsonify(
        status="alive",
        running=sum(not each.is_waiting for each in running),
        waiting=sum(each.is_waiting for each in running),
        workers=engine().settings.workers,
        queries=[_told(each) for each in running],
    )


@blueprint.get("/readyz")
def readiness() -> Response:
    """Say that a query is answered; a problem where none is."""
    start = time.perf_counter()
    question = Question("ASK {}", dataset(), {"boolean": "json"}, seconds=2)
    engine().ask(question, f"ready-{time.monotonic_ns()}").close()
    milliseconds = round(1000 * (time.perf_counter() - start), 2)
    return jsonify(status="ready", release=release().manifest.identifier, milliseconds=milliseconds)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Give the counts in the text format of Prometheus."""
    return Response(generate_latest(METRICS), content_type=CONTENT_TYPE_LATEST)


@blueprint.delete("/queries/<identifier>")
def cancel(identifier: str) -> Response:
    """Stop a query; who knows its name may."""
    if not engine().cancel(identifier):
        abort(404, f"no query {identifier!r} is running")
    return Response(status=204)


def _told(running: Running) -> dict[str, object]:
    """Return what anybody may know of a query, and to an operator its name and its words."""
    told: dict[str, object] = {
        "seconds": round(running.seconds, 3),
        "waiting": running.is_waiting,
    }
    if is_operator(request, current_app):
        told |= {"id": running.identifier, "query": running.question.text[:1_000]}
    return told
