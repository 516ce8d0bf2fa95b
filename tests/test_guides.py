"""The guides run as they stand, and print what they say they print."""

import contextlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_release import running

from graph.release import Release

_FOLDER = Path(__file__).parents[1] / "queries" / "guides"
_WRITTEN = "http://127.0.0.1:8317"
_BLOCK = re.compile(
    r"^```(python|sh)\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL
)
_GUIDES = sorted(_FOLDER.glob("*.md"))


@pytest.fixture(scope="module")
def served(built: Release) -> Iterator[str]:
    """Return the address of a server of the article's graph."""
    with running("serve", "--port", "0", "--data", str(built.path.parents[1])) as server:
        assert server.stdout is not None
        yield server.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
        server.terminate()
        server.wait(timeout=10)


def _blocks(guide: Path, served: str) -> list[tuple[str, str, str]]:
    return _BLOCK.findall(guide.read_text("utf-8").replace(_WRITTEN, served))


def _python(code: str, names: dict[str, Any], _folder: Path) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, names)
    return out.getvalue()


def _shell(code: str, _names: dict[str, Any], folder: Path) -> str:
    if shutil.which("curl") is None:
        pytest.skip("curl is not there")
    done = subprocess.run(
        ["sh", "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


_RUNNERS = {"python": _python, "sh": _shell}


def test_there_are_three_guides() -> None:
    assert [guide.stem for guide in _GUIDES] == ["curl", "openrefine", "python"]


@pytest.mark.parametrize("guide", _GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_prints_what_it_says(guide: Path, served: str, tmp_path: Path) -> None:
    names: dict[str, Any] = {}
    blocks = _blocks(guide, served)
    assert len(blocks) >= 2
    for language, code, expected in blocks:
        assert _RUNNERS[language](code, names, tmp_path) == expected


def test_the_notebook_runs(served: str, tmp_path: Path) -> None:
    notebook = json.loads((_FOLDER / "first-look.ipynb").read_text("utf-8"))
    cells = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    names: dict[str, Any] = {}
    printed = [_python(cell.replace(_WRITTEN, served), names, tmp_path) for cell in cells]
    assert names["by_year"].sum() == names["events"]["year"].notna().sum() > 0
    assert "".join(printed).strip()
    assert len(names["acts"]) > 0


def test_the_notebook_is_kept_without_its_output() -> None:
    notebook = json.loads((_FOLDER / "first-look.ipynb").read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []
