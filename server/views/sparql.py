"""The SPARQL endpoint: SPARQL 1.1 Protocol, and a form for people.

https://www.w3.org/TR/sparql11-protocol/
"""

from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from graph.errors import QueryError
from graph.release import Release
from graph.store import Selection
from queries.catalogue import catalogue
from server.asking import ask, content_type, engine, formats_for, page_answer, wants_page
from server.describing.answers import MAXIMUM_ROWS, Table, tabulate
from server.engine.frames import Change
from server.negotiation import GRAPH, HTML, OFFERS, WRITERS, best
from server.permission import require_writer
from server.problems import status_of
from server.protocol import Asked, read
from server.served import release
from server.service import described

__all__ = ["blueprint"]

blueprint = Blueprint("sparql", __name__)

_SIZES = """SELECT ?graph ?triples {
  { SELECT (COUNT(*) AS ?triples) { ?s ?p ?o } }
  UNION { SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph }
}"""


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query, or show the form to people who bring none."""
    if request.method != "POST" and not {"query", "update"} & set(request.args):
        return _form("") if wants_page() else _description()
    asked = read(request)
    if asked.operation == "update":
        return _updated(asked)
    try:
        return _answered(asked)
    except QueryError as error:
        if asked.format in ("", HTML.name) and wants_page():
            return _form(asked.text, problem=str(error), status=status_of(error))
        raise


def _description() -> Response:
    chosen = best(request.accept_mimetypes, GRAPH)
    if chosen is None:
        raise BadRequest("give one query, in the parameter 'query'")
    served = release()
    graph = described(
        url_for("sparql.sparql", _external=True),
        _sizes(served),
        served.names,
        writable=engine().is_written,
        inferring=served.manifest.engine != "none" or engine().settings.reasoning,
        services=engine().settings.services,
    )
    text = graph.serialize(format=WRITERS[chosen.name], encoding="utf-8")
    response = Response(text, content_type=content_type(chosen))
    response.vary.add("Accept")
    return response


def _sizes(served: Release) -> dict[str, int]:
    """Return how many triples there are by graph, and in the default graph."""
    rows = served.store.query(_SIZES, base=served.manifest.base).rows()
    return {str(row.get("graph", "")): int(str(row["triples"])) for row in rows}


def _updated(asked: Asked) -> Response:
    require_writer()
    using = asked.selection or Selection()
    base = release().manifest.base
    change = Change("update", asked.text, using=using.default, using_named=using.named, base=base)
    engine().change(change)
    return Response(status=204)


def _answered(asked: Asked) -> Response:
    formats = formats_for(asked.format)
    if formats.get("solutions") == HTML.name:
        given = page_answer(asked, MAXIMUM_ROWS)
        return _form(asked.text, table=tabulate(release(), given))
    return ask(asked, formats)


def _form(
    text: str, *, table: Table | None = None, problem: str = "", status: int = 200
) -> Response:
    kind = table.kind if table else ""
    downloads = [offer.format.name for offer in OFFERS.get(kind, ()) if offer.format != HTML]
    page = render_template(
        "sparql.html",
        text=text,
        table=table,
        problem=problem,
        downloads=downloads,
        examples=catalogue(),
    )
    response = make_response(page, status)
    response.vary.add("Accept")
    return response
