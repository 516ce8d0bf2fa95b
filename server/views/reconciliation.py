"""The reconciliation service: version 0.2 at ``/reconcile``, the draft at ``/reconcile/draft``."""

from collections.abc import Iterable
from itertools import islice

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import BadRequest, NotFound, RequestEntityTooLarge, UnsupportedMediaType

from server.problems import problem
from server.reconciling.extending import meta, rows
from server.reconciling.index import Entity, Term, index
from server.reconciling.manifests import draft, old
from server.reconciling.matching import candidates
from server.reconciling.values import COMMON, proposed
from server.reconciling.wire import (
    BATCH,
    Extension,
    RequestError,
    as_candidate,
    decoded,
    new_batch,
    old_batch,
)
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("reconciliation", __name__, url_prefix="/reconcile")

_KINDS = ("entity", "property", "type")


@blueprint.errorhandler(RequestError)
def refuse(error: RequestError) -> Response:
    """Answer what is not as the protocol has it with 400."""
    return problem(400, str(error))


@blueprint.route("", methods=["GET", "POST"], strict_slashes=False)
def service() -> Response:
    """Say what this is, answer a batch of queries or fetch values, by what is asked."""
    asked = request.values
    if "queries" in asked:
        return _matched(asked["queries"])
    if "extend" in asked:
        return _extended(decoded(asked["extend"], Extension))
    return jsonify(old(release(), _labels(), _address))


def _matched(text: str) -> Response:
    batch = old_batch(text)
    _refuse_long(batch)
    found = {key: candidates(release(), wanted) for key, wanted in batch.items()}
    return jsonify({key: {"result": list(map(as_candidate, f))} for key, f in found.items()})


def _extended(asked: Extension) -> Response:
    return jsonify({"meta": meta(release(), asked), "rows": rows(release(), asked)})


@blueprint.get("/draft", strict_slashes=False)
def draft_service() -> Response:
    """Say what this is to clients of the draft."""
    return jsonify(draft(release(), _labels(), _address))


@blueprint.post("/draft/match")
def draft_match() -> Response:
    """Answer a batch of queries of the draft."""
    batch = new_batch(_json())
    _refuse_long(batch)
    found = [[as_candidate(each) for each in candidates(release(), one)] for one in batch]
    return jsonify({"results": [{"candidates": each} for each in found]})


@blueprint.post("/draft/extend")
def draft_extend() -> Response:
    """Fetch values for a client of the draft."""
    asked: Extension = decoded(_json(), Extension)
    cells = rows(release(), asked)
    return jsonify(
        {
            "meta": meta(release(), asked),
            "rows": [
                {"id": id_, "properties": [{"id": p, "values": v} for p, v in columns.items()]}
                for id_, columns in cells.items()
            ],
        }
    )


@blueprint.get("/suggest/<kind>")
@blueprint.get("/draft/suggest/<kind>")
def suggest(kind: str) -> Response:
    """Complete what somebody has begun to type."""
    if kind not in _KINDS:
        raise NotFound(f"there are no suggestions of {kind!r}: only of {', '.join(_KINDS)}")
    start = _number("offset", _number("cursor", 0))
    limit = min(_number("limit", 20), 100)
    found: Iterable[Entity | Term] = index(release()).starting(request.args.get("prefix", ""), kind)
    return jsonify({"result": [_suggested(each) for each in islice(found, start, start + limit)]})


def _suggested(found: Entity | Term) -> dict[str, object]:
    said: dict[str, object] = {"id": found.id, "name": found.name, "description": found.description}
    if isinstance(found, Entity):
        said["notable"] = [{"id": term.id, "name": term.name} for term in found.narrow]
    return said


@blueprint.get("/extend/propose")
@blueprint.get("/draft/extend/propose")
def propose() -> Response:
    """Name the properties that things of a type have."""
    kind, limit = request.args.get("type", ""), min(_number("limit", 50), 100)
    properties = [
        {"id": term.id, "name": term.name, "description": term.description}
        for term in islice(proposed(release(), kind), limit)
    ]
    return jsonify({"type": kind, "limit": limit, "properties": properties})


@blueprint.get("/preview")
@blueprint.get("/draft/preview")
def preview() -> Response:
    """Show what a candidate is, small enough for a window beside a table."""
    response = make_response(_card(_entity()))
    # A table that is being reconciled shows this page inside of its own.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
    )
    return response


@blueprint.get("/flyout/<kind>")
def flyout(kind: str) -> Response:
    """Show what a suggestion is."""
    found = _entity() if kind == "entity" else _term(kind)
    return jsonify({"id": found.id, "html": _card(found)})


def _card(found: Entity | Term) -> str:
    return render_template("card.html", found=found, address=_address)


def _entity() -> Entity:
    id_ = request.args.get("id", "")
    if id_ not in index(release()).entities:
        raise NotFound(f"nothing is called {id_!r} here")
    return index(release()).entities[id_]


def _term(kind: str) -> Term:
    known = {
        "type": index(release()).classes,
        "property": {**index(release()).properties, **{k: t for k, (_, t) in COMMON.items()}},
    }
    term = known.get(kind, {}).get(request.args.get("id", ""))
    if term is None:
        raise NotFound(f"no {kind} is called {request.args.get('id', '')!r} here")
    return term


def _labels() -> dict[str, str]:
    return {id_: term.name for id_, term in index(release()).classes.items()}


def _address(path: str) -> str:
    return f"{request.url_root}{path}"


def _number(name: str, otherwise: int) -> int:
    text = request.args.get(name, "")
    if not text:
        return otherwise
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadRequest(f"{name} is {text!r}: give a number that is not negative")
    return int(text)


def _json() -> bytes:
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("send application/json")
    return request.get_data()


def _refuse_long(batch: Iterable[object]) -> None:
    if len(list(batch)) > BATCH:
        raise RequestEntityTooLarge(f"at most {BATCH} queries are answered at once: send fewer")
