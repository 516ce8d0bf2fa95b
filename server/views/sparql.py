"""The SPARQL endpoint: SPARQL 1.1 Protocol, and a form for people.

https://www.w3.org/TR/sparql11-protocol/
"""

from flask import Blueprint, Response, make_response, render_template, request

from graph.errors import QueryError
from queries.catalogue import catalogue
from server.asking import ask, formats_for, page_answer, wants_page
from server.describing.answers import MAXIMUM_ROWS, Table, tabulate
from server.guard import UpdateError
from server.negotiation import HTML, OFFERS
from server.problems import status_of
from server.protocol import Asked, read
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query, or show the form to people who bring none."""
    if request.method != "POST" and not request.args.get("query", "").strip() and wants_page():
        return _form("")
    asked = read(request)
    if asked.operation == "update":
        raise UpdateError("the graph is read-only: only queries are answered")
    try:
        return _answered(asked)
    except QueryError as error:
        if asked.format in ("", HTML.name) and wants_page():
            return _form(asked.text, problem=str(error), status=status_of(error))
        raise


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
