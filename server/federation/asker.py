"""An engine before which SERVICE clauses are answered."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from uuid import uuid4

from msgspec.structs import replace

from graph.errors import QueryError
from server.engine.asker import Asker, Replied
from server.engine.frames import Change, Done, Question
from server.engine.problems import BusyError, CancelledError, DeadlineError, GoneError
from server.engine.reply import Running
from server.engine.settings import Settings
from server.federation.bindings import Table, read
from server.federation.calling import Call as Request
from server.federation.calling import Limits
from server.federation.clauses import Query, query_of
from server.federation.joining import Call, Joined, answered
from server.federation.problems import ServiceError
from server.guard import admit_size, mentions_service

__all__ = ["Federation"]

_TICK = 0.03
"""Seconds between two looks at whether anybody still waits."""
_AT_ONCE = 4
"""Calls of one query that are under way at the same time."""


class Federation:
    """Answers the clauses of a query, and has an engine answer the rest."""

    def __init__(self, engine: Asker) -> None:
        self._engine = engine
        self._lock = Lock()
        self._running: dict[str, Running] = {}

    @property
    def settings(self) -> Settings:
        """The limits."""
        return self._engine.settings

    @property
    def epoch(self) -> str:
        """What tells the states of the dataset from those of others."""
        return self._engine.epoch

    @property
    def version(self) -> int:
        """Which state of a dataset that is written to was last heard of."""
        return self._engine.version

    @property
    def is_written(self) -> bool:
        """Whether changes are taken."""
        return self._engine.is_written

    def ask(
        self, question: Question, identifier: str, is_gone: Callable[[], bool] = lambda: False
    ) -> Replied:
        """Ask a query, as the engine does; raises OutsideCallError and ServiceError besides."""
        if question.is_own or not mentions_service(question.text):
            return self._engine.ask(question, identifier, is_gone)
        query = query_of(question.text)
        if not query.clauses:
            return self._engine.ask(question, identifier, is_gone)
        joined, left = self._joined(query, question, identifier, is_gone)
        asked = replace(question, text=joined.text, bare=joined.bare, seconds=left)
        return self._engine.ask(asked, identifier, is_gone)

    def change(self, change: Change, /) -> Done:
        """Carry out a change, in which nothing is called."""
        return self._engine.change(change)

    def warm(self, dataset: str, /) -> None:
        """Return when queries are answered."""
        self._engine.warm(dataset)

    def running(self) -> list[Running]:
        """Return the queries that are running or waiting, the oldest first."""
        with self._lock:
            calling = list(self._running.values())
        return sorted([*calling, *self._engine.running()], key=lambda each: each.started)

    def cancel(self, identifier: str) -> bool:
        """Stop a query; tell whether there was one of that name."""
        with self._lock:
            running = self._running.get(identifier)
        if running is None:
            return self._engine.cancel(identifier)
        running.cancel()
        return True

    def close(self) -> None:
        """End what was started."""
        self._engine.close()

    def _joined(
        self, query: Query, question: Question, identifier: str, is_gone: Callable[[], bool]
    ) -> tuple[Joined, float]:
        """Return a query of which nothing is left to be called, and the seconds it still has."""
        admit_size(question.text)
        running = Running(identifier, question, self.settings.patience, is_gone)
        with self._lock:
            if identifier in self._running:
                raise QueryError(f"a query {identifier!r} is running: choose another id")
            if len(self._running) >= self.settings.workers:
                raise BusyError("too many queries call others: ask again later")
            self._running[identifier] = running
        try:
            with _Conversation(self._engine, running) as talk:
                allowed = frozenset(self.settings.services)
                return answered(query, allowed, talk.ask, talk.call), talk.left()
        finally:
            with self._lock:
                del self._running[identifier]


class _Conversation:
    """What is asked here and elsewhere for one query, while somebody waits for it."""

    def __init__(self, engine: Asker, running: Running) -> None:
        self._engine, self._running = engine, running
        self._bytes = engine.settings.service_bytes
        self._pool = ThreadPoolExecutor(_AT_ONCE)
        self._number = 0

    def __enter__(self) -> "_Conversation":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def ask(self, joined: Joined, variables: Sequence[str]) -> Table:
        """Answer a query here."""
        question = replace(
            self._running.question,
            text=joined.text,
            bare=joined.bare,
            formats={"solutions": "json"},
            seconds=self.left(),
            rows=0,
            first_lines=0,
        )
        try:
            reply = self._engine.ask(question, uuid4().hex, self._is_over)
            return self._read(b"".join(reply), variables)
        except GoneError:
            self._watch()
            raise

    def call(self, calls: Sequence[Call]) -> list[Table]:
        """Make some calls, and return when all are answered or one is not."""
        requests = [Request(each.endpoint, each.text, self._limits()) for each in calls]
        futures = [self._pool.submit(request.run) for request in requests]
        try:
            waiting = set(futures)
            while waiting:
                self._watch()
                for request in requests:
                    if request.is_late:
                        request.stop()
                done, waiting = wait(waiting, _TICK, "FIRST_EXCEPTION")
                for future in done:
                    self._bytes -= len(future.result())
            return [self._table(*each) for each in zip(calls, futures, strict=True)]
        except ServiceError:
            self.left()  # whose time is over is told that, and no silence hides it
            raise
        finally:
            for request in requests:
                request.stop()

    def _limits(self) -> Limits:
        settings = self._engine.settings
        seconds = min(settings.service_seconds, self.left())
        return Limits(seconds, max(0, self._bytes), settings.private_services)

    def _table(self, call: Call, future: Future[bytes]) -> Table:
        try:
            return self._read(future.result(), call.variables)
        except ServiceError as error:
            raise ServiceError(f"SERVICE calls {call.endpoint.name}: {error}") from error

    def _read(self, content: bytes, variables: Sequence[str]) -> Table:
        self._number += 1
        return read(content, variables, f"s{self._number}")

    def left(self) -> float:
        """Return the seconds that are left; raises DeadlineError where none are."""
        seconds = self._running.question.seconds
        if (left := seconds - self._running.seconds) <= 0:
            raise DeadlineError(
                f"the query took longer than {seconds:g} seconds, with what it calls: ask for less"
            )
        return left

    def _is_over(self) -> bool:
        return self._running.is_cancelled or self._running.is_gone()

    def _watch(self) -> None:
        self.left()
        if self._running.is_cancelled:
            raise CancelledError("the query was cancelled")
        if self._running.is_gone():
            raise GoneError("the client has gone")
