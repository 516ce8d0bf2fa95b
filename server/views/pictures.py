"""The pictures."""

from flask import Blueprint

blueprint = Blueprint("pictures", __name__)


@blueprint.get("/network")
def network() -> str:
    return ""


@blueprint.get("/timeline")
def timeline() -> str:
    return ""


@blueprint.get("/map")
def map_() -> str:
    return ""


@blueprint.get("/classes")
def classes() -> str:
    return ""
