"""The home page and the search."""

from functools import lru_cache

from flask import Blueprint, render_template, request
from rdflib import Literal

from graph.release import Release
from queries.catalogue import catalogue
from server.binding import bound, query
from server.labels import Labels, Shown
from server.pictures.acts import dealings
from server.pictures.network import Network, draw_network
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("home", __name__)

_FEATURED = "home"
"""The tag of the examples that the home page shows."""


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


@lru_cache(maxsize=2)
def _counts(served: Release) -> dict[str, int]:
    [counts] = served.store.query(query("counts"), base=served.manifest.base).rows()
    return {name: int(str(count)) for name, count in counts.items()}


@lru_cache(maxsize=2)
def _picture(served: Release) -> Network:
    return draw_network(dealings(served))


@blueprint.get("/search")
def search() -> str:
    """List the things whose name contains what was typed."""
    word = request.args.get("q", "").strip()[:200]
    return render_template("search.html", word=word, found=_found(word) if word else ())


@blueprint.get("/suggest")
def suggest() -> list[str]:
    """Return the names that begin or go on with what was typed, as JSON."""
    word = request.args.get("q", "").strip()[:200]
    return [shown.text for shown in _found(word)[:10]] if word else []


def _found(word: str) -> list[Shown]:
    served = release()
    text = bound(query("search"), word=Literal(word))
    rows = list(served.store.query(text, base=served.manifest.base).rows())
    labels = Labels(served, [row["thing"] for row in rows])
    return sorted((labels.shown(row["thing"]) for row in rows), key=lambda shown: shown.text)
