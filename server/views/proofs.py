"""Why a triple holds: a page, JSON or Turtle, down to the sentences that it rests on."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import BadRequest, NotAcceptable, NotFound

from graph.errors import QueryError
from graph.explaining import Explanation, as_json, as_turtle, explain
from graph.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.release import Release
from server.describing.proof import describe_proof
from server.links import triple_in
from server.negotiation import HTML, best, named, offers
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("proofs", __name__)

_WRITERS: Mapping[str, Callable[[Explanation, Release], str]] = {
    "html": lambda found, served: _page(found, served),
    "json": as_json,
    "turtle": as_turtle,
}
_JSON = next(each for each in RESULT_FORMATS if each.name == "json")
_MEDIA_TYPES = {"json": "application/json"}
_OFFERED = offers((HTML, _JSON, *(each for each in GRAPH_FORMATS if each.name == "turtle")))


@blueprint.get("/proof")
def proof() -> Response:
    """Show why the triple holds that the parameters s, p, and o or value name."""
    served, asked = release(), request.args.get("format", "")
    chosen = named(asked, _OFFERED) if asked else best(request.accept_mimetypes, _OFFERED)
    if chosen is None:
        raise NotAcceptable("a proof is to be had as html, json or turtle")
    try:
        triple = triple_in(request.args.to_dict(), served.manifest.base)
        found = explain(served, triple)
    except KeyError as error:
        raise BadRequest(f"name the triple: {error} is missing of s, p, and o or value") from error
    except ValueError as error:
        raise BadRequest(f"the triple is none: {error}") from error
    except QueryError as error:
        raise NotFound(str(error)) from error
    response = make_response(_WRITERS[chosen.name](found, served))
    response.mimetype = _MEDIA_TYPES.get(chosen.name, chosen.media_type)
    response.vary.add("Accept")
    return response


def _page(found: Explanation, served: Release) -> str:
    kept = {name: value for name, value in request.args.items() if name != "format"}
    addresses = [
        (name, f"{request.script_root}{request.path}?{urlencode(kept | {'format': name})}")
        for name in ("json", "turtle")
    ]
    told = describe_proof(served, found)
    return render_template("proof.html", step=told, downloads=addresses)
