"""The command line: its answers, its exit codes and its manners."""

import os
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_release import PROGRAM, ROOT, running

from server.cli import main

STATES = "SELECT ?s { ?s a <ontology#State> } ORDER BY ?s"
COMMANDS = ("build", "serve", "query", "dump", "check", "extract", "add", "remove")


def run(*arguments: str, **options: str) -> Result:
    """Run the program in this process."""
    return CliRunner().invoke(main, [*arguments], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"detente {command}" in result.output.partition("Example")[2]


def test_version_is_told() -> None:
    assert run("--version").output.startswith("detente, version ")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("table", "s\n-------\nRomania\nRussia\n"),
        ("csv", "s\r\nhttps://example.org/detente/id/romania"),
        ("tsv", "?s\n<https://example.org/detente/id/romania>"),
        ("json", '{"head":{"vars":["s"]}'),
        ("xml", "<?xml"),
    ],
)
def test_a_query_is_answered_in_every_format(data: Path, name: str, start: str) -> None:
    result = run("query", STATES, "--format", name, "--data", str(data))
    assert result.exit_code == 0
    assert result.stdout_bytes.decode().startswith(start)


@pytest.mark.parametrize(
    ("query", "start"),
    [(STATES, "?s\n"), ("ASK {}", "yes\n"), ("CONSTRUCT WHERE { ?s ?p ?o }", "<https://")],
)
def test_in_a_pipe_the_answer_is_for_programs(data: Path, query: str, start: str) -> None:
    assert run("query", query, "--data", str(data)).output.startswith(start)


def test_a_query_is_read_from_a_file(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "question.rq"
    path.write_text("ASK {}", "utf-8")
    assert run("query", str(path), "--data", str(data)).output == "yes\n"


def test_a_query_is_read_from_standard_input(data: Path) -> None:
    assert run("query", "-", "--data", str(data), input="ASK {}").output == "yes\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "SELECT nonsense"),
        ("query", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
        ("query", "missing.rq"),
        ("query", "ASK {}", "--format", "csv"),
        ("query", "ASK {}", "--format", "docx"),
        ("query", "ASK {}", "--base", "https://example.com/other/"),
        ("query", "ASK {}", "--base", "example.org"),
        ("query", "ASK {}", "--base", "https://example.org/no-slash"),
        ("query", "ASK {}", "--base", "ftp://example.org/"),
        ("query", "ASK {}", "--base", "https://example.org/?x=/"),
        ("query", "ASK {}", "--base", "https://exa mple.org/"),
        ("build", "missing.txt", "--base", "relative/"),
        ("dump", "--format", "docx"),
        ("dump", "--out", "missing/folder/graph.ttl"),
        ("serve", "--port", "99999"),
        ("nonsense",),
    ],
)
def test_wrong_use_is_told_in_a_line_and_exits_with_2(
    data: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DETENTE_DATA", str(data))
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_document_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    result = run("build", str(tmp_path / "missing.txt"), "--data", str(tmp_path / "data"))
    assert result.exit_code == 2
    assert "missing.txt" in result.stderr


@pytest.mark.parametrize("command", [("query", "ASK {}"), ("dump",), ("check",), ("serve",)])
def test_without_a_graph_the_remedy_is_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run(*command, "--data", str(tmp_path))
    assert result.exit_code == 2
    assert "detente build" in result.stderr


def test_a_dump_goes_to_standard_output(data: Path) -> None:
    result = run("dump", "--format", "nquads", "--data", str(data))
    assert result.stdout_bytes == (data / "current" / "detente.nq").read_bytes()


def test_a_dump_replaces_its_file_in_one_step(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_text("old", "utf-8")
    run("dump", "--format", "trig", "--out", str(path), "--data", str(data))
    assert path.read_bytes() == (data / "current" / "detente.trig").read_bytes()
    assert list(tmp_path.iterdir()) == [path]


def test_a_dump_that_fails_leaves_what_was_there(own_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("old", "utf-8")
    (own_data / "current" / "detente.nq").unlink()
    result = run("dump", "--format", "nquads", "--out", str(path), "--data", str(own_data))
    assert result.exit_code != 0
    assert path.read_text("utf-8") == "old"


def test_a_broken_pipe_ends_quietly(data: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*PROGRAM, "dump", "--data", str(data)],
            stdout=writer,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.stderr == b""


def test_a_port_that_is_taken_is_told_and_exits_with_1(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]), "--data", str(data))
    assert result.exit_code == 1
    assert "choose another --host or --port" in result.stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_server_tells_its_address_answers_and_stops(data: Path, stop: signal.Signals) -> None:
    with running("serve", "--port", "0", "--data", str(data)) as served:
        assert served.stdout is not None
        line = served.stdout.readline().strip()
        address = line.rpartition(" ")[2]
        with urllib.request.urlopen(f"{address}page/nato", timeout=10) as response:
            status = response.status
        served.send_signal(stop)
        code = served.wait(timeout=10)
    assert line.startswith("Serving ")
    assert address.startswith("http://127.0.0.1:")
    assert (status, code) == (200, 0)
