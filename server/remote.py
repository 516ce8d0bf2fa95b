"""The engine where another store answers: the same questions, sent on.

What a query may take is that store's to say; here are the deadline, the size of the answer, and
the number of queries at the same time. A query in which the word SERVICE is left, be it in a
string, is refused, since the other store is not ours to confine.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import NoReturn

from graph.errors import QueryError
from graph.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.release import Release
from graph.remote import RemoteAnswer, RemoteError, RemoteStore
from server.engine.frames import Change, Done, Question
from server.engine.problems import BusyError, CancelledError, DeadlineError, LargeAnswerError
from server.engine.reply import Running
from server.engine.settings import Settings
from server.guard import OutsideCallError, UpdateError, is_update, mentions_service
from server.wordsearch import with_found

__all__ = ["RemoteEngine", "RemoteReply"]

_BLOCK = 2**16
_MEDIA_TYPES = {each.name: each.media_type for each in (*GRAPH_FORMATS, *RESULT_FORMATS)}
_NAMES: Mapping[str, str] = {media_type: name for name, media_type in _MEDIA_TYPES.items()} | {
    "application/json": "json",
    "application/xml": "xml",
    "text/plain": "ntriples",
}
_BOOLEAN = (b'"boolean"', b"<boolean>")


class RemoteReply:
    """The answer of another store, as it comes."""

    def __init__(
        self, running: Running, answer: RemoteAnswer, on_close: Callable[[], None]
    ) -> None:
        self._running, self._answer, self._on_close = running, answer, on_close
        self.identifier, self.version = running.identifier, 0
        self._read = 0
        self._is_closed = False
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def _begin(self) -> None:
        self.format = _NAMES.get(self._answer.media_type, "")
        self._first = self._next()
        if self._answer.status != 200:
            self._fail()
        if not self.format:
            raise RemoteError(f"the store answered with {self._answer.media_type}")
        tables = {each.name for each in RESULT_FORMATS}
        is_table = self.format in tables
        is_boolean = is_table and any(word in self._first[:500] for word in _BOOLEAN)
        self.kind = "boolean" if is_boolean else "solutions" if is_table else "graph"
        self.whole = self._first if len(self._first) < _BLOCK else None
        if self.whole is not None:
            self.close()

    def _fail(self) -> NoReturn:
        told = self._first[:1_000].decode("utf-8", "replace")
        if self._answer.status < 500:
            raise QueryError(f"the query is not answered: {told}")
        raise RemoteError(f"the store answered with {self._answer.status}: {told}")

    def __iter__(self) -> Iterator[bytes]:
        """Yield the bytes of the answer; raises like ``RemoteEngine.ask`` where it breaks off."""
        try:
            block = self._first
            while block:
                yield block
                block = self._next() if self.whole is None else b""
        finally:
            self.close()

    def _next(self) -> bytes:
        """Return the next block, of which only the last is short."""
        block = b""
        while len(block) < _BLOCK and (more := self._answer.read(_BLOCK - len(block))):
            block += more
            self._watch()
        self._read += len(block)
        if self._read > self._running.question.bytes:
            raise LargeAnswerError(
                f"the answer has more than {self._running.question.bytes:,} bytes"
            )
        return block

    def _watch(self) -> None:
        if self._running.is_cancelled:
            raise CancelledError("the query was cancelled")
        if self._running.seconds > 10 * self._running.question.seconds:
            raise DeadlineError("the answer took too long")

    def close(self) -> None:
        """Leave the store; it may be done more than once."""
        if not self._is_closed:
            self._is_closed = True
            self._answer.close()
            self._on_close()


@dataclass
class RemoteEngine:
    """An engine whose dataset another store holds."""

    settings: Settings
    store: RemoteStore
    release: Release
    """The one that was put into the store."""

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._running: dict[str, Running] = {}
        self.epoch, self.version, self.is_written = str(time.time_ns()), 0, False

    def ask(
        self, question: Question, identifier: str, is_gone: Callable[[], bool] = lambda: False
    ) -> RemoteReply:
        """Ask a query, as ``Engine.ask`` does; raises RemoteError where no answer comes."""
        if not question.is_own:
            _admit(question.bare or question.text)
        running = Running(identifier, question, self.settings.patience, is_gone)
        with self._lock:
            if len(self._running) >= self.settings.workers + self.settings.queue:
                raise BusyError("too many queries are running: ask again later")
            self._running[identifier] = running
        try:
            return RemoteReply(running, self._sent(question), lambda: self._forget(identifier))
        except BaseException:
            self._forget(identifier)
            raise

    def _sent(self, question: Question) -> RemoteAnswer:
        accept = ", ".join(dict.fromkeys(_MEDIA_TYPES[name] for name in question.formats.values()))
        base = self.release.names.base
        text = f"BASE <{base}> {with_found(question.text, base, self.release.search)}"
        try:
            return self.store.ask(text, accept, question.seconds, question.default, question.named)
        except RemoteError as error:
            if isinstance(error.__cause__, TimeoutError):
                raise DeadlineError(
                    f"the query took longer than {question.seconds:g} seconds: ask for less"
                ) from error
            raise

    def _forget(self, identifier: str) -> None:
        with self._lock:
            self._running.pop(identifier, None)

    def running(self) -> list[Running]:
        """Return the queries that are running, the oldest first."""
        with self._lock:
            return sorted(self._running.values(), key=lambda each: each.started)

    def cancel(self, identifier: str) -> bool:
        """Stop a query; tell whether there was one of that name."""
        with self._lock:
            running = self._running.get(identifier)
        if running is not None:
            running.cancel()
        return running is not None

    def change(self, _change: Change) -> Done:
        """Refuse: the other store is written by a build."""
        raise UpdateError("the graph is read-only: only queries are answered")

    def warm(self, _dataset: str) -> None:
        """Find out whether the store answers; raises RemoteError where it does not."""
        question = Question("ASK {}", "", {"boolean": "json"}, seconds=self.settings.seconds)
        self.ask(question, "start").close()

    def close(self) -> None:
        """Do nothing: there is nothing to end."""


def _admit(text: str) -> None:
    if is_update(text):
        raise UpdateError("this is an update: only queries are answered here")
    if mentions_service(text):
        raise OutsideCallError("the query has the word SERVICE: this server calls no other")
