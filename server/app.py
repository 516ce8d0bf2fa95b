"""The web application: what it has."""

from pathlib import Path

from flask import Flask
from flask_compress import Compress

from graph.formats import GRAPH_FORMATS, RESULT_FORMATS
from server.asking import ENGINE
from server.assets import init_app as name_assets
from server.engine.client import engine_for
from server.engine.settings import Settings
from server.guard import MAXIMUM_BYTES
from server.headers import init_app as add_headers
from server.links import href
from server.navigation import init_app as list_parts
from server.problems import init_app as answer_problems
from server.served import EXTENSION, Served
from server.views.api import blueprint as api
from server.views.downloads import blueprint as downloads
from server.views.editor import blueprint as editor
from server.views.examples import blueprint as examples
from server.views.home import blueprint as home
from server.views.ontology import blueprint as ontology
from server.views.pictures import blueprint as pictures
from server.views.proofs import blueprint as proofs
from server.views.reconciliation import blueprint as reconciliation
from server.views.records import blueprint as records
from server.views.reviewing import FILE
from server.views.reviewing import blueprint as reviewing
from server.views.sparql import blueprint as sparql
from server.views.things import blueprint as things

__all__ = ["create_app"]


_COMPRESSED = [
    *("text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"),
    *(each.media_type for each in (*GRAPH_FORMATS, *RESULT_FORMATS)),
]


def create_app(data: Path, settings: Settings | None = None, marks: Path | None = None) -> Flask:
    """Return an application that serves the graph in ``data``; raises ReleaseError without one.

    With a file of ``marks``, facts can be reviewed, which writes into that file and nowhere else.
    """
    app = Flask(__name__)
    app.extensions[EXTENSION] = Served(data)
    app.extensions[ENGINE] = engine_for(settings or Settings())
    # In a form every byte of a query may take three.
    app.config["MAX_CONTENT_LENGTH"] = 3 * MAXIMUM_BYTES + 1_000
    app.jinja_env.filters["href"] = href
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config["COMPRESS_MIMETYPES"] = _COMPRESSED
    app.config["COMPRESS_STREAMS"] = False  # files are sent in parts, and taken up again
    Compress(app)
    name_assets(app)
    list_parts(app)
    app.register_blueprint(home)
    app.register_blueprint(things)
    app.register_blueprint(ontology)
    app.register_blueprint(examples)
    app.register_blueprint(editor)
    app.register_blueprint(pictures)
    app.register_blueprint(proofs)
    app.register_blueprint(sparql)
    app.register_blueprint(downloads)
    if marks:
        app.config[FILE] = marks
        app.register_blueprint(reviewing)
    app.register_blueprint(reconciliation)
    app.register_blueprint(records)
    app.register_blueprint(api)
    add_headers(app)
    answer_problems(app)
    return app
