"""A server shows what is running: in its terminal, and to who sends it a signal."""

import os
import pty
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from endpoint import asked
from small_release import PROGRAM, ROOT

from server.engine.frames import Question
from server.engine.reply import Running
from server.watching import line

SLOW = "SELECT (COUNT(*) AS ?slow) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@contextmanager
def watched(data: Path, stderr: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [*PROGRAM, "serve", "--port", "0", "--workers", "1", "--data", str(data)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
        finally:
            process.terminate()
            process.wait(timeout=20)


def test_a_signal_lists_what_is_running(data: Path) -> None:
    with watched(data, subprocess.PIPE) as (process, address), ThreadPoolExecutor(1) as pool:
        assert process.stderr is not None
        slow = pool.submit(asked, address, SLOW, id="mine", timeout="3")
        found = ""
        for _ in range(30):
            time.sleep(0.1)
            process.send_signal(signal.SIGUSR1)
            found = process.stderr.readline()
            if found.startswith("1 "):
                break
        assert "mine  " in (words := process.stderr.readline())
        assert "SELECT (COUNT(*) AS ?slow)" in words
        assert slow.result()[0] == 504


def test_a_terminal_shows_the_longest_of_the_queries(data: Path) -> None:
    terminal, end = pty.openpty()
    with watched(data, end) as (_, address):
        os.close(end)
        assert asked(address, SLOW, timeout="1.5")[0] == 504
    assert b"1 running, 0 waiting; longest: " in _read(terminal)


def test_nothing_is_shown_where_there_is_no_terminal(data: Path) -> None:
    with watched(data, subprocess.PIPE) as (process, address):
        assert asked(address, SLOW, timeout="1.5")[0] == 504
        process.terminate()
        assert process.stderr is not None
        assert process.stderr.read() == ""


def _read(terminal: int) -> bytes:
    """Return all that was written to a terminal whose program has ended."""
    parts = []
    try:
        while part := os.read(terminal, 2**16):
            parts.append(part)
    except OSError:  # Linux tells the end of a terminal so
        pass
    os.close(terminal)
    return b"".join(parts)


@pytest.mark.parametrize("words", ["\x1b[2J", "\n\n", "\t" * 100])
def test_a_query_cannot_write_to_the_terminal(words: str) -> None:
    running = Running("name", Question(f"ASK {{}} {words}", "", {}), 1, lambda: False)
    assert line([running], 200).isprintable()
