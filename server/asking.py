"""From a request to the engine and back: a query answered in the format that the client likes."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import cast
from uuid import uuid4

from flask import Response, current_app, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import BadRequest, NotAcceptable
from werkzeug.http import parse_accept_header

from graph.formats import Format, graph_format, result_format
from graph.release import Release
from graph.store import Answer, Selection
from server.caching import Answers, Kept, matched, tag_of
from server.engine.asker import Asker, Replied
from server.engine.frames import Question
from server.negotiation import ANY, HTML, OFFERS, best, named
from server.packing import packed, packing_for
from server.protocol import Asked
from server.scopes import selection_of
from server.served import release

__all__ = [
    "ANSWERS",
    "ENGINE",
    "ask",
    "ask_for",
    "content_type",
    "dataset",
    "engine",
    "formats_for",
    "page_answer",
    "state_of",
    "wants_page",
]

ANSWERS = "answers"
"""The key under which the application keeps the answers of late."""

ENGINE = "engine"
"""The key under which the application keeps its engine."""

_FOR_PAGES = {"solutions": "tsv", "boolean": "json", "graph": "ntriples"}
"""Formats that can be cut off after a line."""


def engine() -> Asker:
    """Return the engine of this application."""
    return cast(Asker, current_app.extensions[ENGINE])


def dataset() -> str:
    """Return what the engine is to ask: the release of this request, or what it holds itself."""
    settings = engine().settings
    return "" if settings.written or settings.remote else str(release().path)


def wants_page() -> bool:
    """Tell whether the client is somebody's browser."""
    accept = request.accept_mimetypes
    return accept.provided and best(accept, ANY) == HTML


def formats_for(name: str) -> Mapping[str, str]:
    """Return the format for each kind of answer, by its name or by the Accept header.

    A kind that cannot be had is left out. Raises BadRequest where there is no format of that
    name, and NotAcceptable where nothing can be had.
    """
    return _formats_for(name, request.headers.get("Accept", ""))


@lru_cache(maxsize=256)
def _formats_for(name: str, accept: str) -> Mapping[str, str]:
    if name and named(name, ANY) is None:
        known = ", ".join(offer.format.name for offer in ANY)
        raise BadRequest(f"unknown format {name!r}: choose one of {known}")
    liked = parse_accept_header(accept, MIMEAccept)
    chosen = {kind: _chosen(name, liked, kind) for kind in OFFERS}
    found = {kind: each.name for kind, each in chosen.items() if each is not None}
    if not found:
        known = ", ".join(offer.format.media_type for offer in ANY)
        raise NotAcceptable(f"an answer is to be had as {known}")
    return found


def _chosen(name: str, liked: MIMEAccept, kind: str) -> Format | None:
    offered = OFFERS[kind]
    return named(name, offered) if name else best(liked, offered)


def ask(asked: Asked, formats: Mapping[str, str]) -> Response:
    """Return the answer to a query as a response, streamed where it is long."""
    return ask_for(asked, formats, _selection(asked))


def _selection(asked: Asked) -> Selection | None:
    """Return the dataset that a request names, by its graphs or by parts of ours."""
    parts = asked.parts
    if parts is None:
        return asked.selection
    served = release()
    graphs = map(str, served.store.graphs())
    return selection_of(parts, graphs, served.names, is_release=not engine().settings.empty_base)


def ask_for(asked: Asked, formats: Mapping[str, str], selection: Selection | None) -> Response:
    """Return the answer to a query over some graphs, which may be of the server's own."""
    question = _question(asked, formats, selection)
    version = _version(engine().version)
    tag = tag_of(question, version)
    if tag and (known := matched(request, tag)):
        return _tagged(Response(status=304), known)
    kept = _answers().get(tag) if tag else None
    if kept is None:
        reply = engine().ask(question, _identifier(asked), _watch())
        now = _version(reply.version)
        return _response(reply, tag if now == version else tag_of(question, now))
    return _tagged(Response(kept.content, content_type=_media_type(kept)), tag)


def _response(reply: Replied, tag: str | None) -> Response:
    response = Response(content_type=_media_type(reply))
    response.headers["Query-Id"] = reply.identifier
    if reply.whole is None:
        return _tagged(_streamed(response, reply), tag)
    if tag:
        _answers().put(tag, Kept(reply.kind, reply.format, reply.whole))
    response.set_data(reply.whole)
    return _tagged(response, tag)


def _streamed(response: Response, reply: Replied) -> Response:
    name = packing_for(request.accept_encodings)
    response.response = packed(reply, name) if name else reply
    response.call_on_close(reply.close)
    if name:
        response.headers["Content-Encoding"] = name
    return response


def _tagged(response: Response, tag: str | None) -> Response:
    """Say by which tag an answer can be asked for again, and what it depends on."""
    if tag:
        packing = response.headers.get("Content-Encoding")
        response.set_etag(f"{tag}:{packing}" if packing else tag)
    response.headers["Cache-Control"] = "public, no-cache" if tag else "no-store"
    response.headers["Vary"] = "Accept, Accept-Encoding"
    return response


def _version(version: int) -> str:
    """Return what stands for what an answer is from."""
    return state_of(engine(), release, version)


def state_of(engine: Asker, release: Callable[[], Release], version: int) -> str:
    """Return what stands for a state of what is asked; something new where it is not known."""
    if engine.is_written:
        return f"{engine.epoch or uuid4().hex} {version}"
    return release().manifest.identifier


def _answers() -> Answers:
    found = current_app.extensions[ANSWERS]
    assert isinstance(found, Answers)
    return found


def page_answer(asked: Asked, rows: int) -> Answer:
    """Return the beginning of an answer: at least one row more than so many, if there are any."""
    question = _question(asked, _FOR_PAGES, _selection(asked), first_lines=rows + 2)
    reply = engine().ask(question, _identifier(asked), _watch())
    return Answer.of(reply.kind, b"".join(reply), _format(reply))


def _question(
    asked: Asked, formats: Mapping[str, str], selection: Selection | None, first_lines: int = 0
) -> Question:
    limits, given = engine().settings, asked.seconds
    return Question(
        asked.text,
        dataset(),
        {kind: name for kind, name in formats.items() if name != HTML.name},
        default=selection.default if selection else (),
        named=selection.named if selection else (),
        selected=selection is not None,
        seconds=min(limits.seconds, given or limits.seconds),
        memory=limits.memory,
        bytes=limits.bytes,
        rows=limits.rows,
        first_lines=first_lines,
    )


def _identifier(asked: Asked) -> str:
    """Return the name by which the query can be cancelled: the client's own, or a new one."""
    return asked.parameters.get("id") or uuid4().hex


def _watch() -> Callable[[], bool]:
    """Return what tells whether the client has gone, where the server can tell."""
    gone: Callable[[], bool] | None = request.environ.get("waitress.client_disconnected")
    return gone or (lambda: False)


def _format(answer: Replied | Kept) -> Format:
    return graph_format(answer.format) if answer.kind == "graph" else result_format(answer.format)


def _media_type(answer: Replied | Kept) -> str:
    return content_type(_format(answer))


def content_type(chosen: Format) -> str:
    """Return the media type of a format, with the encoding of what is text."""
    text = chosen.media_type.startswith("text/")
    return f"{chosen.media_type}; charset=utf-8" if text else chosen.media_type
