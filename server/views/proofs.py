"""Why a triple holds: a page, JSON or Turtle, down to the sentences that it rests on."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import BadRequest, NotAcceptable, NotFound

from graph.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.reasoning.problems import ClosureError
from graph.reasoning.proofs import Proof
from graph.reasoning.rendering import as_graph, as_json
from server.describing.proof import describe_proof
from server.links import triple_in
from server.negotiation import HTML, best, named, offers
from server.proving import prove
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("proofs", __name__)

_WRITERS: Mapping[str, Callable[[Proof], str]] = {
    "html": lambda proof: _page(proof),
    "json": as_json,
    "turtle": lambda proof: as_graph(proof).serialize(format="turtle"),
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
        found = prove(served, triple)
    except KeyError as error:
        raise BadRequest(f"name the triple: {error} is missing of s, p, and o or value") from error
    except ValueError as error:
        raise BadRequest(f"the value is no literal: {error}") from error
    except ClosureError as error:
        raise NotFound(str(error)) from error
    response = make_response(_WRITERS[chosen.name](found))
    response.mimetype = _MEDIA_TYPES.get(chosen.name, chosen.media_type)
    response.vary.add("Accept")
    return response


def _page(found: Proof) -> str:
    kept = {name: value for name, value in request.args.items() if name != "format"}
    addresses = [
        (name, f"{request.script_root}{request.path}?{urlencode(kept | {'format': name})}")
        for name in ("json", "turtle")
    ]
    told = describe_proof(release(), found)
    return render_template("proof.html", step=told, downloads=addresses)
