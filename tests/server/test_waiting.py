"""Nothing waits without end: each wait of the engine has a deadline and an error."""

import contextlib
import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.engine.client import Engine
from server.engine.frames import Change, Question
from server.engine.problems import BusyError, CrashError, DeadlineError
from server.engine.settings import Settings

BASE = "https://example.org/"
INSERT = Change("update", "INSERT DATA { <x:a> <x:b> <x:c> }", base=BASE)
VALUES = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(200)))} }}" for name in "vwxyz")
SLOW = f"INSERT {{ <x:a> <x:b> ?v }} WHERE {{ {VALUES} FILTER(?v + ?w + ?x + ?y + ?z < 0) }}"
_SELECTABLE = 1024
"""Descriptors from this one on are unknown to ``select``."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    settings = Settings(workers=1, patience=0.3, seconds=30, written=str(tmp_path), empty_base=BASE)
    engine = Engine(settings)
    yield engine
    engine.close()


def question(text: str) -> Question:
    return Question(text, "", {"boolean": "json", "solutions": "csv"}, seconds=0.5)


@contextlib.contextmanager
def descriptors(count: int) -> Iterator[None]:
    """Hold so many files open, as a process does that has been at work for long."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2 * count:
        pytest.skip(f"no process may have {2 * count} files open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2 * count), hard))
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(count)]
    try:
        yield
    finally:
        for each in opened:
            os.close(each)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextlib.contextmanager
def stopped(engine: Engine) -> Iterator[None]:
    """Let no process of an engine do anything."""
    assert engine.keeper is not None
    family = [engine.keeper, *children(engine.keeper)]
    for each in family:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGCONT)


def children(process: int) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(process)], capture_output=True, text=True, check=False
    )
    return [int(each) for each in found.stdout.split()]


def test_a_process_with_many_files_open_has_a_writer(engine: Engine) -> None:
    with descriptors(_SELECTABLE):
        assert engine.change(INSERT).version == 1


@pytest.mark.parametrize("length", [0, 2_000_000])
def test_a_query_that_nobody_takes_up_is_turned_away(engine: Engine, length: int) -> None:
    engine.warm("")
    with stopped(engine), pytest.raises((BusyError, DeadlineError), match=r"busy|longer than"):
        engine.ask(question("ASK {}" + " " * length), "waiting")


@pytest.mark.parametrize("length", [0, 2_000_000])
def test_a_change_that_nobody_takes_up_is_turned_away(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    engine.warm("")
    monkeypatch.setattr("server.engine.client._WRITING_PATIENCE", 0.3)
    with stopped(engine), pytest.raises(BusyError, match=r"other changes are being made"):
        engine.change(Change("update", INSERT.text + " " * length, base=BASE))


def test_an_engine_that_does_not_end_is_ended(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.warm("")
    monkeypatch.setattr("server.engine.client._ENDING", 0.3)
    with stopped(engine):
        engine.close()
    assert engine.keeper is None


def test_the_end_of_a_change_is_learnt_though_a_worker_began_meanwhile(engine: Engine) -> None:
    engine.warm("")
    assert engine.keeper is not None
    [worker] = children(engine.keeper)
    with ThreadPoolExecutor(1) as pool:
        changing = pool.submit(engine.change, Change("update", SLOW, base=BASE))
        trial = _another(engine.keeper, {worker})
        os.kill(worker, signal.SIGKILL)
        _another(engine.keeper, {worker, trial})
        os.kill(trial, signal.SIGKILL)
        assert isinstance(changing.exception(timeout=10), CrashError)


def _another(keeper: int, known: set[int]) -> int:
    """Return a process that a keeper has started beside those that are known."""
    for _ in range(500):
        if news := set(children(keeper)) - known:
            return news.pop()
        time.sleep(0.01)
    raise AssertionError("no process was started")
