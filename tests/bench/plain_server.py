"""The engine in a Flask without isolation: what an endpoint costs that guards nothing.

``python tests/bench/plain_server.py STORE PORT``
"""

import sys
from pathlib import Path

from flask import Flask, Response, request
from waitress import serve

from graph.formats import graph_format, result_format
from graph.store import Store

app = Flask(__name__)
store = Store(Path(sys.argv[1]))


@app.get("/")
def sparql() -> Response:
    """Answer a query in this very process."""
    answer = store.query(request.args["query"], base="https://example.org/bench/")
    chosen = graph_format("ntriples") if answer.kind == "graph" else result_format("json")
    return Response(answer.serialise(chosen), content_type=chosen.media_type)


if __name__ == "__main__":
    serve(app, host="127.0.0.1", port=int(sys.argv[2]), threads=16)
