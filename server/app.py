"""The web application: what it has."""

from contextlib import suppress
from pathlib import Path

from flask import Flask

from graph.errors import ReleaseError
from graph.release import current
from graph.remote import RemoteStore
from server.asking import ANSWERS, ENGINE, state_of
from server.assets import init_app as name_assets
from server.caching import Answers
from server.compression import init_app as compress
from server.engine.asker import Asker
from server.engine.client import engine_for
from server.engine.settings import Settings
from server.federation.asker import Federation
from server.guard import MAXIMUM_BYTES, MAXIMUM_UPDATE_BYTES
from server.headers import init_app as add_headers
from server.links import href
from server.metrics import count_repeat
from server.metrics import init_app as count_requests
from server.navigation import init_app as list_parts
from server.operators import TOKEN
from server.problems import init_app as answer_problems
from server.rates import Rates
from server.rates import init_app as limit_rates
from server.remote import RemoteEngine
from server.repeats import Repeats
from server.served import EXTENSION, Holder, Served
from server.views.api import blueprint as api
from server.views.downloads import blueprint as downloads
from server.views.editor import blueprint as editor
from server.views.examples import blueprint as examples
from server.views.gsp import blueprint as gsp
from server.views.health import blueprint as health
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
from server.written import Empty, Written

__all__ = ["create_app"]

_PARTS = (
    *(home, things, ontology, examples, editor, pictures, proofs),
    *(sparql, gsp, api, reconciliation, downloads, records, health),
)


def create_app(
    data: Path,
    settings: Settings | None = None,
    marks: Path | None = None,
    *,
    token: str = "",
    rate: float = 0,
) -> Flask:
    """Return an application that serves the graph in ``data``; raises ReleaseError without one.

    With a file of ``marks``, facts can be reviewed, which writes into that file and nowhere else.
    Who has the ``token`` may write, where the settings let anybody; ``rate`` is the number of
    queries that a client may ask in a second.
    """
    app = Flask(__name__)
    settings = settings or Settings()
    engine = app.extensions[ENGINE] = _engine(data, settings)
    app.extensions[ANSWERS] = Answers()
    app.extensions[EXTENSION] = _holder(data, settings, engine)
    app.config[TOKEN] = token
    _limit_bodies(app, settings)
    app.jinja_env.filters["href"] = href
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    compress(app)
    name_assets(app)
    list_parts(app)
    count_requests(app, engine)
    rates = limit_rates(app, rate)
    for part in _PARTS:
        app.register_blueprint(part)
    if marks:
        app.config[FILE] = marks
        app.register_blueprint(reviewing)
    add_headers(app)
    answer_problems(app)
    _remember_repeats(app, rates)
    return app


def _remember_repeats(app: Flask, rates: Rates) -> None:
    """Answer what was asked before in the same words without asking the application."""
    engine, holder = app.extensions[ENGINE], app.extensions[EXTENSION]

    def state() -> str:
        with suppress(ReleaseError):  # the application tells of that
            return state_of(engine, holder.now, engine.version)
        return ""

    app.wsgi_app = Repeats(  # type: ignore[method-assign]
        app.wsgi_app, "/sparql", state, rates.admits, count_repeat
    )


def _limit_bodies(app: Flask, settings: Settings) -> None:
    # In a form every byte of a query may take three.
    most = MAXIMUM_UPDATE_BYTES if settings.written else MAXIMUM_BYTES
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = 3 * most + 1_000


def _engine(data: Path, settings: Settings) -> Asker:
    if settings.remote:
        return Federation(RemoteEngine(settings, RemoteStore(settings.remote), current(data)))
    return Federation(engine_for(settings))


def _holder(data: Path, settings: Settings, engine: Asker) -> Holder:
    if settings.empty_base:
        return Empty(data, settings.empty_base, engine)
    is_elsewhere = settings.written or settings.remote
    return Written(data, engine) if is_elsewhere else Served(data)
