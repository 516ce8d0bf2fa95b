"""What went wrong, as RFC 9457 says it to programs and as a page says it to people."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, Response, json, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from graph.errors import DetenteError, FormatError, QueryError, ReleaseError
from graph.remote import RemoteError
from graph.writing.rules import ProtectedError
from server.engine.changes import MissingError
from server.engine.problems import BusyError, CancelledError, CrashError, DeadlineError
from server.federation.problems import ServiceError
from server.guard import OutsideCallError, TooLongError, UpdateError
from server.negotiation import HTML

__all__ = ["init_app", "problem", "status_of"]

_STATUS: Mapping[type[DetenteError], HTTPStatus] = {
    TooLongError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    OutsideCallError: HTTPStatus.FORBIDDEN,
    UpdateError: HTTPStatus.FORBIDDEN,
    ProtectedError: HTTPStatus.FORBIDDEN,
    MissingError: HTTPStatus.NOT_FOUND,
    QueryError: HTTPStatus.BAD_REQUEST,
    FormatError: HTTPStatus.NOT_ACCEPTABLE,
    ReleaseError: HTTPStatus.SERVICE_UNAVAILABLE,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    RemoteError: HTTPStatus.BAD_GATEWAY,
    ServiceError: HTTPStatus.BAD_GATEWAY,
    CancelledError: HTTPStatus.SERVICE_UNAVAILABLE,
    CrashError: HTTPStatus.SERVICE_UNAVAILABLE,
    DeadlineError: HTTPStatus.GATEWAY_TIMEOUT,
    DetenteError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def init_app(app: Flask) -> None:
    """Answer every error of the protocol and of Detente as a problem."""
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(DetenteError, _of_detente)


def status_of(error: DetenteError) -> HTTPStatus:
    """Return the status that tells whose fault an error is."""
    return next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)


def problem(status: int, detail: str, **more: object) -> Response:
    """Return a problem, with ``more`` members, in the form that the client likes better."""
    title = HTTPStatus(status).phrase
    if _wants_page():
        page = render_template("problem.html", title=title, status=status, detail=detail)
        response = make_response(page, status)
    else:
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
        response = Response(json.dumps(body) + "\n", status, mimetype="application/problem+json")
    response.vary.add("Accept")
    return response


def _wants_page() -> bool:
    """Tell whether the client likes a page better than JSON; programs need not say so."""
    if not request.accept_mimetypes.provided:
        return False
    json_first = ("application/problem+json", "application/json")
    page = request.accept_mimetypes.quality(HTML.media_type)
    return page > max(request.accept_mimetypes.quality(each) for each in json_first)


def _of_http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:  # a redirect, to the same path with a slash
        return error.get_response(request.environ)
    response = problem(error.code, error.description or "")
    for name, value in error.get_headers(request.environ):
        if name not in ("Content-Type", "Content-Length"):  # Allow, Retry-After and the like
            response.headers[name] = value
    return response


def _of_detente(error: DetenteError) -> Response:
    place = {"line": error.line, "column": error.column} if isinstance(error, QueryError) else {}
    known = {name: number for name, number in place.items() if number}
    response = problem(status_of(error), str(error), **known)
    if isinstance(error, BusyError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response
