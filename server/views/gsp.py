"""The SPARQL 1.1 Graph Store HTTP Protocol: whole graphs, read and written.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from collections.abc import Callable, Mapping
from uuid import uuid4

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, NotAcceptable, NotFound, UnsupportedMediaType

from graph.store import Selection
from server.asking import ask_for, engine
from server.binding import is_iri
from server.engine.frames import Change, Done
from server.negotiation import GRAPH, best, for_media_type
from server.permission import require_writer
from server.protocol import Asked, refuse_packed

__all__ = ["blueprint"]

blueprint = Blueprint("store", __name__)

_METHODS = ["GET", "PUT", "POST", "PATCH", "DELETE"]
_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@blueprint.route("/gsp", methods=_METHODS)
def gsp() -> Response:
    """Read or write the graph that the query names, or the default graph."""
    graph = _named()
    if graph is None:
        if request.method != "POST":
            raise BadRequest("name one graph: ?graph=IRI, or ?default")
        return _created()
    return _DOINGS[request.method](graph)


@blueprint.route("/gsp/<path:name>", methods=_METHODS)
def direct(name: str) -> Response:  # noqa: ARG001 - the whole address is the name
    """Read or write the graph whose name is the address of the request."""
    if request.args:
        raise BadRequest("the address names the graph: leave the parameters out")
    return _DOINGS[request.method](request.base_url)


def _named() -> str | None:
    """Return the graph that the query names, empty for the default one, None for none."""
    graphs, default = request.args.getlist("graph"), "default" in request.args
    if len(graphs) + default > 1:
        raise BadRequest("name one graph: ?graph=IRI, or ?default")
    if default:
        return ""
    if graphs and not is_iri(graphs[0]):
        raise BadRequest(f"{graphs[0]!r} is not an absolute IRI")
    return graphs[0] if graphs else None


def _read(graph: str) -> Response:
    chosen = best(request.accept_mimetypes, GRAPH)
    if chosen is None:
        known = ", ".join(offer.format.media_type for offer in GRAPH)
        raise NotAcceptable(f"a graph is to be had as {known}")
    if graph and not _is_there(graph):
        raise NotFound(f"there is no graph <{graph}>")
    selection = Selection((graph,), ()) if graph else None
    return ask_for(Asked("query", _WHOLE, MultiDict()), {"graph": chosen.name}, selection)


def _is_there(graph: str) -> bool:
    asked = Asked("query", f"ASK {{ GRAPH <{graph}> {{ }} }}", MultiDict())
    return b"true" in ask_for(asked, {"boolean": "json"}, None).get_data()


def _put(graph: str) -> Response:
    return _answered(_change(_sent("put", graph)))


def _post(graph: str) -> Response:
    return _answered(_change(_sent("post", graph)))


def _created() -> Response:
    address = url_for("store.direct", name=uuid4().hex, _external=True)
    _change(_sent("post", address))
    return Response(status=201, headers={"Location": address})


def _delete(graph: str) -> Response:
    return _answered(_change(Change("delete", graph=graph, must_exist=bool(graph))))


def _patch(graph: str) -> Response:
    require_writer()
    if request.mimetype != "application/sparql-update":
        raise UnsupportedMediaType("a graph is patched with application/sparql-update")
    try:
        text = request.get_data().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"the update is not UTF-8 (byte {error.start})") from error
    return _answered(_change(Change("patch", text=text, graph=graph, base=graph)))


_DOINGS: Mapping[str, Callable[[str], Response]] = {
    "GET": _read,
    "HEAD": _read,
    "PUT": _put,
    "POST": _post,
    "PATCH": _patch,
    "DELETE": _delete,
}


def _sent(operation: str, graph: str) -> Change:
    """Return the change that the documents in a request ask for."""
    require_writer()  # before anything large is read
    refuse_packed(request)
    if request.mimetype == "multipart/form-data":
        files = [file for _, several in request.files.lists() for file in several]
        parts = [(file.mimetype, file.read()) for file in files]
    else:
        parts = [(request.mimetype, request.get_data())]
    if not parts:
        raise BadRequest("send at least one file")
    documents = tuple((_format(media_type), content) for media_type, content in parts)
    return Change(operation, graph=graph, documents=documents, base=graph or request.base_url)


def _format(media_type: str) -> str:
    given = for_media_type(media_type, GRAPH)
    if given is None:
        known = ", ".join(offer.format.media_type for offer in GRAPH)
        raise UnsupportedMediaType(f"{media_type or 'no type'} is not read here: send {known}")
    return given.name


def _change(change: Change) -> Done:
    require_writer()
    return engine().change(change)


def _answered(done: Done) -> Response:
    return Response(status=204 if done.existed or request.method == "DELETE" else 201)
