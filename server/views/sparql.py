"""The SPARQL endpoint: SPARQL 1.1 Protocol, queries only, and a form for people.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, NotAcceptable, UnsupportedMediaType

from graph.errors import QueryError
from graph.formats import Format
from graph.release import Release
from graph.store import Answer, Selection
from queries.catalogue import catalogue
from server.answering import answer, serialised
from server.describing.answers import Table, tabulate
from server.guard import UpdateError
from server.negotiation import BOOLEAN, GRAPH, HTML, SOLUTIONS, Offer, best, named, offers
from server.problems import status_of
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("sparql", __name__)

_OFFERS: Mapping[str, tuple[Offer, ...]] = {
    "solutions": (*SOLUTIONS, *offers([HTML])),
    "boolean": (*BOOLEAN, *offers([HTML])),
    "graph": (*GRAPH, *offers([HTML])),
}
_ANY = tuple(dict.fromkeys((*SOLUTIONS, *GRAPH, *offers([HTML]))))
_DATASET = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query and what came with it."""

    text: str
    format: str
    selection: Selection | None


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query, or show the form to people who bring none."""
    if request.method != "POST" and not request.args.get("query", "").strip() and _wants_page():
        return _form("")
    asked = _asked()
    try:
        return _answered(release(), asked)
    except QueryError as error:
        if asked.format in ("", HTML.name) and _wants_page():
            return _form(asked.text, problem=str(error), status=status_of(error))
        raise


def _asked() -> _Asked:
    if request.method != "POST":  # GET, or HEAD, which asks in the same way
        return _from_parameters(request.args)
    reader = _READERS.get(request.mimetype)
    if reader is None:
        raise UnsupportedMediaType(
            f"{request.mimetype or 'no media type'} is not read here: send "
            "application/sparql-query or application/x-www-form-urlencoded"
        )
    return reader()


def _from_parameters(parameters: MultiDict[str, str]) -> _Asked:
    if "update" in parameters:
        raise UpdateError("the graph is read-only: only queries are answered")
    texts = parameters.getlist("query")
    if len(texts) != 1 or not texts[0].strip():
        raise BadRequest("give one query, in the parameter 'query'")
    return _Asked(texts[0], parameters.get("format", ""), _selection(parameters))


def _from_form() -> _Asked:
    return _from_parameters(MultiDict([*request.form.items(multi=True), *_format()]))


def _from_body() -> _Asked:
    try:
        text = request.get_data().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"the query is not UTF-8 (byte {error.start})") from error
    if not text.strip():
        raise BadRequest("give one query, in the body")
    return _Asked(text, request.args.get("format", ""), _selection(request.args))


def _format() -> list[tuple[str, str]]:
    return [("format", each) for each in request.args.getlist("format")]


def _update() -> _Asked:
    raise UpdateError("the graph is read-only: only queries are answered")


_READERS: Mapping[str, Callable[[], _Asked]] = {
    "application/x-www-form-urlencoded": _from_form,
    "application/sparql-query": _from_body,
    "application/sparql-update": _update,
}


def _selection(parameters: MultiDict[str, str]) -> Selection | None:
    """Return the dataset that the protocol names, which goes before one in the query.

    https://www.w3.org/TR/sparql11-protocol/#dataset
    """
    default, named_ones = (tuple(parameters.getlist(name)) for name in _DATASET)
    return Selection(default, named_ones) if default or named_ones else None


def _answered(served: Release, asked: _Asked) -> Response:
    given = answer(served, asked.text, asked.selection)
    chosen = _chosen(given, asked.format)
    if chosen == HTML:
        return _form(asked.text, table=tabulate(served, given))
    response = Response(serialised(given, chosen), content_type=_content_type(chosen))
    response.vary.add("Accept")
    return response


def _chosen(given: Answer, name: str) -> Format:
    offered = _OFFERS[given.kind]
    known = ", ".join(offer.format.name for offer in offered)
    if not name:
        chosen = best(request.accept_mimetypes, offered)
        if chosen is None:
            raise NotAcceptable(f"an answer of this kind is to be had as {known}")
        return chosen
    if named(name, _ANY) is None:
        raise BadRequest(f"unknown format {name!r}: an answer of this kind comes as {known}")
    chosen = named(name, offered)
    if chosen is None:
        raise NotAcceptable(f"{name} cannot hold an answer of this kind: ask for {known}")
    return chosen


def _content_type(chosen: Format) -> str:
    text = chosen.media_type.startswith("text/")
    return f"{chosen.media_type}; charset=utf-8" if text else chosen.media_type


def _wants_page() -> bool:
    accept = request.accept_mimetypes
    return accept.provided and best(accept, _ANY) == HTML


def _form(
    text: str, *, table: Table | None = None, problem: str = "", status: int = 200
) -> Response:
    kind = table.kind if table else ""
    downloads = [offer.format.name for offer in _OFFERS.get(kind, ()) if offer.format != HTML]
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
