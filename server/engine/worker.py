"""A worker: it answers one query at a time, until it is told to stop or is killed."""

import contextlib
import os
import signal
import socket
from pathlib import Path
from types import FrameType

import msgspec

from graph.errors import DetenteError, FormatError, QueryError, ReleaseError
from graph.formats import graph_format, result_format
from graph.release import Release
from graph.store import Answer, Selection
from server.answering import Source, answer
from server.engine.changes import failure_of
from server.engine.frames import BYE, FAILURE, HELLO, QUESTION, Hello, Inbox, Question, send
from server.engine.jail import allow_memory, allow_seconds, confine
from server.engine.sender import EnoughError, Sender, TooMuchError

__all__ = ["BACKSTOP", "work"]

BACKSTOP = 10
"""How many times its deadline a query may take with all that its reader makes it wait; after
that the kernel ends the worker, even where nobody is left who would."""


def work(listener: socket.socket, dataset: Source | None = None, release: str = "") -> None:
    """Answer the queries that come over one connection after the other, and never return.

    The release that will be asked is opened at once; what is wrong with it is told when it is.
    """
    worker = Worker(dataset)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, worker.leave)
    confine()
    if release:
        with contextlib.suppress(DetenteError):
            worker.opened(release)
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    # Who was told to give way to others cannot take it back, so another takes its place.
    while not worker.is_leaving and os.getpriority(os.PRIO_PROCESS, 0) == usual:
        connection, _ = listener.accept()
        with connection:
            worker.serve(connection, usual)
    os._exit(0)


class Worker:
    """A process that holds one dataset open."""

    def __init__(self, dataset: Source | None) -> None:
        self._dataset = dataset
        self._release: Release | None = None
        self._path = ""
        self._connection: socket.socket | None = None
        self.is_busy = self.is_leaving = False

    def leave(self, _signal: int, _frame: FrameType | None) -> None:
        """Stop, after the query that is being answered."""
        self.is_leaving = True
        if not self.is_busy:
            self._say_goodbye()
            os._exit(0)

    def serve(self, connection: socket.socket, usual: int) -> None:
        """Answer the questions that come over a connection, or say why not.

        It goes on until the other side hangs up, or the worker is told to leave or to give way,
        by another niceness than the usual one.
        """
        self._connection = connection
        inbox = Inbox(connection)
        with contextlib.suppress(OSError, EOFError):  # whoever asked has gone
            version = getattr(self._dataset, "version", 0)
            send(connection, HELLO, msgspec.msgpack.encode(Hello(os.getpid(), version)))
            while not self.is_leaving and os.getpriority(os.PRIO_PROCESS, 0) == usual:
                self._serve(connection, *inbox.receive())
            self._say_goodbye()
        self._connection = None

    def _serve(self, connection: socket.socket, kind: bytes, content: bytes) -> None:
        self.is_busy = True
        if kind == QUESTION:
            self._answer(connection, msgspec.msgpack.decode(content, type=Question))
        self.is_busy = False

    def _say_goodbye(self) -> None:
        """Tell whoever may be asking by now that nobody is there to answer."""
        if self._connection is not None:
            with contextlib.suppress(OSError):
                send(self._connection, BYE)

    def _answer(self, connection: socket.socket, question: Question) -> None:
        allow_seconds(BACKSTOP * question.seconds)
        try:
            self._send(connection, question)
        except (DetenteError, TooMuchError) as error:
            send(connection, FAILURE, msgspec.msgpack.encode(failure_of(error)))
        finally:
            allow_seconds(0)

    def _send(self, connection: socket.socket, question: Question) -> None:
        source = self._source(question)
        if question.explained is not None:
            _explain(source, connection, question)
            return
        selection = Selection(question.default, question.named) if question.selected else None
        given = answer(source, question.text, selection, bare=question.bare)
        sender = Sender(connection, question, given.kind, _format(given, question))
        _write(given, sender, question)
        sender.finish()

    def _source(self, question: Question) -> Source:
        """Return what to ask, and limit the memory that the answer may take."""
        source = self.opened(question.dataset) if question.dataset else self._dataset
        if source is None:
            raise ReleaseError("nothing is written here: name a release")
        allow_memory(question.memory)
        return source

    def opened(self, path: str) -> Release:
        """Open a release, with all the memory that takes."""
        if self._release is None or self._path != path:
            allow_memory(None)
            self._release, self._path = Release(Path(path)), path
            self._release.store.graphs()
        return self._release


def _explain(source: Source, connection: socket.socket, question: Question) -> None:
    """Send the steps of a proof, and none where there is none to be made."""
    assert question.explained is not None
    proof = source.proof(question.explained)
    sender = Sender(connection, question, "proof", "json")
    sender.write(msgspec.json.encode(proof.steps if proof else ()))
    sender.finish()


def _format(given: Answer, question: Question) -> str:
    name = question.formats.get(given.kind)
    if name is None:
        raise FormatError(f"a {given.kind} answer is not to be had as any of what was asked for")
    return name


def _write(given: Answer, sender: Sender, question: Question) -> None:
    name = question.formats[given.kind]
    chosen = graph_format(name) if given.kind == "graph" else result_format(name)
    try:
        given.write(sender, chosen)
    except Exception as error:
        if isinstance(sender.stopped, EnoughError):
            return
        if sender.stopped is not None:
            raise sender.stopped from error
        if isinstance(error, RuntimeError | OSError):
            raise QueryError(f"the query cannot be answered: {error}") from error
        raise
