"""What a client asks of the endpoint, read from its request as the SPARQL 1.1 Protocol has it.

https://www.w3.org/TR/sparql11-protocol/#protocol
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from graph.store import Selection
from server.scopes import ScopeError, parts_in

__all__ = ["Asked", "read", "refuse_packed"]

Parameters = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update, and what came with it."""

    operation: str
    """``query`` or ``update``."""
    text: str
    parameters: Parameters

    @property
    def format(self) -> str:
        """The name of the format that is asked for; empty where the Accept header decides."""
        return self.parameters.get("format", "")

    @property
    def selection(self) -> Selection | None:
        """The dataset that the protocol names, which goes before one in the text.

        https://www.w3.org/TR/sparql11-protocol/#dataset
        """
        default, named = _DATASETS[self.operation]
        chosen = Selection(
            tuple(self.parameters.getlist(default)), tuple(self.parameters.getlist(named))
        )
        return chosen if chosen.default or chosen.named else None

    @property
    def parts(self) -> frozenset[str] | None:
        """The parts of our dataset that are asked, where they are named; raises BadRequest."""
        given = self.parameters.get("graphs")
        if given is None:
            return None
        if self.selection is not None:
            raise BadRequest("graphs= names parts and the request names graphs: choose one")
        try:
            return parts_in(given)
        except ScopeError as error:
            raise BadRequest(str(error)) from error

    @property
    def seconds(self) -> float | None:
        """How long the client is willing to wait; raises BadRequest where that is no time."""
        given = self.parameters.get("timeout")
        if given is None:
            return None
        try:
            seconds = float(given)
        except ValueError:
            seconds = 0
        if not 0 < seconds < float("inf"):
            raise BadRequest(f"timeout={given} is not a number of seconds above 0")
        return seconds


_DATASETS: Mapping[str, tuple[str, str]] = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


def refuse_packed(request: Request) -> None:
    """Refuse a body that would have to be unpacked; raises UnsupportedMediaType."""
    packed = request.headers.get("Content-Encoding", "identity")
    if packed != "identity":
        raise UnsupportedMediaType(
            f"what is packed by {packed} is not unpacked here: send it plain"
        )


def read(request: Request) -> Asked:
    """Return what a request asks; raises BadRequest or UnsupportedMediaType."""
    refuse_packed(request)
    if request.method != "POST":  # GET, or HEAD, which asks in the same way
        return _query(request.args)
    reader = _READERS.get(request.mimetype)
    if reader is None:
        raise UnsupportedMediaType(
            f"{request.mimetype or 'no media type'} is not read here: send "
            "application/sparql-query, application/sparql-update or "
            "application/x-www-form-urlencoded"
        )
    return reader(request)


def _query(parameters: Parameters) -> Asked:
    if "update" in parameters:
        raise BadRequest("an update is sent with POST")
    return _only("query", parameters)


def _only(operation: str, parameters: Parameters) -> Asked:
    texts = parameters.getlist(operation)
    if len(texts) != 1 or not texts[0].strip():
        raise BadRequest(f"give one {operation}, in the parameter '{operation}'")
    return Asked(operation, texts[0], parameters)


def _form(request: Request) -> Asked:
    both = MultiDict([*request.args.items(multi=True), *request.form.items(multi=True)])
    if "query" in request.form and "update" in request.form:
        raise BadRequest("give a query or an update, not both")
    return _only("update" if "update" in request.form else "query", both)


def _direct(operation: str) -> Callable[[Request], Asked]:
    def reader(request: Request) -> Asked:
        charset = request.mimetype_params.get("charset", "utf-8").lower()
        try:
            if charset not in ("utf-8", "utf8"):
                raise BadRequest(f"the {operation} is said to be {charset}: send UTF-8")
            text = request.get_data().decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest(f"the {operation} is not UTF-8 (byte {error.start})") from error
        if not text.strip():
            raise BadRequest(f"give one {operation}, in the body")
        return Asked(operation, text, request.args)

    return reader


_READERS: Mapping[str, Callable[[Request], Asked]] = {
    "application/x-www-form-urlencoded": _form,
    "application/sparql-query": _direct("query"),
    "application/sparql-update": _direct("update"),
}
