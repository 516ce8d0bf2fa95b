"""Where a worker writes an answer: frames of 64 KB, within limits.

The first frame is held until it is full or the answer is whole, so that what goes wrong early is
told as what it is.
"""

import socket

from server.engine.frames import ANSWER, DATA, END, FRAME, Question, packed
from server.engine.rows import RowCounter

__all__ = ["EnoughError", "Sender", "TooMuchError"]


class TooMuchError(Exception):
    """An answer is larger than one may be."""


class EnoughError(Exception):
    """As many lines were written as were wanted."""


class Sender:
    """A file to write an answer to, of one kind and in one format."""

    def __init__(self, connection: socket.socket, question: Question, kind: str, name: str) -> None:
        self._connection, self._question, self._head = connection, question, f"{kind} {name}"
        self._buffer, self._sent, self._lines = bytearray(), 0, 0
        counted = question.rows and kind == "solutions"
        self._rows = RowCounter(name) if counted else None
        self.stopped: Exception | None = None
        """What stopped the writing, which the store would tell as an error of its own."""

    def write(self, more: bytes) -> int:
        """Take in some bytes; raises TooMuchError, EnoughError or OSError."""
        try:
            self._take(more)
        except (TooMuchError, EnoughError, OSError) as error:
            self.stopped = error
            raise
        return len(more)

    def flush(self) -> None:
        """Do nothing: frames go when they are full."""

    def finish(self) -> None:
        """Send what is left, and that it is all; raises OSError where nobody listens any more."""
        self._connection.sendall(self._left() + packed(END))

    def _take(self, more: bytes) -> None:
        if self._question.first_lines:
            more = self._beginning(more)
        self._buffer += more
        self._measure(more)
        if len(self._buffer) >= FRAME:
            self._flush()
        if self._question.first_lines and self._lines >= self._question.first_lines:
            raise EnoughError

    def _beginning(self, more: bytes) -> bytes:
        lines = more.split(b"\n", self._question.first_lines - self._lines)
        self._lines += len(lines) - 1
        whole = self._lines < self._question.first_lines
        return more if whole else more[: len(more) - len(lines[-1])]

    def _measure(self, more: bytes) -> None:
        most = self._question
        if self._sent + len(self._buffer) > most.bytes:
            raise TooMuchError(f"the answer has more than {most.bytes:,} bytes: ask for less")
        if self._rows and self._rows.feed(more) > most.rows:
            raise TooMuchError(f"the answer has more than {most.rows:,} rows: add a LIMIT")

    def _flush(self) -> None:
        self._connection.sendall(self._left())

    def _left(self) -> bytes:
        """Return what is not sent yet, as frames."""
        head = b"" if self._sent else packed(ANSWER, self._head.encode())
        data = packed(DATA, bytes(self._buffer)) if self._buffer else b""
        self._sent += len(self._buffer) or 1
        self._buffer.clear()
        return head + data
