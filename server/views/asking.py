"""The query page: an editor, the examples, and answers as table, chart, network or time line."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from rdflib import URIRef
from werkzeug.wrappers import Response as BaseResponse

from graph.errors import QueryError
from graph.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.release import Release
from graph.store import Selection
from queries.catalogue import Example, catalogue
from server.answering import answer, serialised
from server.describing.answers import Table, tabulate
from server.describing.mistakes import mistake_in
from server.describing.vocabulary import prefixes, vocabulary
from server.negotiation import BOOLEAN, GRAPH, SOLUTIONS, Offer
from server.pictures.answers import PLOTTED
from server.problems import status_of
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("asking", __name__)

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
_DOWNLOADS: Mapping[str, tuple[Offer, ...]] = {
    "solutions": SOLUTIONS,
    "boolean": BOOLEAN,
    "graph": GRAPH,
}
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
def asking() -> Response:
    """Show the editor, and the answer to the query that the address has."""
    text = request.args.get("query", "")
    if not text.strip():
        return _page(_beginning(release()), {})
    try:
        return _page(text, _answered(release(), text))
    except QueryError as error:
        return _page(text, {"mistake": mistake_in(text, str(error))}, status_of(error))


@blueprint.get("/vocabulary.json")
def words() -> BaseResponse:
    """Send what an editor can complete."""
    response = jsonify(vocabulary(release()))
    response.set_etag(release().manifest.identifier)
    return response.make_conditional(request)


def _page(text: str, found: Mapping[str, object], status: int = 200) -> Response:
    page = render_template(
        "asking.html",
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
    selection = _selection(served)
    table = tabulate(served, answer(served, text, selection))
    plot = PLOTTED[_view()](table) if _view() in PLOTTED else None
    raw = _raw(served, text, selection, table) if _view() == "raw" else ""
    dataset = [("default-graph-uri", name) for name in selection.default] if selection else []
    downloads = [offer.format.name for offer in _DOWNLOADS[table.kind]]
    return {"table": table, "plot": plot, "raw": raw, "dataset": dataset, "downloads": downloads}


def _raw(served: Release, text: str, selection: Selection | None, table: Table) -> str:
    return serialised(answer(served, text, selection), _RAW[table.kind]).decode("utf-8")


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
