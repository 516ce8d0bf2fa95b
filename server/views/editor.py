"""The query page: an editor, the examples, and answers as table, chart, network or time line."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from graph.errors import QueryError
from graph.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.release import Release
from queries.catalogue import Example, catalogue
from server.asking import page_answer
from server.describing.answers import MAXIMUM_ROWS, tabulate
from server.describing.mistakes import mistake_in
from server.describing.vocabulary import prefixes, vocabulary
from server.negotiation import HTML, OFFERS
from server.pictures.answers import PLOTTED
from server.problems import status_of
from server.protocol import Asked
from server.scopes import PARTS
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("editor", __name__)

_VIEWS = {
    "table": "Table",
    "chart": "Chart",
    "network": "Network",
    "timeline": "Time line",
    "raw": "Raw",
}
_SCOPES = {
    "": "What is stated and inferred",
    "asserted": "Only what is stated",
    "claims": "Claims as well, as if they were facts",
}
_PARTS = {"asserted": "asserted", "claims": ",".join(PARTS)}
"""The parts of the graph that a scope asks, where they are not the usual ones."""
_RAW = {
    **dict.fromkeys(("solutions", "boolean"), RESULT_FORMATS[0]),
    "graph": GRAPH_FORMATS[0],
}
_FIRST = """SELECT ?event ?label ?date
WHERE {
  ?event a det:Event ; rdfs:label ?label ; det:date ?date .
}
ORDER BY ?date
"""


@blueprint.get("/query")
def editor() -> Response:
    """Show the editor, and the answer to the query that the address has."""
    text = request.args.get("query", "")
    if not text.strip():
        return _page(_beginning(release()), {})
    try:
        return _page(text, _answered(release(), text))
    except QueryError as error:
        return _page(text, {"mistake": mistake_in(text, error)}, status_of(error))


@blueprint.get("/vocabulary.json")
def words() -> BaseResponse:
    """Send what an editor can complete."""
    response = jsonify(vocabulary(release()))
    response.set_etag(release().manifest.identifier)
    return response.make_conditional(request)


def _page(text: str, found: Mapping[str, object], status: int = 200) -> Response:
    page = render_template(
        "editor.html",
        text=text,
        view=_view(),
        views=_VIEWS,
        scope=_scope(),
        scopes=_SCOPES,
        subjects=_subjects(),
        **found,
    )
    return make_response(page, status)


def _answered(served: Release, text: str) -> dict[str, object]:
    asked = _asked(text)
    table = tabulate(served, page_answer(asked, MAXIMUM_ROWS))
    plot = PLOTTED[_view()](table) if _view() in PLOTTED else None
    raw = _raw(asked) if _view() == "raw" else ""
    dataset = [(name, parts) for name, parts in asked.parameters.items() if name == "graphs"]
    downloads = [offer.format.name for offer in OFFERS[table.kind] if offer.format != HTML]
    return {"table": table, "plot": plot, "raw": raw, "dataset": dataset, "downloads": downloads}


def _raw(asked: Asked) -> str:
    """Return the beginning of the answer as programs get it."""
    given = page_answer(asked, MAXIMUM_ROWS)
    return given.serialise(_RAW[given.kind]).decode("utf-8")


def _asked(text: str) -> Asked:
    """Return the query, over the parts of the graph that the reader wants to ask."""
    sent = {name: request.args[name] for name in ("id", "timeout") if name in request.args}
    parts = {"graphs": _PARTS[_scope()]} if _scope() in _PARTS else {}
    return Asked("query", text, MultiDict({**sent, **parts}))


def _view() -> str:
    view = request.args.get("view", "table")
    return view if view in _VIEWS else "table"


def _scope() -> str:
    scope = request.args.get("scope", "")
    return scope if scope in _SCOPES else ""


def _beginning(served: Release) -> str:
    used = {name: iri for name, iri in prefixes(served.manifest.base).items() if name in _USED}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in used.items()) + f"\n{_FIRST}"


_USED = ("det", "rdfs")


def _subjects() -> dict[str, list[Example]]:
    """Return the examples by the first of their tags."""
    found: dict[str, list[Example]] = {}
    for example in catalogue():
        found.setdefault(example.tags[0] if example.tags else "more", []).append(example)
    return dict(sorted(found.items()))
