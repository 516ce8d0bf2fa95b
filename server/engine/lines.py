"""The workers that a web process talks to, each over a connection that lasts.

A worker that is taken answers one query, and is then free for another. There are never more
connections than workers, since one that has a connection listens to no other.
"""

import contextlib
import os
import select
import signal
import socket
from collections.abc import Callable
from threading import Condition

import msgspec

from server.engine.frames import HELLO, Hello, Inbox

__all__ = ["Line", "Lines", "Lost", "is_readable"]

_YIELDING = 10
"""The niceness of a worker that gives way to others."""


class Lost(Exception):  # noqa: N818 - it is no failure of the query
    """The worker went before it took the query up."""


class Line:
    """A connection to one worker."""

    def __init__(self, connection: socket.socket) -> None:
        """Wait for the worker to greet, for as long as the connection's patience lasts.

        Raises Lost where it goes, and TimeoutError.
        """
        self.connection, self.inbox = connection, Inbox(connection)
        self.is_slow = False
        """Whether the worker was told to give way, which it cannot take back."""
        try:
            kind, content = self.inbox.receive()
        except TimeoutError:
            raise
        except (OSError, EOFError) as error:
            raise Lost from error
        if kind != HELLO:
            raise Lost
        hello = msgspec.msgpack.decode(content, type=Hello)
        self.version, self._worker = hello.version, hello.worker
        self._process = _process(hello.worker)

    def is_free(self) -> bool:
        """Tell whether the worker is there and has nothing to say."""
        return not is_readable(self.connection, 0)

    def give_way(self) -> None:
        """Let shorter queries go first from now on."""
        self.is_slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._worker, _YIELDING)

    def kill(self) -> None:
        """End the worker; a process that has taken its number since is left alone."""
        with contextlib.suppress(OSError):
            if self._process is not None:
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            else:
                os.kill(self._worker, signal.SIGKILL)

    def close(self) -> None:
        """Hang up: the worker is there for others then, or ends if it is slow."""
        self.connection.close()
        if self._process is not None:
            os.close(self._process)
        self._process = None


class Lines:
    """The connections to the workers of one keeper."""

    def __init__(self, dial: Callable[[], socket.socket], most: int) -> None:
        self._dial, self._most = dial, most
        self._free: list[Line] = []
        self._count = 0
        self._changed = Condition()

    def take(self, watch: Callable[[], None], tick: float) -> Line:
        """Return the line of a worker that is free.

        ``watch`` is called now and then while there is none, and raises what is to end the
        waiting. Raises Lost where the worker goes.
        """
        line = self._waiting(watch, tick)
        while line is not None and not line.is_free():
            self.leave(line)
            line = self._waiting(watch, tick)
        return line or self._dialled(watch, tick)

    def _waiting(self, watch: Callable[[], None], tick: float) -> Line | None:
        """Return a line that was free, or None where there may be one more."""
        with self._changed:
            while not self._free and self._count >= self._most:
                if not self._changed.wait(tick):
                    watch()
            if self._free:
                return self._free.pop()
            self._count += 1
            return None

    def _dialled(self, watch: Callable[[], None], tick: float) -> Line:
        connection = None
        try:
            connection = self._dial()
            while not is_readable(connection, tick):
                watch()
            return Line(connection)
        except BaseException:
            if connection is not None:
                connection.close()
            self._forget()
            raise

    def free(self, line: Line) -> None:
        """Let others have a line whose query is answered."""
        if line.is_slow:
            self.leave(line)
            return
        with self._changed:
            self._free.append(line)
            self._changed.notify()

    def leave(self, line: Line) -> None:
        """Give a line up."""
        line.close()
        self._forget()

    def _forget(self) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify()

    def close(self) -> None:
        """Give up the lines that are free."""
        with self._changed:
            free, self._free = self._free, []
        for line in free:
            self.leave(line)


def is_readable(connection: socket.socket, seconds: float) -> bool:
    """Wait for something to read, or for the end, and tell whether it has come in time."""
    poll = select.poll()  # unlike select, it knows no largest descriptor
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(1000 * seconds))


def _process(worker: int) -> int | None:
    """Return a file descriptor that stands for a process, where there are such."""
    if hasattr(os, "pidfd_open"):
        with contextlib.suppress(OSError):
            return os.pidfd_open(worker)
    return None
