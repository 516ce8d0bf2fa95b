"""The pictures: each on a page with a table that says the same, and as an SVG file."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, make_response, render_template, request, url_for
from rdflib import Graph, URIRef
from werkzeug.exceptions import NotFound

from graph.release import Release
from ontology.tree import Branch, class_tree
from server.binding import bound, query
from server.pictures.acts import TONES, Wanted, acts, dealings, kinds
from server.pictures.classes import draw_tree, instances
from server.pictures.map import draw_map, sites
from server.pictures.network import draw_network
from server.pictures.timeline import (
    claim_entries,
    draw_timeline,
    event_entries,
    phase_entries,
)
from server.remembering import remembered
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("pictures", __name__)


@blueprint.get("/network")
def network() -> str:
    """Show who dealt with whom."""
    return _page("network")


@blueprint.get("/timeline")
def timeline() -> str:
    """Show phases, events and claims in the order of time."""
    return _page("timeline")


@blueprint.get("/map")
def map_() -> str:
    """Show where events took place."""
    return _page("map")


@blueprint.get("/classes")
def classes() -> str:
    """Show the tree of classes."""
    return _page("classes")


@blueprint.get("/picture/<name>.svg")
def file(name: str) -> Response:
    """Send a picture as a file that stands alone, with links to the names of things."""
    if name not in _DRAWN:
        raise NotFound(f"there is no picture {name!r}: there are {', '.join(_DRAWN)}")
    drawn = _DRAWN[name](release(), Wanted.of(request.args))
    text = render_template(f"pictures/{name}.svg", alone=True, **drawn)
    response = make_response(text)
    response.mimetype = "image/svg+xml"
    return response


def _page(name: str) -> str:
    served, wanted = release(), Wanted.of(request.args)
    return render_template(
        f"{name}.html",
        name=name,
        alone=False,
        wanted=wanted,
        tones=TONES,
        kinds=tuple(kinds(served)),
        saved=url_for("pictures.file", name=name, **request.args),  # type: ignore[arg-type]
        **_DRAWN[name](served, wanted),
    )


@remembered(64)
def _network(served: Release, wanted: Wanted) -> dict[str, object]:
    return {"network": draw_network(d for d in dealings(served) if wanted.admits(d.act))}


def _timeline(served: Release, wanted: Wanted) -> dict[str, object]:
    admitted = [act for act in acts(served).values() if wanted.admits(act)]
    bands = [("Events", event_entries(admitted))]
    if not (wanted.kind or wanted.tone):
        bands = [("Phases", phase_entries(served)), *bands, ("Claims", claim_entries(served))]
    kept = [
        (title, [each for each in found if wanted.within(each.earliest, each.latest)])
        for title, found in bands
    ]
    return {"line": draw_timeline(kept), "bands": kept}


def _map(served: Release, wanted: Wanted) -> dict[str, object]:
    found = sites(served, [act for act in acts(served).values() if wanted.admits(act)])
    return {"map": draw_map(found), "sites": found}


def _classes(served: Release, _wanted: Wanted) -> dict[str, object]:
    return {"tree": draw_tree(_branches(served), instances(served), all_="all" in request.args)}


@remembered(2)
def _branches(served: Release) -> tuple[Branch, ...]:
    base, graph = served.manifest.base, Graph(bind_namespaces="none")
    text = bound(query("graph"), this=URIRef(f"{base}graph/ontology"))
    for triple in served.store.query(text, base=base).triples():
        graph.add(triple)
    return class_tree(graph, f"{base}ontology#")


_DRAWN: Mapping[str, Callable[[Release, Wanted], dict[str, object]]] = {
    "network": _network,
    "timeline": _timeline,
    "map": _map,
    "classes": _classes,
}
