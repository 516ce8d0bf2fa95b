"""What is running, shown to whoever looks at the terminal of a server, or sends it SIGUSR1."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from threading import Event, Thread
from types import FrameType

from server.engine.reply import Running

__all__ = ["line", "listed", "watched"]

_EVERY = 0.5
"""Seconds between two looks."""
_WORDS = 60
"""Characters of a query that are shown."""
_CLEARED = "\r\x1b[K"

Asked = Callable[[], Sequence[Running]]


def line(running: Sequence[Running], width: int = 80) -> str:
    """Return in one line how many queries run, and which has done so for longest."""
    if not running:
        return ""
    waiting = sum(each.is_waiting for each in running)
    counts = f"{len(running) - waiting} running, {waiting} waiting; longest: {_told(running[0])}"
    return counts[:width]


def listed(running: Sequence[Running]) -> str:
    """Return a line for each query, the oldest first, with the name to stop it by."""
    lines = [f"{each.identifier}  {_told(each)}" for each in running]
    return "\n".join([f"{len(lines)} queries run or wait", *lines])


def _told(running: Running) -> str:
    state = "waiting" if running.is_waiting else "running"
    words = " ".join(running.question.text.split())
    shown = "".join(each if each.isprintable() else "?" for each in words[:_WORDS])
    return f"{running.seconds:.1f} s {state}  {shown}"


@contextmanager
def watched(asked: Asked) -> Iterator[None]:
    """Show what is running while something else is done, and list it at SIGUSR1."""

    def answer(_signal: int, _frame: FrameType | None) -> None:
        print(listed(asked()), file=sys.stderr, flush=True)

    before = signal.signal(signal.SIGUSR1, answer)
    ended = Event()
    watching = Thread(target=_watch, args=(asked, ended), daemon=True)
    if sys.stderr.isatty():
        watching.start()
    try:
        yield
    finally:
        signal.signal(signal.SIGUSR1, before)
        ended.set()
        if watching.is_alive():
            watching.join()


def _watch(asked: Asked, ended: Event) -> None:
    """Keep a line of the terminal up to date, and leave it empty."""
    shown = ""
    while not ended.wait(_EVERY):
        now = line(asked(), get_terminal_size().columns - 1)
        if now or shown:
            sys.stderr.write(f"{_CLEARED}{now}")
            sys.stderr.flush()
        shown = now
    if shown:
        sys.stderr.write(_CLEARED)
        sys.stderr.flush()
