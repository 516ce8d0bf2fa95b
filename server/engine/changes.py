"""A change is tried in a process of its own, and only what comes of it reaches the dataset."""

import os
import signal
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from graph.errors import DetenteError, QueryError
from graph.formats import graph_format
from graph.store import MutableStore
from graph.writing.delta import in_graph, joined
from graph.writing.recorded import Recorded
from server.engine.frames import (
    CHANGE,
    DATA,
    FAILURE,
    HELLO,
    Change,
    Failure,
    Hello,
    Tried,
    receive,
    send,
)
from server.engine.jail import allow_memory, allow_seconds, confine, is_confining
from server.engine.operations import carry_out
from server.engine.using import with_dataset
from server.guard import OutsideCallError, admit_update

if TYPE_CHECKING:
    from graph.writing.dataset import Dataset

__all__ = ["MissingError", "attempt", "failure_of"]

_SAYING = 10.0
"""Seconds that whoever comes with a change has to say it: others wait behind it."""


class MissingError(DetenteError):
    """A graph is not there."""


def attempt(dataset: "Dataset", connection: socket.socket, result: socket.socket) -> None:
    """Try the change that comes over a connection, and tell what it comes to; does not return."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    allow_seconds(_SAYING)
    confine()
    send(connection, HELLO, msgspec.msgpack.encode(Hello(os.getpid(), dataset.version)))
    kind, content = receive(connection)
    if kind == CHANGE:
        change = msgspec.msgpack.decode(content, type=Change)
        allow_seconds(change.seconds + 1)
        allow_memory(change.memory)
        try:
            send(result, DATA, msgspec.msgpack.encode(_tried(dataset, change)))
        except DetenteError as error:
            send(connection, FAILURE, msgspec.msgpack.encode(failure_of(error)))
    os._exit(0)


def failure_of(error: Exception) -> Failure:
    """Return what is told of an error."""
    place = (error.line, error.column) if isinstance(error, QueryError) else (0, 0)
    return Failure(type(error).__name__, str(error), *place)


def _tried(dataset: "Dataset", change: Change) -> Tried:
    existed = change.graph == "" or change.graph in {str(g) for g in dataset.store.graphs()}
    if change.must_exist and not existed:
        raise MissingError(f"there is no graph <{change.graph}>")
    work = _WORK[change.operation]
    delta, whole = dataset.tried(lambda recorded: work(recorded, change))
    return Tried(delta, whole, existed)


def _update(recorded: Recorded, change: Change) -> None:
    admit_update(change.text, confined=is_confining())
    text = with_dataset(change.text, change.using, change.using_named)
    try:
        carry_out(recorded, text, change.base)
    except QueryError as error:
        if "os error 1)" in str(error) or "name resolution" in str(error):
            raise OutsideCallError("the update calls another server: none is called") from error
        raise


def _put(recorded: Recorded, change: Change) -> None:
    def put(store: MutableStore) -> None:
        store.clear(change.graph)
        _read(store, change)

    recorded.observe(change.graph, put)


def _post(recorded: Recorded, change: Change) -> None:
    aside = MutableStore()
    _read(aside, change)
    recorded.insert(joined(aside.lines()))
    if change.graph:
        recorded.create(change.graph)


def _read(store: MutableStore, change: Change) -> None:
    for name, content in change.documents:
        store.read(content, graph_format(name), change.graph, change.base)


def _patch(recorded: Recorded, change: Change) -> None:
    """Carry out an update on one graph alone, which is the default graph to it."""
    admit_update(change.text, confined=is_confining())
    aside, before = MutableStore(), recorded.store.triples(change.graph)
    aside.insert(joined(before))
    aside.update(change.text, base=change.base)
    if next(aside.graphs(), None) is not None:
        raise QueryError("a patch is of one graph: leave the names of graphs out of the update")
    after = aside.triples("")
    recorded.delete(joined(in_graph(before - after, change.graph)))
    recorded.insert(joined(in_graph(after - before, change.graph)))


def _delete(recorded: Recorded, change: Change) -> None:
    recorded.observe(change.graph, lambda store: store.clear(change.graph))


_WORK: Mapping[str, Callable[[Recorded, Change], None]] = {
    "update": _update,
    "put": _put,
    "post": _post,
    "patch": _patch,
    "delete": _delete,
}
