"""The reasoner is of use without the rest of Detente: no web, no store."""

import subprocess
import sys
from pathlib import Path

import pytest

import graph.reasoning
from graph.errors import FormatError
from graph.reasoning import read_ntriples

ROOT = Path(__file__).parents[2]
WITHOUT = """
import sys
blocked = {"flask", "werkzeug", "waitress", "click", "pyoxigraph", "pyshacl", "lemminflect", "edtf"}
for name in blocked:
    sys.modules[name] = None
import doctest
import graph.reasoning
results = doctest.testmod(graph.reasoning)
assert results.failed == 0 < results.attempted, results
parts = {name.split(".")[1] for name in sys.modules if name.startswith("graph.")}
print(*sorted(parts))
"""


def test_the_examples_run_where_there_is_no_web_and_no_store() -> None:
    command = [sys.executable, "-W", "ignore", "-c", WITHOUT]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "errors reasoning\n"), ran.stderr


@pytest.mark.parametrize("name", graph.reasoning.__all__)
def test_every_public_name_is_told_of(name: str) -> None:
    assert getattr(graph.reasoning, name).__doc__


def test_a_file_that_is_no_ntriples_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text("this is no triple\n")
    with pytest.raises(FormatError, match=r"data\.nt as N-Triples"):
        read_ntriples(tmp_path / "data.nt")


def test_a_file_that_is_not_there_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"nowhere\.nt as N-Triples"):
        read_ntriples(tmp_path / "nowhere.nt")
