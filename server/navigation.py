"""The parts of the site that there are, as every page lists them."""

from flask import Flask, current_app, url_for

__all__ = ["init_app"]

_PARTS = (
    ("Query", "editor.editor"),
    ("Network", "pictures.network"),
    ("Time line", "pictures.timeline"),
    ("Map", "pictures.map_"),
    ("Classes", "pictures.classes"),
    ("Ontology", "ontology.ontology"),
    ("Review", "reviewing.review"),
)


def init_app(app: Flask) -> None:
    """Let templates list the parts."""
    app.jinja_env.globals["navigation"] = _navigation


def _navigation() -> list[tuple[str, str]]:
    there = current_app.view_functions
    return [(title, url_for(endpoint)) for title, endpoint in _PARTS if endpoint in there]
