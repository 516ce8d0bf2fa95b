"""Running a server: its settings, its health, stopping it, and other servers that take it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request

import pytest
from click.testing import CliRunner
from endpoint import asked, connected, raw_query, sent, served
from flask.testing import FlaskClient
from small_release import ROOT, running, write_release

from server.app import create_app
from server.cli import main
from server.commands.serve import serve

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def shown(data: Path, *options: str, **environment: str) -> dict[str, str]:
    arguments = ["serve", "--data", str(data), "--show-settings", *options]
    done = CliRunner().invoke(main, arguments, env=environment)
    assert done.exit_code == 0, done.output
    return dict(re.findall(r"^([a-z-]+) = (.*?)  #", done.output, re.MULTILINE))


def test_options_win_over_the_environment_and_that_over_the_file(
    data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "detente.toml"
    file.write_text("timeout = 1\nworkers = 2\nmemory = 99\nmax-rows = 7\n")
    environment = {"DETENTE_SERVE_TIMEOUT": "3", "DETENTE_SERVE_WORKERS": "4"}
    settings = shown(data, "--config", str(file), "--timeout", "5", **environment)
    found = {name: settings[name] for name in ("timeout", "workers", "memory", "max-rows")}
    assert found == {"timeout": "5.0", "workers": "4", "memory": "99", "max-rows": "7"}


def test_a_token_is_not_shown(data: Path) -> None:
    assert shown(data, "--writable", "--token", "secret")["token"] == '"…"'


@pytest.mark.parametrize("content", ["speed = 3", "timeout = ", "timeout = 'soon'"])
def test_a_file_with_wrong_settings_is_refused(data: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "detente.toml"
    file.write_text(content)
    arguments = ["serve", "--data", str(data), "--show-settings", "--config", str(file)]
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_the_settings_that_are_shown_are_a_file_of_settings(data: Path, tmp_path: Path) -> None:
    arguments = ["serve", "--data", str(data), "--show-settings"]
    file = tmp_path / "detente.toml"
    file.write_text(CliRunner().invoke(main, arguments).output)
    assert CliRunner().invoke(main, [*arguments, "--config", str(file)]).exit_code == 0


@pytest.mark.parametrize("file", ["Dockerfile", "server/deploy/detente.service"])
def test_the_options_of_what_is_shipped_are_there(file: str) -> None:
    text = (ROOT / file).read_text()
    command = next(line for line in text.splitlines() if line.startswith(("CMD", "ExecStart")))
    used = re.findall(r"--[a-z-]+", command)
    assert used
    assert set(used) <= {option for each in serve.params for option in each.opts}


def test_health_tells_what_is_running(client: FlaskClient) -> None:
    told = client.get("/healthz").get_json()
    assert (told["status"], told["queries"]) == ("alive", [])


def test_readiness_is_an_answered_query(client: FlaskClient) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.get_json()["status"]) == (200, "ready")


def test_requests_are_counted(client: FlaskClient) -> None:
    client.get("/sparql?query=ASK{}")
    line = 'detente_requests_total{route="sparql.sparql",status="200"}'
    assert line in client.get("/metrics").text


def test_who_asks_too_often_is_told_to_wait(data: Path) -> None:
    client = create_app(data, rate=0.1).test_client()
    environment = {"REMOTE_ADDR": "192.0.2.1"}
    statuses = [client.get("/sparql?query=ASK{}", environ_base=environment) for _ in range(3)]
    assert [each.status_code for each in statuses] == [200, 429, 429]
    assert statuses[-1].headers["Retry-After"] == "10"


@pytest.fixture(scope="module")
def server(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    log = tmp_path_factory.mktemp("log") / "access"
    options = ("--proxies", "1", "--access-log", str(log), "--workers", "2", "--timeout", "20")
    with served(data, *options) as address:
        yield address, log


def test_a_query_is_stopped_by_who_knows_its_name(server: tuple[str, Path]) -> None:
    address, _ = server
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(asked, address, SLOW, id="mine")
        stop = Request(f"{address}/queries/mine", method="DELETE")
        while sent(stop)[0] == 404:
            time.sleep(0.02)
        assert slow.result()[0] == 503


def test_what_is_running_is_told_without_its_words(server: tuple[str, Path]) -> None:
    address, _ = server
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(asked, address, SLOW, id="secret")
        elsewhere = Request(f"{address}/healthz", headers={"X-Forwarded-For": "192.0.2.1"})
        while not (told := json.loads(sent(elsewhere)[2]))["queries"]:
            time.sleep(0.02)
        assert set(told["queries"][0]) == {"seconds", "waiting"}
        sent(Request(f"{address}/queries/secret", method="DELETE"))
        slow.result()


def test_a_client_that_leaves_has_its_query_stopped(server: tuple[str, Path]) -> None:
    address, _ = server
    with connected(address) as connection:
        connection.sendall(raw_query(SLOW))
        while not _running(address):
            time.sleep(0.02)
    end = time.monotonic() + 5
    while _running(address) and time.monotonic() < end:
        time.sleep(0.02)
    assert _running(address) == 0


def _running(address: str) -> int:
    told = json.loads(sent(Request(f"{address}/healthz"))[2])
    return int(told["running"]) + int(told["waiting"])


def test_a_proxy_tells_by_which_address_it_is_reached(server: tuple[str, Path]) -> None:
    address, _ = server
    headers = {
        "X-Forwarded-Host": "graph.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/below",
        "Accept": "application/n-triples",
    }
    body = sent(Request(f"{address}/sparql", headers=headers))[2]
    assert b"<https://graph.example/below/sparql>" in body


def test_the_access_log_has_a_line_for_each_request(server: tuple[str, Path]) -> None:
    address, log = server
    asked(address, "ASK { ?logged ?p ?o }")
    line = json.loads(log.read_text().splitlines()[-1])
    assert (line["method"], line["path"], line["status"]) == ("GET", "/sparql", 200)
    assert "logged" not in log.read_text()


def test_a_stop_waits_for_the_answers_that_are_under_way(data: Path) -> None:
    with running("serve", "--port", "0", "--data", str(data), "--workers", "1") as process:
        assert process.stdout is not None
        address = process.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
        with connected(address) as connection:
            connection.sendall(raw_query(LONG, "Connection: close"))
            answer = connection.recv(1)
            process.terminate()
            answer += b"".join(iter(lambda: connection.recv(2**16), b""))
        assert answer.endswith(b"\r\n0\r\n\r\n")
        assert process.wait(timeout=20) == 0


def test_a_new_build_is_served_without_losing_a_request(data: Path, tmp_path: Path) -> None:
    own = tmp_path / "data"
    shutil.copytree(data, own, symlinks=True)
    (own / "current").unlink()
    (own / "current").symlink_to("releases/first")
    statuses: list[int] = []
    stop = threading.Event()

    def hammer() -> None:
        while not stop.is_set():
            statuses.append(asked(address, f"SELECT * {{ ?s ?p {len(statuses)} }}")[0])

    with served(own, "--workers", "2") as address:
        thread = threading.Thread(target=hammer)
        thread.start()
        write_release(own, "second", "GRAPH <x:g> { <x:newer> <x:is> <x:here> }")
        seen = "ASK { GRAPH ?g { <x:new> ?p ?o } }"
        write_release(own, "third", "GRAPH <x:g> { <x:new> <x:is> <x:here> }")
        assert json.loads(asked(address, seen)[2])["boolean"]
        stop.set()
        thread.join()
    assert set(statuses) == {200}


OTHERS = {
    "gunicorn": [
        "-m",
        "gunicorn",
        "--threads",
        "4",
        "--bind",
        "127.0.0.1:{port}",
        "server.wsgi:create()",
    ],
    "granian": [
        *("-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"),
        *("--host", "127.0.0.1", "--port", "{port}", "--factory", "server.wsgi:create"),
    ],
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_servers_take_the_application(data: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = [each.format(port=port) for each in OTHERS[name]]
    environment = os.environ | {"DETENTE_DATA": str(data), "DETENTE_SERVE_WORKERS": "1"}
    with subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            assert len(json.loads(asked(address, LONG)[2])["results"]["bindings"]) > 1_000
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            if sent(Request(f"{address}/readyz"))[0] == 200:
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the server does not start")
