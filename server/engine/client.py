"""The web process's side of the engine: ask a query, watch over it, read the answer."""

import atexit
import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from graph.errors import QueryError
from server.engine.frames import Change, Done, Question
from server.engine.kept import Kept
from server.engine.lines import Lines, Lost
from server.engine.problems import BusyError, CrashError, DeadlineError
from server.engine.reply import Reply, Running, carried_out
from server.engine.settings import Settings

__all__ = ["Engine", "engine_for"]

_TRIES = 4
_WRITING_PATIENCE = 60.0
"""Seconds that a change waits for those before it."""
_STARTING = 600.0
"""Seconds that a dataset may take to be opened."""
_ENDING = 10.0
"""Seconds that a keeper may take to end, which keeps the change that it is at."""


class Engine:
    """A keeper with its workers, started with the first query."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = Lock()
        self._keeper: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._lines = self._no_lines()
        self._asked_last = ""
        """The release that the last query asked."""
        self._running: dict[str, Running] = {}
        self.epoch = uuid4().hex
        """What tells the states of this engine's dataset from those of others; empty as long as it
        is not known whether a change was carried out."""
        self.version = 0
        """Which state of a dataset that is written to was last heard of."""

    def ask(
        self, question: Question, identifier: str, is_gone: Callable[[], bool] = lambda: False
    ) -> Reply:
        """Ask a query and return its answer, of which the beginning is there.

        ``is_gone`` is asked now and then whether the client is. The reply must be closed. Raises
        QueryError and what is in ``server.engine.problems``.
        """
        running = Running(identifier, question, self.settings.patience, is_gone)
        with self._lock:
            self._admit(running)
        try:
            return self._asked(running)
        except BaseException:
            self._forget(running)
            raise

    @property
    def keeper(self) -> int | None:
        """The id of the keeper's process; None where it is not running."""
        return self._keeper.pid if self._keeper else None

    def running(self) -> list[Running]:
        """Return the queries that are running or waiting, the oldest first."""
        with self._lock:
            return sorted(self._running.values(), key=lambda each: each.started)

    @property
    def is_written(self) -> bool:
        """Tell whether changes are taken."""
        return bool(self.settings.written)

    def change(self, change: Change) -> Done:
        """Carry out a change, and return when it is there to stay.

        Raises QueryError, ProtectedError, MissingError and what is in ``server.engine.problems``;
        after a DeadlineError or a CrashError it may have been carried out or not.
        """
        change = replace(change, seconds=self.settings.seconds, memory=self.settings.memory)
        for _ in range(_TRIES):
            try:
                done = carried_out(self._connected("changes"), change, _WRITING_PATIENCE)
            except Lost:
                continue
            except (DeadlineError, CrashError):
                self.epoch = ""
                raise
            self.version, self.epoch = done.version, self.epoch or uuid4().hex
            return done
        raise CrashError("nobody takes the change up: ask again later")

    def warm(self, dataset: str) -> None:
        """Start the workers, and return when one has opened a dataset."""
        question = Question("ASK {}", dataset, {"boolean": "json"}, seconds=_STARTING)
        running = Running("start", question, _STARTING, lambda: False)
        self._asked(running).close()
        self.version = running.version

    def cancel(self, identifier: str) -> bool:
        """Stop a query; tell whether there was one of that name."""
        with self._lock:
            running = self._running.get(identifier)
        if running is None:
            return False
        running.cancel()
        return True

    def close(self) -> None:
        """End the keeper and its workers."""
        with self._lock:
            self._stop()

    def _admit(self, running: Running) -> None:
        if running.identifier in self._running:
            raise QueryError(f"a query {running.identifier!r} is running: choose another id")
        if len(self._running) >= self.settings.workers + self.settings.queue:
            raise BusyError(
                f"{len(self._running)} queries are running or waiting: ask again in "
                f"{BusyError.retry_after} seconds"
            )
        self._running[running.identifier] = running

    def _forget(self, running: Running) -> None:
        with self._lock:
            self._running.pop(running.identifier, None)

    def _asked(self, running: Running) -> Reply:
        """Ask until a worker takes the query up; one that was just leaving does not."""
        self._asked_last = running.question.dataset
        for _ in range(_TRIES):
            try:
                return Reply(self._lines_now(), running, lambda: self._forget(running))
            except Lost:
                continue
        raise CrashError("no worker takes the query up: ask again later")

    def _lines_now(self) -> Lines:
        with self._lock:
            self._started()
            return self._lines

    def _no_lines(self) -> Lines:
        """Return what there is before any worker is asked."""
        return Lines(lambda: self._connected("queries"), self.settings.workers)

    def _connected(self, name: str) -> socket.socket:
        with self._lock:
            folder = self._started()
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(self.settings.patience)
        try:
            connection.connect(str(folder / name))
        except OSError as error:
            connection.close()
            raise Lost from error
        return connection

    def _started(self) -> Path:
        """Return where the engine listens, having started it where it is not running."""
        if self._keeper is not None and self._keeper.poll() is not None:
            self._stop()
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="detente-"))
            self._keeper = _keeper(self._folder, self.settings, self._asked_last)
        return self._folder

    def _stop(self) -> None:
        self._lines.close()
        if self._keeper is not None and self._keeper.stdin is not None:
            with contextlib.suppress(OSError):
                self._keeper.stdin.close()
            _wait_for(self._keeper)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._keeper = self._folder = None
        self._lines = self._no_lines()


def _keeper(folder: Path, settings: Settings, release: str) -> subprocess.Popen[bytes]:
    with _listening(folder / "queries") as queries, _listening(folder / "changes") as changes:
        kept = Kept(
            queries.fileno(),
            settings.workers,
            release,
            changes.fileno() if settings.written else -1,
            settings.written,
            settings.empty_base,
            settings.reasoning,
        )
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "server.engine.keeper", msgspec.json.encode(kept)],
            stdin=subprocess.PIPE,
            pass_fds=(queries.fileno(), changes.fileno()),
        )


def _wait_for(keeper: subprocess.Popen[bytes]) -> None:
    """Wait until a keeper that was told to end has done so, or end it."""
    try:
        keeper.wait(_ENDING)
    except subprocess.TimeoutExpired:
        keeper.kill()
        keeper.wait()


def _listening(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(512)
    return listener


@cache
def engine_for(settings: Settings) -> Engine:
    """Return this process's engine of some settings; it ends with the process."""
    engine = Engine(settings)
    atexit.register(engine.close)
    return engine
