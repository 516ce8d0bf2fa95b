"""Each query of the catalogue at an address of its own: ``/api/NAME?param=…``, in JSON or CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request
from rdflib import Literal
from werkzeug.exceptions import BadRequest, NotAcceptable, NotFound

from graph.release import Release
from graph.store import Node
from queries.catalogue import Example, catalogue
from server.answering import rows
from server.openapi import MOST_PAGES, MOST_ROWS, openapi
from server.records.dcat import version
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("api", __name__, url_prefix="/api")

_COMMON = ("page", "size", "format")
_MEDIA_TYPES = {"json": "application/json", "csv": "text/csv"}


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of an answer: its columns and rows, and whether another one follows."""

    number: int
    size: int
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Node]]
    more: bool


@blueprint.get("")
def overview() -> str:
    """Show people what there is to ask."""
    return render_template("api.html", examples=catalogue())


@blueprint.get("/openapi.json")
def description() -> Response:
    """Describe the API to programs."""
    server = request.url_root.rstrip("/")
    return jsonify(openapi(catalogue(), version(release()), server))


@blueprint.get("/<name>")
def answer(name: str) -> Response:
    """Answer one query with its parameters bound."""
    example = next((each for each in catalogue() if each.name == name), None)
    if example is None:
        raise NotFound(f"there is no query {name!r}: /api lists them")
    _refuse_unknown(example)
    chosen = _format()
    page = _page(release(), example)
    response = _WRITERS[chosen](example, page)
    response.vary.add("Accept")
    response.headers.extend([("Link", each) for each in _links(page)])
    return response


def _refuse_unknown(example: Example) -> None:
    known = [*(each.name for each in example.parameters), *_COMMON]
    for name, values in request.args.lists():
        if name not in known:
            raise BadRequest(f"there is no parameter {name!r}: there are {', '.join(known)}")
        if len(values) > 1:
            raise BadRequest(f"{name} is given {len(values)} times: give it once")


def _page(served: Release, example: Example) -> _Page:
    number, size = _number("page", 1, MOST_PAGES), _number("size", 100, MOST_ROWS)
    base = served.names.base
    bound = {
        each.name: each.bound(request.args[each.name], base)
        for each in example.parameters
        if each.name in request.args
    }
    given = served.store.query(example.query, base=base, bound=bound)
    start = (number - 1) * size
    found = list(islice(rows(given), start, start + size + 1))
    return _Page(number, size, given.variables, found[:size], len(found) > size)


def _number(name: str, otherwise: int, most: int) -> int:
    text = request.args.get(name)
    if text is None:
        return otherwise
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not 0 < number <= most:
        raise BadRequest(f"{name} is {text[:50]!r}: give a number from 1 to {most:,}")
    return number


def _format() -> str:
    name = request.args.get("format")
    if name is not None:
        if name not in _MEDIA_TYPES:
            raise BadRequest(f"format is {name[:50]!r}: choose json or csv")
        return name
    if not request.accept_mimetypes:
        return "json"
    best = request.accept_mimetypes.best_match(_MEDIA_TYPES.values())
    if best is None:
        raise NotAcceptable(f"an answer is to be had as {', '.join(_MEDIA_TYPES.values())}")
    return next(name for name, each in _MEDIA_TYPES.items() if each == best)


def _as_json(example: Example, page: _Page) -> Response:
    body: dict[str, object] = {
        "query": example.name,
        "page": page.number,
        "size": page.size,
        "columns": page.columns,
        "rows": [{name: _value(row.get(name)) for name in page.columns} for row in page.rows],
    }
    if page.more:
        body["next"] = _address(page.number + 1)
    return jsonify(body)


def _as_csv(_example: Example, page: _Page) -> Response:
    out = io.StringIO()
    writer = csv.writer(out)  # with CRLF, as RFC 4180 has it
    writer.writerow(page.columns)
    writer.writerows([str(row.get(name, "")) for name in page.columns] for row in page.rows)
    return Response(out.getvalue(), content_type="text/csv; charset=utf-8; header=present")


_WRITERS = {"json": _as_json, "csv": _as_csv}


def _value(node: Node | None) -> str | int | float | bool | None:
    """Return a term as JSON has values: numbers and truth as such, all else as text."""
    if node is None:
        return None
    value = node.value if isinstance(node, Literal) else None
    if isinstance(value, bool | int | float):
        return value
    return str(node)


def _links(page: _Page) -> list[str]:
    others = {"prev": page.number - 1, "next": page.number + 1 if page.more else 0}
    return [f'<{_address(number)}>; rel="{rel}"' for rel, number in others.items() if number]


def _address(page: int) -> str:
    asked = {**request.args.to_dict(), "page": str(page)}
    return f"{request.base_url}?{urlencode(asked)}"
