"""A query runs where it can be stopped, and harms nobody else."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from endpoint import asked, connected, raw_query, served
from small_release import ROOT

from server.engine.client import Engine
from server.engine.frames import Question
from server.engine.jail import is_confining
from server.engine.problems import DeadlineError
from server.engine.settings import Settings

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?i ?a"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 9000"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
QUICK = "ASK { ?s ?p ?o }"
TABLE = {"solutions": "csv", "boolean": "json", "graph": "ntriples"}


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[str]:
    options = ("--workers", "3", "--timeout", "1", "--memory", "64", "--max-bytes", "20000000")
    with served(data, *options) as address:
        yield address


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(Settings(workers=1, queue=1, patience=1))
    yield engine
    engine.close()


def question(data: Path, text: str, seconds: float = 5) -> Question:
    return Question(text, str((data / "current").resolve()), TABLE, seconds=seconds)


def test_a_query_that_takes_too_long_is_stopped_with_504(server: str) -> None:
    status, headers, body = asked(server, SLOW)
    assert (status, headers["content-type"]) == (504, "application/problem+json")
    assert "longer than 1 seconds" in json.loads(body)["detail"]


def test_a_client_may_have_less_patience(server: str) -> None:
    assert "longer than 0.2 seconds" in json.loads(asked(server, SLOW, timeout="0.2")[2])["detail"]


def test_a_client_may_not_have_more_time_than_the_server_gives(server: str) -> None:
    assert "longer than 1 seconds" in json.loads(asked(server, SLOW, timeout="1e9")[2])["detail"]


@pytest.mark.parametrize("timeout", ["0", "-1", "soon", "nan", "inf", ""])
def test_what_is_no_time_is_a_mistake_of_the_client(server: str, timeout: str) -> None:
    assert asked(server, QUICK, timeout=timeout)[0] == 400


def test_a_query_that_takes_too_much_memory_ends_alone(server: str) -> None:
    assert asked(server, GREEDY)[0] == 503
    assert asked(server, QUICK)[0] == 200


def test_an_answer_that_is_too_large_never_looks_whole(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(raw_query(ENDLESS, "Connection: close"))
        answer = b"".join(iter(lambda: connection.recv(2**16), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert not answer.endswith(b"0\r\n\r\n")


def test_an_answer_that_is_whole_ends_as_one(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(raw_query(LONG, "Connection: close"))
        answer = b"".join(iter(lambda: connection.recv(2**16), b""))
    assert answer.endswith(b"]}}\r\n0\r\n\r\n")


def test_normal_queries_are_answered_while_others_are_slow(server: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        slow = [pool.submit(asked, server, SLOW) for _ in range(2)]
        assert {asked(server, QUICK)[0] for _ in range(20)} == {200}
        assert {each.result()[0] for each in slow} == {504}


def test_a_query_is_cancelled_by_its_name(engine: Engine, data: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(engine.ask, question(data, SLOW, 30), "mine")
        while not engine.cancel("mine"):
            time.sleep(0.01)
        assert "cancelled" in str(result.exception())


def test_a_query_whose_client_has_gone_is_stopped(engine: Engine, data: Path) -> None:
    start = time.monotonic()
    with pytest.raises(Exception, match=r"the client has gone"):
        engine.ask(question(data, SLOW, 30), "gone", lambda: time.monotonic() > start + 0.1)


def test_who_finds_no_worker_is_told_to_come_again(engine: Engine, data: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = [pool.submit(engine.ask, question(data, SLOW, 3), str(n)) for n in range(3)]
        errors = [type(each.exception()) for each in found]
    assert sorted(error.__name__ for error in errors) == ["BusyError", "BusyError", "DeadlineError"]


def test_two_queries_of_one_name_are_refused(engine: Engine, data: Path) -> None:
    with engine.ask(question(data, LONG), "twin"), pytest.raises(Exception, match=r"another id"):
        engine.ask(question(data, QUICK), "twin")


def test_a_worker_that_dies_is_replaced(engine: Engine, data: Path) -> None:
    for _ in range(3):
        with pytest.raises(DeadlineError):
            engine.ask(question(data, SLOW, 0.05), "slow")
        assert b"".join(engine.ask(question(data, QUICK), "next")) == b'{"head":{},"boolean":true}'


def test_a_keeper_that_dies_is_replaced(data: Path) -> None:
    engine = Engine(Settings(workers=1))
    engine.ask(question(data, QUICK), "first").close()
    assert engine.keeper is not None
    os.kill(engine.keeper, signal.SIGKILL)
    time.sleep(0.1)
    assert engine.ask(question(data, QUICK), "second").whole
    engine.close()


def test_no_process_outlives_the_engine(data: Path) -> None:
    engine = Engine(Settings(workers=2))
    engine.ask(question(data, QUICK), "first").close()
    assert engine.keeper is not None
    family = subprocess.run(
        ["pgrep", "-P", str(engine.keeper)], capture_output=True, text=True, check=True
    ).stdout.split()
    engine.close()
    time.sleep(0.1)
    assert [worker for worker in family if Path(f"/proc/{worker}").exists()] == []


JAILED = """
import os, socket, sys
from server.engine.jail import confine
confine()
attempts = {
    "socket": lambda: socket.socket(),
    "write": lambda: open(sys.argv[1], "w"),
    "append": lambda: open(sys.argv[1], "a"),
    "program": lambda: os.execv("/bin/true", ["true"]),
    "kill": lambda: os.kill(os.getppid(), 0),
    "remove": lambda: os.unlink(sys.argv[1]),
    "read": lambda: open(__import__("graph").__file__).close(),
}
for name, attempt in attempts.items():
    try:
        attempt()
        print(name, "possible")
    except PermissionError:
        print(name, "refused")
"""


@pytest.mark.skipif(not is_confining(), reason="this system cannot confine a process")
def test_a_worker_reads_and_does_nothing_else(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", JAILED, str(tmp_path / "file")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    refused = ["socket", "write", "append", "program", "kill", "remove"]
    assert done.stdout.split("\n") == [
        *(f"{name} refused" for name in refused),
        "read possible",
        "",
    ]


UNGUARDED = """
import sys
import pyoxigraph
from server.engine.jail import confine
confine()
try:
    list(pyoxigraph.Store().query(sys.argv[1]))
except OSError as error:
    print(error)
"""


@pytest.mark.skipif(not is_confining(), reason="this system cannot confine a process")
@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_no_packet_leaves_even_where_the_guard_is_passed(silent: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        here = f"<http://127.0.0.1:{listener.getsockname()[1]}/>"
        query = f"SELECT * {{ SERVICE {silent}{here} {{ ?s ?p ?o }} }}"
        subprocess.run([sys.executable, "-c", UNGUARDED, query], cwd=ROOT, check=True)
        with pytest.raises(TimeoutError):
            listener.accept()
