"""One query under way: its worker, its time, and the answer as it comes."""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator

import msgspec

from server.engine.frames import (
    ANSWER,
    CHANGE,
    DATA,
    END,
    FAILURE,
    FRAME,
    HELLO,
    QUESTION,
    Change,
    Done,
    Failure,
    Hello,
    Question,
    receive,
    send,
)
from server.engine.problems import (
    BusyError,
    CancelledError,
    CrashError,
    DeadlineError,
    GoneError,
    error_of,
)

__all__ = ["Lost", "Reply", "Running", "carried_out"]

_TICK = 0.03
"""Seconds between two looks at whether the client is still there."""
_QUICK = 0.25
"""Seconds after which a query gives way to others."""
_YIELDING = 10
"""The niceness of one that does."""


class Lost(Exception):  # noqa: N818 - it is no failure of the query
    """The worker went before it took the query up."""


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
        self._worker: int | None = None
        """A file descriptor that stands for the worker's process, or its id."""
        self._process = 0
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
        return self._process == 0

    def cancel(self) -> None:
        """Stop the query."""
        self.is_cancelled = True

    def met(self, hello: Hello) -> None:
        """Remember the worker."""
        worker = self._process = hello.worker
        self.version = hello.version
        if hasattr(os, "pidfd_open"):
            with contextlib.suppress(OSError):
                self._worker = os.pidfd_open(worker)

    def give_way(self) -> None:
        """Let shorter queries go first from now on."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process, _YIELDING)

    def kill(self) -> None:
        """End the worker; a process that has taken its number since is left alone."""
        with contextlib.suppress(OSError):
            if self._worker is not None:
                signal.pidfd_send_signal(self._worker, signal.SIGKILL)
            elif self._process:
                os.kill(self._process, signal.SIGKILL)

    def leave(self) -> None:
        """Forget the worker."""
        if self._worker is not None:
            os.close(self._worker)
        self._worker = None


class Reply:
    """The answer to a query, as it comes."""

    def __init__(
        self, connection: socket.socket, running: Running, on_close: Callable[[], None]
    ) -> None:
        """Ask, and wait for the beginning of the answer; raises Lost where nobody listens."""
        self._connection, self._running, self._on_close = connection, running, on_close
        self.identifier, self.version = running.identifier, 0
        self._is_whole = self._is_closed = False
        try:
            self._begin()
        except BaseException:
            self._end()
            raise

    def _begin(self) -> None:
        self._take_up()
        self.version = self._running.version
        kind, content = self._next()
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

    def _take_up(self) -> None:
        question = msgspec.msgpack.encode(self._running.question)
        try:
            send(self._connection, QUESTION, question)
            self._wait(self._running.patience, _too_busy)
            kind, content = receive(self._connection)
        except TimeoutError as error:  # a long question, and nobody reads it
            raise _too_busy(self._running) from error
        except (OSError, EOFError) as error:
            raise Lost from error
        if kind != HELLO:
            raise Lost
        self._running.met(msgspec.msgpack.decode(content, type=Hello))
        self._connection.settimeout(self._running.question.seconds)

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
        if not self._is_whole:
            self._running.kill()
        self._running.leave()
        self._connection.close()

    def _fail(self, content: bytes) -> None:
        self._is_whole = True  # the worker is ready for another
        raise error_of(msgspec.msgpack.decode(content, type=Failure))

    def _next(self) -> tuple[bytes, bytes]:
        """Return the next frame, for which the worker has what is left of its time."""
        before = time.monotonic()
        self._wait(self._running.question.seconds - self._running.taken, _too_slow)
        try:
            frame = receive(self._connection)
        except (OSError, EOFError) as error:
            raise CrashError(
                "the query took more memory than a query may, or was too much for the engine: "
                "ask for less"
            ) from error
        self._running.taken += time.monotonic() - before
        return frame

    def _wait(self, seconds: float, too_late: Callable[[Running], Exception]) -> None:
        """Wait until there is something to read; raises whatever has become of the query."""
        running, start = self._running, time.monotonic()
        quick = _QUICK - running.taken
        while not _is_readable(self._connection, _TICK):
            passed = time.monotonic() - start
            if passed >= seconds:
                raise too_late(running)
            if running.is_cancelled:
                raise CancelledError("the query was cancelled")
            if running.is_gone():
                raise GoneError("the client has gone")
            if not running.is_waiting and passed >= quick:
                running.give_way()
                quick = seconds


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


def _is_readable(connection: socket.socket, seconds: float) -> bool:
    poll = select.poll()  # unlike select, it knows no largest descriptor
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(1000 * seconds))


def _too_busy(_running: Running) -> Exception:
    return BusyError(f"all workers are busy: ask again in {BusyError.retry_after} seconds")


def _too_slow(running: Running) -> Exception:
    return DeadlineError(
        f"the query took longer than {running.question.seconds:g} seconds: ask for less, "
        "or add a LIMIT"
    )
