"""The query page: an editor, the examples, and answers as table, chart, network or time line."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from rdflib import URIRef
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from graph.errors import QueryError
from graph.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.release import Release
from graph.store import Selection
from queries.catalogue import Example, catalogue
from server.asking import page_answer
from server.describing.answers import MAXIMUM_ROWS, tabulate
from server.describing.mistakes import mistake_in
from server.describing.vocabulary import prefixes, vocabulary
from server.negotiation import HTML, OFFERS
from server.pictures.answers import PLOTTED
from server.problems import status_of
from server.protocol import Asked
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
_SENT = ("default-graph-uri", "named-graph-uri")
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
    asked = _asked(served, text)
    table = tabulate(served, page_answer(asked, MAXIMUM_ROWS))
    plot = PLOTTED[_view()](table) if _view() in PLOTTED else None
    raw = _raw(asked) if _view() == "raw" else ""
    dataset = [(name, graph) for name, graph in asked.parameters.items(multi=True) if name in _SENT]
    downloads = [offer.format.name for offer in OFFERS[table.kind] if offer.format != HTML]
    return {"table": table, "plot": plot, "raw": raw, "dataset": dataset, "downloads": downloads}


def _raw(asked: Asked) -> str:
    """Return the beginning of the answer as programs get it."""
    given = page_answer(asked, MAXIMUM_ROWS)
    return given.serialise(_RAW[given.kind]).decode("utf-8")


def _asked(served: Release, text: str) -> Asked:
    """Return the query, over the graphs that the reader wants to ask."""
    selection = _selection(served)
    default = selection.default if selection else ()
    graphs = selection.named if selection else ()
    parameters = MultiDict[str, str](
        [
            *(("default-graph-uri", name) for name in default),
            *(("named-graph-uri", name) for name in graphs),
            *((name, request.args[name]) for name in ("id", "timeout") if name in request.args),
        ]
    )
    return Asked("query", text, parameters)


def _selection(served: Release) -> Selection | None:
    """Return the graphs that the reader wants to ask; None is the default graph."""
    names, known = served.names, tuple(served.manifest.graphs)
    inferred = str(names.graph("inferred"))
    chosen = {
        "asserted": tuple(n for n in known if n != inferred and not names.is_claim(URIRef(n))),
        "claims": known,
    }
    scope = _scope()
    return Selection(chosen[scope], known) if scope in chosen else None


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
