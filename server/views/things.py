"""Names of the graph dereference: 303 to a page or to data, by the Accept header.

https://www.w3.org/TR/cooluris/#r303gendocument
"""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
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
from server.negotiation import GRAPH, HTML, Offer, best, named, offers
from server.reconciling.index import index
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("things", __name__)

_BOTH = (*GRAPH, *offers([HTML]))
_LIKELY, _MOST = 0.7, 3
"""How like an unknown name another must be to be suggested, and how many are."""
_IN_IRI = "/:#?&=@!$'()*+,;~%"


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
    offered = _BOTH if with_page else GRAPH
    name, chosen = _by_extension(name, offered)
    _found(release(), name)
    chosen = chosen or best(request.accept_mimetypes, offered)
    if chosen is None and not with_page and best(request.accept_mimetypes, _BOTH) == HTML:
        chosen = GRAPH[0].format  # a browser can show what there is no page for
    if chosen is None:
        known = ", ".join(offer.format.media_type for offer in offered)
        raise NotAcceptable(f"this is to be had as {known}")
    response = redirect(_address(name, chosen), 303)
    response.vary.add("Accept")
    response.headers.extend([("Link", each) for each in _alternates(name, offered)])
    return response


def _by_extension(name: str, offered: tuple[Offer, ...]) -> tuple[str, Format | None]:
    """Return a name without the extension by which it asks for a format, and that format."""
    stem, _, extension = name.rpartition(".")
    chosen = named(extension, offered) if stem and not exists(release(), _iri(name)) else None
    return (name, None) if chosen is None else (stem, chosen)


def _alternates(name: str, offered: Iterable[Offer]) -> Iterator[str]:
    """Yield the forms in which something is written about a thing, as RFC 8288 has links."""
    for each in offered:
        kind = each.format.media_type
        yield f'<{_address(name, each.format)}>; rel="alternate"; type="{kind}"'


def _address(name: str, chosen: Format) -> str:
    if chosen == HTML:
        return url_for("things.page", name=name)
    return url_for("things.data", name=name, extension=chosen.extension)


@blueprint.get("/page/<path:name>")
def page(name: str) -> Response:
    """Show all that the graph knows of one thing, or one document sentence by sentence."""
    served = release()
    iri = _found(served, name)
    downloads = [(each.format.name, _address(name, each.format)) for each in GRAPH]
    if name.startswith("document/"):
        article = describe_document(served, iri)
        text = render_template("document.html", page=article, downloads=downloads)
    else:
        told = describe(served, iri)
        schema = in_schema_org(told, served.manifest.base)
        text = render_template("thing.html", page=told, schema=schema, downloads=downloads)
    return _linked(make_response(text), name, iri, GRAPH)


def _linked(response: Response, name: str, iri: URIRef, offered: Iterable[Offer]) -> Response:
    """Say what a response describes, and in which other forms it is to be had."""
    response.headers.add("Link", f'<{quote(iri, safe=_IN_IRI)}>; rel="describes"')
    response.headers.extend([("Link", each) for each in _alternates(name, offered)])
    return response


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
    response = Response(given.serialise(chosen), mimetype=chosen.media_type)
    others = [each for each in _BOTH if each.format != chosen and (not whole or each in GRAPH)]
    return _linked(response, name, iri, others)


def _found(served: Release, name: str) -> URIRef:
    iri = _iri(name)
    if not exists(served, iri):
        near = _nearest(served, name)
        remedy = f"did you mean {', '.join(near)}?" if near else "look for it by name"
        raise NotFound(f"the graph says nothing about {name!r}: {remedy}")
    return iri


def _iri(name: str) -> URIRef:
    return URIRef(iri_of(name, release().manifest.base))


def _nearest(served: Release, name: str) -> list[str]:
    """Return the names that are most like one that is unknown."""
    found = index(served).alike(name, _LIKELY)
    return sorted(found, key=lambda each: (-found[each], each))[:_MOST]
