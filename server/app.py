"""The web application: what it has."""

from pathlib import Path

from flask import Flask

from server.guard import MAXIMUM_BYTES
from server.headers import init_app as add_headers
from server.links import href
from server.problems import init_app as answer_problems
from server.served import EXTENSION, Served
from server.views.api import blueprint as api
from server.views.downloads import blueprint as downloads
from server.views.examples import blueprint as examples
from server.views.home import blueprint as home
from server.views.ontology import blueprint as ontology
from server.views.reconciliation import blueprint as reconciliation
from server.views.records import blueprint as records
from server.views.sparql import blueprint as sparql
from server.views.things import blueprint as things

__all__ = ["create_app"]


def create_app(data: Path) -> Flask:
    """Return an application that serves the graph in ``data``; raises ReleaseError without one."""
    app = Flask(__name__)
    app.extensions[EXTENSION] = Served(data)
    # In a form every byte of a query may take three.
    app.config["MAX_CONTENT_LENGTH"] = 3 * MAXIMUM_BYTES + 1_000
    app.jinja_env.filters["href"] = href
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_blueprint(home)
    app.register_blueprint(things)
    app.register_blueprint(ontology)
    app.register_blueprint(examples)
    app.register_blueprint(sparql)
    app.register_blueprint(downloads)
    app.register_blueprint(reconciliation)
    app.register_blueprint(records)
    app.register_blueprint(api)
    add_headers(app)
    answer_problems(app)
    return app
