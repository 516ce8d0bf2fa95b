"""The ontology: a page with an anchor for every term, the graph itself, and its files."""

from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from rdflib import OWL, Graph, URIRef
from werkzeug.exceptions import NotAcceptable, NotFound
from werkzeug.wrappers import Response as Redirect

from graph.formats import Format
from graph.release import Release
from graph.store import Node
from ontology.described import Described, codes, described
from ontology.terms import ONTOLOGY_FILES, turtle_at
from ontology.tree import class_tree
from server.binding import bound, query
from server.describing.terms import describe_terms
from server.labels import Labels, Shown
from server.negotiation import GRAPH, HTML, best, named, offers
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("ontology", __name__)

_SCHEMES = {"cameo": "CAMEO", "plover": "PLOVER"}

_FILES = {
    "alignments": "Alignments with other vocabularies",
    "house-rules": "House rules of the ontology (SHACL)",
    "shapes": "Shapes of the data (SHACL)",
}
"""What else there is to download, each a Turtle file beside the ontology."""

_PROTEGE = "detente"
_WRITERS = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}

# Each term that a graph uses, how often, and the first of the things that it is used of.
_USES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?term ?uses ?thing (SAMPLE(?value) AS ?object) WHERE {
  {
    SELECT ?term (COUNT(*) AS ?uses) (MIN(?subject) AS ?thing) WHERE {
      { ?subject ?term ?any } UNION { ?subject rdf:type ?term }
      FILTER(STRSTARTS(STR(?term), STR(<ontology#>)) && isIRI(?subject))
    } GROUP BY ?term
  }
  OPTIONAL { ?thing ?term ?value }
} GROUP BY ?term ?uses ?thing"""


@blueprint.get("/ontology")
def ontology() -> Response:
    """Show the terms to people, and send the triples to programs."""
    chosen = best(request.accept_mimetypes, (*GRAPH, *offers([HTML])))
    if chosen is None:
        raise NotAcceptable("the ontology is to be had as Turtle, N-Triples, JSON-LD, RDF/XML")
    response = make_response(_page()) if chosen == HTML else _whole(chosen)
    response.vary.add("Accept")
    return response


@blueprint.get("/ontology/<name>")
def part(name: str) -> Response | Redirect:
    """Show the ontology under the name of its version, or send one of its files."""
    if name in _SCHEMES:
        return redirect(url_for("ontology.ontology", _anchor=name), 303)
    if name == _version(_ontology(release())):
        return ontology()
    if _is_former(_ontology(release()), name):
        return redirect(url_for("ontology.ontology"), 303)
    stem, _, extension = name.rpartition(".")
    return _file(stem, extension) if stem else _file(name, "ttl")


@blueprint.get("/ontology/<scheme>/<code>")
def code(scheme: str, code: str) -> Redirect:
    """Send on from a code of event data to the place on the page where it stands."""
    if scheme not in _SCHEMES:
        raise NotFound(f"there is no scheme {scheme!r}: there are {', '.join(_SCHEMES)}")
    return redirect(url_for("ontology.ontology", _anchor=f"{scheme}-{code}"), 303)


def _file(name: str, extension: str) -> Response:
    """Send the ontology, or a file beside it, with absolute IRIs and in one format."""
    chosen = named(extension, GRAPH)
    if chosen is None or name not in (_PROTEGE, *_FILES):
        known = ", ".join((_PROTEGE, *_FILES))
        version = _version(_ontology(release()))
        raise NotFound(f"there is no {name}.{extension} of version {version}: there are {known}")
    if name == _PROTEGE:
        return _whole(chosen)
    graph = turtle_at(name, release().manifest.base)
    text = graph.serialize(format=_WRITERS[chosen.name])
    return Response(text, mimetype=chosen.media_type)


def _whole(chosen: Format) -> Response:
    served = release()
    text = bound(query("graph"), this=URIRef(f"{served.manifest.base}graph/ontology"))
    given = served.store.query(text, base=served.manifest.base)
    return Response(given.serialise(chosen), mimetype=chosen.media_type)


def _page() -> str:
    served = release()
    graph, base = _ontology(served), served.manifest.base
    return render_template(
        "ontology.html",
        sections=describe_terms(served),
        details=_details(served),
        uses=_uses(served),
        tree=class_tree(graph, f"{base}ontology#"),
        schemes={name: codes(graph, base, key) for key, name in _SCHEMES.items()},
        version=_version(graph),
        changes=_changes(),
        downloads=[(each.format.name, _address(_PROTEGE, each.format.extension)) for each in GRAPH],
        files=[(title, _address(name, "ttl")) for name, title in _FILES.items()],
        protege=_address(_PROTEGE, "rdf"),
    )


def _address(name: str, extension: str) -> str:
    return url_for("ontology.part", name=f"{name}.{extension}")


@lru_cache(maxsize=2)
def _ontology(served: Release) -> Graph:
    text = bound(query("graph"), this=URIRef(f"{served.manifest.base}graph/ontology"))
    graph = Graph(bind_namespaces="none")
    for triple in served.store.query(text, base=served.manifest.base).triples():
        graph.add(triple)
    return graph


@lru_cache(maxsize=2)
def _details(served: Release) -> dict[str, Described]:
    return dict(described(_ontology(served), served.manifest.base))


@lru_cache(maxsize=2)
def _uses(served: Release) -> dict[str, tuple[int, Shown, Shown | None]]:
    """Return how often each term is used, and a thing that it is used of, with the value."""
    rows = list(served.store.query(_USES, base=served.manifest.base).rows())
    labels = Labels(served, {node for row in rows for node in row.values()})
    return {str(row["term"]).partition("#")[2]: _use(row, labels) for row in rows}


def _use(row: dict[str, Node], labels: Labels) -> tuple[int, Shown, Shown | None]:
    value = labels.shown(row["object"]) if "object" in row else None
    return int(row["uses"]), labels.shown(row["thing"]), value


def _is_former(graph: Graph, name: str) -> bool:
    """Tell whether a name is that of an earlier version, in the place of which is this one."""
    return any(str(iri).endswith(f"/{name}") for iri in graph.objects(None, OWL.priorVersion))


def _version(graph: Graph) -> str:
    return str(next(graph.objects(None, OWL.versionInfo), ""))


def _changes() -> str:
    return Path(ONTOLOGY_FILES[0]).with_name("CHANGELOG.md").read_text("utf-8")
