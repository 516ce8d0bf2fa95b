"""What goes over a connection between the web process and a worker: frames.

A frame is its kind (one byte), its length (four, big-endian) and its content.
"""

import socket
import struct
from typing import Final

import msgspec

from graph.writing.delta import Delta

__all__ = [
    "ANSWER",
    "BYE",
    "CHANGE",
    "DATA",
    "END",
    "FAILURE",
    "FRAME",
    "HELLO",
    "QUESTION",
    "Change",
    "Done",
    "Failure",
    "Hello",
    "Inbox",
    "Question",
    "Tried",
    "packed",
    "receive",
    "send",
]

HELLO: Final = b"H"
QUESTION: Final = b"Q"
CHANGE: Final = b"C"
ANSWER: Final = b"A"
DATA: Final = b"D"
END: Final = b"E"
FAILURE: Final = b"F"
BYE: Final = b"B"

FRAME: Final = 2**16
"""Bytes of a frame of data; only the last of an answer has fewer."""

_HEAD = struct.Struct(">cI")
_GULP = 2**18


class Hello(msgspec.Struct, frozen=True):
    """A worker has taken a connection up."""

    worker: int
    """Its process id."""
    version: int = 0
    """Which state of a dataset that changes it answers from."""


class Question(msgspec.Struct, frozen=True):
    """A query and how to answer it."""

    text: str
    dataset: str
    """The directory of a release; empty for the dataset that the worker was started with."""
    formats: dict[str, str]
    """The name of the format for each kind of answer: solutions, boolean, graph."""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    selected: bool = False
    """Whether ``default`` and ``named`` take the place of the dataset of the query."""
    explained: tuple[str, str, str] | None = None
    """A triple whose proof is asked for in the place of a query, its terms as in N-Triples."""
    bare: str = ""
    """The text without the tables that stand in the place of SERVICE clauses; empty where there are
    none. It is what is looked at before the query is admitted."""
    is_own: bool = False
    """Whether the server asks for itself, in words of its own."""
    seconds: float = 10.0
    memory: int = 512 * 2**20
    bytes: int = 2**30
    rows: int = 0
    """Most bytes and rows of a whole answer; 0 for rows without end."""
    first_lines: int = 0
    """How many lines are wanted, the rest being left out; 0 for all."""


class Change(msgspec.Struct, frozen=True):
    """A change of the dataset: an update, or what the Graph Store Protocol asks for."""

    operation: str
    """``update``, ``put``, ``post``, ``patch`` or ``delete``."""
    text: str = ""
    """Of an update."""
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    """The graphs that the protocol names for an update."""
    graph: str = ""
    """The graph that is put, posted to or deleted; empty for the default graph."""
    documents: tuple[tuple[str, bytes], ...] = ()
    """What is put or posted: formats and contents."""
    base: str = ""
    """What relative IRIs are resolved against."""
    must_exist: bool = False
    """Whether a graph that is not there is a mistake."""
    seconds: float = 10.0
    memory: int = 512 * 2**20


class Tried(msgspec.Struct, frozen=True):
    """What a change would come to."""

    delta: Delta
    """What is asked for."""
    whole: Delta
    """That, and what follows."""
    existed: bool


class Done(msgspec.Struct, frozen=True):
    """A change is there to stay."""

    version: int
    existed: bool
    """Whether the graph was there before."""


class Failure(msgspec.Struct, frozen=True):
    """Why there is no answer, or no more of it: the name of an error and what it says."""

    error: str
    message: str
    line: int = 0
    column: int = 0


def packed(kind: bytes, content: bytes = b"") -> bytes:
    """Return one frame."""
    return _HEAD.pack(kind, len(content)) + content


class Inbox:
    """The frames that come over a connection, read with as few calls as may be."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._buffer = connection, bytearray()

    def has_frame(self) -> bool:
        """Tell whether a whole frame is there already."""
        return len(self._buffer) >= _HEAD.size and len(self._buffer) >= self._end()

    def _end(self) -> int:
        return _HEAD.size + int(_HEAD.unpack_from(self._buffer)[1])

    def receive(self) -> tuple[bytes, bytes]:
        """Return the next frame; raises EOFError where there is none, and OSError."""
        while not self.has_frame():
            more = self._connection.recv(_GULP)
            if not more:
                raise EOFError("the other process has gone")
            self._buffer += more
        end = self._end()
        kind, content = bytes(self._buffer[:1]), bytes(self._buffer[_HEAD.size : end])
        del self._buffer[:end]
        return kind, content


def send(connection: socket.socket, kind: bytes, content: bytes = b"") -> None:
    """Send one frame; raises OSError where nobody listens any more."""
    if len(content) < FRAME:
        connection.sendall(packed(kind, content))
    else:
        connection.sendall(_HEAD.pack(kind, len(content)))
        connection.sendall(content)


def receive(connection: socket.socket) -> tuple[bytes, bytes]:
    """Return the kind and the content of the next frame; raises EOFError where there is none."""
    kind, length = _HEAD.unpack(_exactly(connection, _HEAD.size))
    return kind, _exactly(connection, length)


def _exactly(connection: socket.socket, size: int) -> bytes:
    content = bytearray()
    while len(content) < size:
        more = connection.recv(min(size - len(content), _GULP))
        if not more:
            raise EOFError("the other process has gone")
        content += more
    return bytes(content)
