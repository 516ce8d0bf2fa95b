"""Names of the graph dereference: 303 to a page or to data, by the Accept header.

https://www.w3.org/TR/cooluris/#r303gendocument
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from rdflib import URIRef
from werkzeug.exceptions import NotAcceptable, NotFound
from werkzeug.wrappers import Response as BaseResponse

from graph.formats import Format
from graph.release import Release
from server.binding import bound, query
from server.describing.document import describe_document
from server.describing.schema import in_schema_org
from server.describing.thing import describe, exists
from server.links import iri_of
from server.negotiation import GRAPH, HTML, best, named, offers
from server.remembering import remembered
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("things", __name__)

_BOTH = (*GRAPH, *offers([HTML]))


@blueprint.get("/id/<path:name>")
def thing(name: str) -> BaseResponse:
    """Send on from a thing to what is written about it."""
    return _see_other(name, with_page=True)


@blueprint.get("/document/<path:name>")
def document(name: str) -> BaseResponse:
    """Send on from a document to its page or its description."""
    return _see_other(f"document/{name}", with_page=True)


@blueprint.get("/rule/<path:name>")
def rule(name: str) -> BaseResponse:
    """Send on from an extraction rule to its page or its description."""
    return _see_other(f"rule/{name}", with_page=True)


@blueprint.get("/reference/<path:name>")
def reference(name: str) -> BaseResponse:
    """Send on from a table of reference data to its page or its description."""
    return _see_other(f"reference/{name}", with_page=True)


@blueprint.get("/evidence/<path:name>")
def evidence(name: str) -> BaseResponse:
    """Send on from the record of a statement's evidence to its data."""
    return _see_other(f"evidence/{name}", with_page=False)


@blueprint.get("/proof/<path:name>")
def proof(name: str) -> BaseResponse:
    """Send on from an inferred triple, a premise or a derivation to its data."""
    return _see_other(f"proof/{name}", with_page=False)


@blueprint.get("/graph/<path:name>")
def graph(name: str) -> BaseResponse:
    """Send on from a named graph to its triples; a claim has a page as well."""
    return _see_other(f"graph/{name}", with_page=name.startswith("claim/"))


def _see_other(name: str, *, with_page: bool) -> BaseResponse:
    _found(release(), name)
    offered = _BOTH if with_page else GRAPH
    chosen = best(request.accept_mimetypes, offered)
    if chosen is None and not with_page and best(request.accept_mimetypes, _BOTH) == HTML:
        chosen = GRAPH[0].format  # a browser can show what there is no page for
    if chosen is None:
        known = ", ".join(offer.format.media_type for offer in offered)
        raise NotAcceptable(f"this is to be had as {known}")
    response = redirect(_address(name, chosen), 303)
    response.vary.add("Accept")
    return response


def _address(name: str, chosen: Format) -> str:
    if chosen == HTML:
        return url_for("things.page", name=name)
    return url_for("things.data", name=name, extension=chosen.extension)


@blueprint.get("/page/<path:name>")
def page(name: str) -> str:
    """Show all that the graph knows of one thing, or one document sentence by sentence."""
    served = release()
    iri = _found(served, name)
    if name.startswith("document/"):
        return _document(served, iri, request.script_root)
    told = describe(served, iri)
    schema = in_schema_org(told, served.manifest.base)
    downloads = _downloads(name)
    return render_template("thing.html", page=told, schema=schema, downloads=downloads)


@remembered(8)
def _document(served: Release, document: URIRef, _root: str) -> str:
    """Write the page of a document, which is long; its links are below a root."""
    article = describe_document(served, document)
    name = document.removeprefix(served.manifest.base)
    return render_template("document.html", page=article, downloads=_downloads(name))


def _downloads(name: str) -> list[tuple[str, str]]:
    return [(each.format.name, _address(name, each.format)) for each in GRAPH]


@blueprint.get("/data/<path:name>.<extension>")
def data(name: str, extension: str) -> Response:
    """Send the description of a thing, or the triples of a graph, in one format."""
    chosen = named(extension, GRAPH)
    if chosen is None or extension != chosen.extension:
        known = ", ".join(f".{each.format.extension}" for each in GRAPH)
        raise NotFound(f"there is no .{extension} here: choose one of {known}")
    served = release()
    iri = _found(served, name)
    # A claim's own triples without its speaker would be false witness: it is described instead.
    whole = name.startswith("graph/") and not served.names.is_claim(iri)
    asked = "graph" if whole else "proof" if name.startswith("proof/") else "description"
    text = bound(query(asked), this=iri)
    given = served.store.query(text, base=served.manifest.base)
    return Response(given.serialise(chosen), mimetype=chosen.media_type)


def _found(served: Release, name: str) -> URIRef:
    iri = iri_of(name, served.manifest.base)
    if not exists(served, iri):
        raise NotFound(f"the graph says nothing about {name!r}: look for it by name")
    return URIRef(iri)
