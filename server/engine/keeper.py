"""The keeper: it starts the workers, and another one for each that ends; it holds what is written.

It is a program of its own, started with a ``Kept`` as JSON. It ends when its standard input does,
which is when the web process ends.

A dataset that is written to is in its memory, and the workers are forked from it. A change is tried
in one more fork; what comes of it is kept, and the workers, whose copy is of before, are replaced.
"""

import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import msgspec

from server.engine.changes import attempt
from server.engine.frames import END, Done, Tried, receive, send
from server.engine.jail import die_with_parent
from server.engine.kept import Kept
from server.engine.worker import work

if TYPE_CHECKING:
    from graph.writing.dataset import Dataset

__all__ = ["main"]

_PAUSE = 0.05
"""Seconds that a worker that cannot start goes on living, so that not too many are tried."""
_TELLING = 5.0
"""Seconds that who asked for a change has to take its answer."""


def main() -> None:
    """Keep workers until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the web process
    kept = msgspec.json.decode(sys.argv[1], type=Kept)
    Keeper(kept).keep()


class Keeper:
    """The workers, and the change that is being tried."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._listener = socket.socket(fileno=kept.listener)
        self._changes = socket.socket(fileno=kept.changes) if kept.changes >= 0 else None
        self._dataset = _dataset(kept)
        self._workers: set[int] = set()
        self._trial: tuple[socket.socket, socket.socket] | None = None
        """Who asked for a change, and where its result will come."""

    def keep(self) -> None:
        """Start workers, and take up changes, until standard input ends."""
        ended = _told_of_ends()
        while True:
            self._workers -= set(_ended())
            while len(self._workers) < self._kept.workers:
                self._workers.add(_forked(self._work))
            ready = _readable([ended.fileno(), sys.stdin.fileno(), *self._awaited()])
            if sys.stdin.fileno() in ready:
                break
            if ended.fileno() in ready:
                ended.recv(2**12)
            if self._trial is not None and self._trial[1].fileno() in ready:
                self._finish(*self._trial)
            elif self._changes is not None and self._changes.fileno() in ready:
                self._begin(self._changes)
        for worker in self._workers:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)

    def _work(self) -> None:
        """Be a worker, which has no part in changes: who waits for one must learn of its end."""
        for each in (self._changes, *(self._trial or ())):
            if each is not None:
                each.close()
        work(self._listener, self._dataset, self._kept.release)

    def _awaited(self) -> list[int]:
        """Return where the next change comes, or what one comes to: one is tried at a time."""
        awaited = self._trial[1] if self._trial else self._changes
        return [] if awaited is None else [awaited.fileno()]

    def _begin(self, changes: socket.socket) -> None:
        assert self._dataset is not None
        dataset = self._dataset
        connection, _ = changes.accept()
        here, there = socket.socketpair()
        _forked(lambda: attempt(dataset, connection, there))
        there.close()
        self._trial = connection, here

    def _finish(self, connection: socket.socket, result: socket.socket) -> None:
        """Keep what a trial has come to; one that came to nothing has told of that itself."""
        self._trial = None
        with connection, result:
            try:
                tried = msgspec.msgpack.decode(receive(result)[1], type=Tried)
            except (OSError, EOFError):
                return
            assert self._dataset is not None
            self._dataset.commit(tried.delta, tried.whole)
            for worker in self._workers:
                os.kill(worker, signal.SIGTERM)
            done = Done(self._dataset.version, tried.existed)
            connection.settimeout(_TELLING)
            try:
                send(connection, END, msgspec.msgpack.encode(done))
            except OSError:
                return  # who asked has gone; what was asked for is done


def _dataset(kept: Kept) -> "Dataset | None":
    if kept.changes < 0:
        return None
    # Here, so that who only serves does not wait for the reasoner, nor hold it in each worker.
    from graph.release import current
    from graph.writing.dataset import empty_dataset, release_dataset

    data = Path(kept.data)
    if kept.base:
        return empty_dataset(kept.base, data / "empty.journal", with_reasoning=kept.reasoning)
    return release_dataset(current(data), data / "written.journal")


def _readable(descriptors: Iterable[int]) -> set[int]:
    """Wait until some can be read, or have nobody at their other end, and return those."""
    poll = select.poll()  # unlike select, it knows no largest descriptor
    for each in descriptors:
        poll.register(each, select.POLLIN)
    return {each for each, _ in poll.poll()}


def _forked(work: Callable[[], object]) -> int:
    """Let a process of its own do some work; return its id."""
    keeper = os.getpid()
    process = os.fork()
    if process == 0:
        _run(work, keeper)
    return process


def _run(work: Callable[[], object], keeper: int) -> NoReturn:
    try:
        die_with_parent(keeper)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):  # what a crash prints is nobody's to read
            os.dup2(nothing, standard)
        work()
    except BaseException:  # whatever it is, it must not go on as a second keeper
        time.sleep(_PAUSE)
    finally:
        os._exit(1)


def _told_of_ends() -> socket.socket:
    """Return a socket that can be read when a worker has ended."""
    here, there = socket.socketpair()
    there.setblocking(False)
    signal.set_wakeup_fd(there.detach(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _signal, _frame: None)
    return here


def _ended() -> list[int]:
    ended = []
    try:
        while (worker := os.waitpid(-1, os.WNOHANG)[0]) != 0:
            ended.append(worker)
    except ChildProcessError:  # none is left
        pass
    return ended


if __name__ == "__main__":
    main()
