"""The home page and the search by name."""

from flask import Blueprint, render_template, request
from rdflib import Literal

from queries.catalogue import catalogue
from server.binding import bound, query
from server.labels import Labels, Shown
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> str:
    """Say what this graph is, how large, from which documents, and what to ask it."""
    served = release()
    manifest = served.manifest
    [counts] = served.store.query(query("counts"), base=manifest.base).rows()
    return render_template(
        "home.html",
        manifest=manifest,
        counts={name: int(str(count)) for name, count in counts.items()},
        triples=sum(manifest.graphs.values()),
        examples=catalogue(),
    )


@blueprint.get("/search")
def search() -> str:
    """List the things whose name contains what was typed."""
    word = request.args.get("q", "").strip()[:200]
    return render_template("search.html", word=word, found=_found(word) if word else ())


def _found(word: str) -> list[Shown]:
    served = release()
    text = bound(query("search"), word=Literal(word))
    rows = list(served.store.query(text, base=served.manifest.base).rows())
    labels = Labels(served, [row["thing"] for row in rows])
    return sorted((labels.shown(row["thing"]) for row in rows), key=lambda shown: shown.text)


@blueprint.get("/suggest")
def suggest() -> list[str]:
    """Return the names that begin or go on with what was typed, as JSON."""
    word = request.args.get("q", "").strip()[:200]
    return [shown.text for shown in _found(word)[:10]] if word else []
