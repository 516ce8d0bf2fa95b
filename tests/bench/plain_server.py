"""The engine in a Flask without isolation: what an endpoint costs that guards nothing.

``python tests/bench/plain_server.py STORE PORT``
"""

import sys
from pathlib import Path

from flask import Flask, Response, request
from waitress import serve

from graph.formats import graph_format, result_format
from graph.store import Store


def serving(store: Store) -> Flask:
    """Return an application that answers queries in this very process."""
    app = Flask(__name__)

    @app.get("/")
    def sparql() -> Response:
        answer = store.query(request.args["query"], base="https://example.org/bench/")
        chosen = graph_format("ntriples") if answer.kind == "graph" else result_format("json")
        return Response(answer.serialise(chosen), content_type=chosen.media_type)

    return app


if __name__ == "__main__":
    application = serving(Store(Path(sys.argv[1])))
    serve(application, host="127.0.0.1", port=int(sys.argv[2]), threads=16)
