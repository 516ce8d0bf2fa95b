"""The graph described as a data set: VoID and DCAT, schema.org, robots.txt and a sitemap."""

from collections.abc import Sequence
from functools import lru_cache

from flask import Blueprint, Response, jsonify, render_template, request
from rdflib import Graph
from werkzeug.exceptions import NotAcceptable, NotFound

from graph.formats import Format
from graph.release import Release
from queries.executables import executables
from server.binding import query
from server.links import page_path
from server.negotiation import GRAPH, HTML, best, offers
from server.records.dcat import dcat
from server.records.files import distributions, parts_of
from server.records.search_engines import schema_org
from server.records.void import void
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("records", __name__)

_LONGEST = 50_000
"""Most addresses in one sitemap, https://www.sitemaps.org/protocol.html"""
_NAMES = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "pretty-xml"}
_PREFIXES = {"det": "ontology#", "dataset": "dataset/"}


@blueprint.get("/.well-known/void")
def well_known() -> Response:
    """Describe the graph as VoID and DCAT do, where crawlers look for it.

    https://www.w3.org/TR/void/#well-known
    """
    return _negotiated(_described(release(), request.url_root), with_page=False)


@blueprint.get("/dataset")
def dataset() -> Response:
    """Describe the graph to people, with all its files, or as VoID and DCAT to programs."""
    return _negotiated(_described(release(), request.url_root), with_page=True)


@blueprint.get("/dataset/<part>")
def part(part: str) -> Response:
    """Describe a part of the graph, which the whole description does."""
    if part not in [each.name for each in parts_of(release()) if each.name]:
        raise NotFound(f"there is no part {part!r}: the data set's page has them all")
    return dataset()


@blueprint.get("/dataset.jsonld")
def for_search_engines() -> Response:
    """Describe the graph to search engines for data sets."""
    response = jsonify(schema_org(release(), _address))
    response.mimetype = "application/ld+json"
    return response


@blueprint.get("/examples.ttl")
def examples() -> Response:
    """Send the example queries as RDF."""
    graph = executables(release().names.base, _address("sparql"))
    return Response(graph.serialize(format="turtle"), mimetype="text/turtle")


@lru_cache(maxsize=4)
def _described(served: Release, root: str) -> Graph:
    def address(path: str) -> str:
        return f"{root}{path}"

    graph = void(served, address) + dcat(served, address)
    for prefix, end in _PREFIXES.items():
        graph.bind(prefix, served.names.base + end)
    return graph


def _negotiated(graph: Graph, *, with_page: bool) -> Response:
    offered = (*GRAPH, *offers([HTML])) if with_page else GRAPH
    chosen = best(request.accept_mimetypes, offered)
    if chosen is None and best(request.accept_mimetypes, offers([HTML])):
        chosen = GRAPH[0].format  # a browser can show what there is no page for
    if chosen is None:
        raise NotAcceptable(f"this is to be had as {', '.join(o.format.name for o in offered)}")
    response = _page() if chosen == HTML else _serialised(graph, chosen)
    response.vary.add("Accept")
    return response


def _serialised(graph: Graph, chosen: Format) -> Response:
    text = graph.serialize(format=_NAMES[chosen.name], encoding="utf-8")
    return Response(text, mimetype=chosen.media_type)


def _page() -> Response:
    served = release()
    files = {each: list(distributions(served, each)) for each in parts_of(served)}
    record = schema_org(served, _address)
    return Response(render_template("dataset.html", files=files, record=record))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Let crawlers read what is written, and not ask questions without end."""
    closed = "".join(f"Disallow: /{each}\n" for each in ("sparql", "search", "api/", "reconcile"))
    text = f"User-agent: *\n{closed}\nSitemap: {_address('sitemap.xml')}\n"
    return Response(text, mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemaps() -> Response:
    """List the sitemaps."""
    count = len(_batches(release()))
    maps = [_address(f"sitemap-{number}.xml") for number in range(1, count + 1)]
    return _xml("sitemapindex", "sitemap", maps)


@blueprint.get("/sitemap-<int:number>.xml")
def sitemap(number: int) -> Response:
    """List the pages of things and documents, so many at a time."""
    batches = _batches(release())
    if not 0 < number <= len(batches):
        raise NotFound(f"there are {len(batches)} sitemaps")
    return _xml("urlset", "url", [_address(path) for path in batches[number - 1]])


@lru_cache(maxsize=2)
def _batches(served: Release) -> list[tuple[str, ...]]:
    rows = served.store.query(query("pages"), base=served.names.base).rows()
    paths = (page_path(str(row["thing"]), served.names.base) for row in rows)
    fixed = ("", "dataset", "ontology")
    return _batched([*fixed, *(path for path in paths if path is not None)], _LONGEST)


def _batched(paths: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(paths[start : start + size]) for start in range(0, len(paths), size)]


def _xml(root: str, item: str, addresses: Sequence[str]) -> Response:
    text = render_template("sitemap.xml", root=root, item=item, addresses=addresses)
    return Response(text, mimetype="application/xml")


def _address(path: str) -> str:
    return f"{request.url_root}{path}"
