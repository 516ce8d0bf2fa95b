"""The keeper: it starts the workers, and another one for each that ends.

It is a program of its own, started with the number of a socket to listen at and the number of
workers to keep. It ends when its standard input does, which is when the web process ends.
"""

import os
import select
import signal
import socket
import sys
import time

from server.engine.worker import work

__all__ = ["main"]

_PAUSE = 0.05
"""Seconds that a worker that cannot start goes on living, so that not too many are tried."""


def main() -> None:
    """Keep workers until standard input ends."""
    listener = socket.socket(fileno=int(sys.argv[1]))
    wanted = int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the web process
    ended = _told_of_ends()
    workers: set[int] = set()
    while True:
        workers -= set(_ended())
        while len(workers) < wanted:
            workers.add(_started(listener))
        ready, _, _ = select.select([ended, sys.stdin.fileno()], [], [])
        if sys.stdin.fileno() in ready:
            break
        ended.recv(2**12)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


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


def _started(listener: socket.socket) -> int:
    worker = os.fork()
    if worker:
        return worker
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):  # what a crash prints is nobody's to read
            os.dup2(nothing, standard)
        work(listener)
    except BaseException:
        time.sleep(_PAUSE)
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
