"""The home page and the search."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from graph.release import Release
from queries.catalogue import catalogue
from server.assets import asset
from server.binding import query
from server.finding import find, names_like
from server.pictures.acts import dealings
from server.pictures.network import Network, draw_network
from server.remembering import remembered
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("home", __name__)

_FEATURED = "home"
"""The tag of the examples that the home page shows."""

_MOST = 60
"""Most things that a search lists."""


@blueprint.get("/")
def home() -> str:
    """Say what this graph is, how large, from which documents, and what to ask it."""
    served = release()
    manifest = served.manifest
    return render_template(
        "home.html",
        manifest=manifest,
        counts=_counts(served),
        triples=sum(manifest.graphs.values()),
        featured=[each for each in catalogue() if _FEATURED in each.tags],
        examples=[each for each in catalogue() if _FEATURED not in each.tags],
        network=_picture(served),
        alone=False,
    )


@remembered(2)
def _counts(served: Release) -> dict[str, int]:
    [counts] = served.store.query(query("counts"), base=served.manifest.base).rows()
    return {name: int(str(count)) for name, count in counts.items()}


@remembered(2)
def _picture(served: Release) -> Network:
    return draw_network(dealings(served))


@blueprint.get("/search")
def search() -> str:
    """List what was found by the words that were typed."""
    word = _word()
    found = find(release(), word, _MOST) if word else ()
    return render_template("search.html", word=word, found=found, full=len(found) == _MOST)


@blueprint.get("/suggest")
def suggest() -> list[str]:
    """Return the names that what was typed may become, as JSON."""
    word = _word()
    return list(names_like(release(), word, 10)) if word else []


@blueprint.get("/favicon.ico")
def icon() -> BaseResponse:
    """Send on to the mark, where a browser looks for one without being told."""
    return redirect(asset("mark.svg"), 302)


def _word() -> str:
    return request.args.get("q", "").strip()[:200]
