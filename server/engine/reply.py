"""One query under way: its worker, its time, and the answer as it comes."""

import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator

import msgspec

from server.engine.frames import (
    ANSWER,
    BYE,
    CHANGE,
    DATA,
    END,
    FAILURE,
    FRAME,
    QUESTION,
    Change,
    Done,
    Failure,
    Hello,
    Question,
    receive,
    send,
)
from server.engine.lines import Line, Lines, Lost, is_readable
from server.engine.problems import (
    BusyError,
    CancelledError,
    CrashError,
    DeadlineError,
    GoneError,
    error_of,
)

__all__ = ["Reply", "Running", "carried_out"]

_TICK = 0.03
"""Seconds between two looks at whether the client is still there."""
_QUICK = 0.25
"""Seconds after which a query gives way to others."""


class Running:
    """A query that is running or waiting."""

    def __init__(
        self, identifier: str, question: Question, patience: float, is_gone: Callable[[], bool]
    ) -> None:
        self.identifier, self.question, self.is_gone = identifier, question, is_gone
        self.patience = patience
        self.started = time.monotonic()
        self.taken = 0.0
        """Seconds that the worker has taken; the reader's own do not count."""
        self.line: Line | None = None
        """Its worker; None while it waits for one."""
        self.version = 0
        """Which state of the dataset its answer is from."""
        self.is_cancelled = False

    @property
    def seconds(self) -> float:
        """How long ago the query came."""
        return time.monotonic() - self.started

    @property
    def is_waiting(self) -> bool:
        """Whether no worker has taken it up."""
        return self.line is None

    def cancel(self) -> None:
        """Stop the query."""
        self.is_cancelled = True

    def watch(self) -> None:
        """Raise what has become of the query, if it is not to be gone on with."""
        if self.is_cancelled:
            raise CancelledError("the query was cancelled")
        if self.is_gone():
            raise GoneError("the client has gone")

    def watch_in_queue(self) -> None:
        """Raise likewise, or where there has been no worker for longer than one waits."""
        self.watch()
        if self.seconds >= self.patience:
            raise BusyError(f"all workers are busy: ask again in {BusyError.retry_after} seconds")


class Reply:
    """The answer to a query, as it comes."""

    def __init__(self, lines: Lines, running: Running, on_close: Callable[[], None]) -> None:
        """Ask, and wait for the beginning of the answer; raises Lost where nobody listens."""
        self._lines, self._running, self._on_close = lines, running, on_close
        self.identifier, self.version = running.identifier, 0
        self._is_whole = self._is_closed = False
        try:
            self._begin()
        except BaseException:
            self._end()
            raise

    def _begin(self) -> None:
        self._line = self._take_up()
        self.version = self._running.version = self._line.version
        kind, content = self._next()
        if kind == BYE:
            raise Lost
        if kind != ANSWER:
            self._is_whole = True
            raise error_of(msgspec.msgpack.decode(content, type=Failure))
        self.kind, self.format = content.decode().split()
        self._first = self._next()
        if self._first[0] == FAILURE:
            self._fail(self._first[1])
        self.whole: bytes | None = None
        """The answer, where it is short enough to have come in one piece."""
        if len(self._first[1]) < FRAME:
            self.whole = b"".join(self._blocks())
            self.close()

    def _take_up(self) -> Line:
        """Ask a worker that is free."""
        running = self._running
        try:
            line = running.line = self._lines.take(running.watch_in_queue, _TICK)
            line.connection.settimeout(running.question.seconds)
            send(line.connection, QUESTION, msgspec.msgpack.encode(running.question))
        except (OSError, EOFError) as error:
            raise Lost from error
        return line

    def __iter__(self) -> Iterator[bytes]:
        """Yield the bytes of the answer; raises like ``Engine.ask`` where it breaks off."""
        try:
            yield from self._blocks() if self.whole is None else [self.whole]
        finally:
            self.close()

    def _blocks(self) -> Iterator[bytes]:
        kind, content = self._first
        while kind == DATA:
            yield content
            kind, content = self._next()
        if kind == FAILURE:
            self._fail(content)
        self._is_whole = kind == END

    def __enter__(self) -> "Reply":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget the query, and stop it where it is not done; it may be done more than once."""
        if not self._is_closed:
            self._end()
            self._on_close()

    def _end(self) -> None:
        self._is_closed = True
        line, self._running.line = self._running.line, None
        if line is None:
            return
        if self._is_whole:
            self._lines.free(line)
        else:
            line.kill()
            self._lines.leave(line)

    def _fail(self, content: bytes) -> None:
        self._is_whole = True  # the worker is ready for another
        raise error_of(msgspec.msgpack.decode(content, type=Failure))

    def _next(self) -> tuple[bytes, bytes]:
        """Return the next frame, for which the worker has what is left of its time."""
        before = time.monotonic()
        inbox = self._line.inbox
        if not inbox.has_frame():
            self._wait(self._running.question.seconds - self._running.taken)
        try:
            frame = inbox.receive()
        except (OSError, EOFError) as error:
            raise CrashError(
                "the query took more memory than a query may, or was too much for the engine: "
                "ask for less"
            ) from error
        self._running.taken += time.monotonic() - before
        return frame

    def _wait(self, seconds: float) -> None:
        """Wait until there is something to read; raises whatever has become of the query."""
        running, start = self._running, time.monotonic()
        while not is_readable(self._line.connection, _TICK):
            passed = time.monotonic() - start
            if passed >= seconds:
                raise DeadlineError(
                    f"the query took longer than {running.question.seconds:g} seconds: ask for "
                    "less, or add a LIMIT"
                )
            running.watch()
            if running.taken + passed >= _QUICK and not self._line.is_slow:
                self._line.give_way()


def carried_out(connection: socket.socket, change: Change, patience: float) -> Done:
    """Ask for a change over a connection, and return when it is there to stay.

    Raises Lost where nobody takes it up, and else like ``Engine.change``.
    """
    with connection:
        connection.settimeout(patience)
        try:
            send(connection, CHANGE, msgspec.msgpack.encode(change))
            hello = msgspec.msgpack.decode(receive(connection)[1], type=Hello)
        except TimeoutError as error:
            raise BusyError("other changes are being made: ask again later") from error
        except (OSError, EOFError) as error:
            raise Lost from error
        try:
            kind, content = _result(connection, hello, change.seconds)
        except (OSError, EOFError) as error:
            raise CrashError("the change was too much for the engine: ask for less") from error
    if kind == FAILURE:
        raise error_of(msgspec.msgpack.decode(content, type=Failure))
    return msgspec.msgpack.decode(content, type=Done)


def _result(connection: socket.socket, hello: Hello, seconds: float) -> tuple[bytes, bytes]:
    """Return what a trial comes to, or stop it when its time is over."""
    connection.settimeout(seconds)
    try:
        return receive(connection)
    except TimeoutError as error:
        with contextlib.suppress(OSError):
            os.kill(hello.worker, signal.SIGKILL)
        message = f"the change took longer than {seconds:g} seconds: ask for less"
        raise DeadlineError(message) from error
