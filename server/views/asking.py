"""The query page."""

from flask import Blueprint

blueprint = Blueprint("asking", __name__)


@blueprint.get("/query")
def asking() -> str:
    return ""
