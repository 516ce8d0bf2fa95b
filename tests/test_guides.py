"""The guides run as they stand, and print what they say they print."""

import contextlib
import io
import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request

import pytest
from endpoint import sent, served

from graph.release import Release

_FOLDER = Path(__file__).parents[1] / "queries" / "guides"
_FEDERATION = Path(__file__).with_name("federation")
_WRITTEN = "http://127.0.0.1:8317"
_OTHERS = {
    "https://query.wikidata.org/sparql": _FEDERATION / "wikidata.ttl",
    "https://dbpedia.org/sparql": _FEDERATION / "dbpedia.ttl",
}
_BLOCK = re.compile(
    r"^```(python|sh)\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL
)
_GUIDES = sorted(_FOLDER.glob("*.md"))


Addresses = Mapping[str, str]


@pytest.fixture(scope="module")
def addresses(built: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """Return where a server of the article's graph is, and what stands for the endpoints of others.

    Each may call the others.
    """
    port = _free_port()
    here = f"127.0.0.1:{port}"
    found = {_WRITTEN: f"http://{here}"}
    with contextlib.ExitStack() as stack:
        for written, file in _OTHERS.items():
            options = ("--empty", "--writable", "--no-token", "--allow-service", here)
            address = stack.enter_context(served(tmp_path_factory.mktemp("other"), *options))
            _load(address, file)
            found[written] = f"{address}/sparql"
        hosts = [urlsplit(found[written]).netloc for written in _OTHERS]
        allowed = [option for host in hosts for option in ("--allow-service", host)]
        stack.enter_context(served(built.path.parents[1], "--port", str(port), *allowed))
        yield found


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _load(address: str, file: Path) -> None:
    headers = {"Content-Type": "text/turtle"}
    request = Request(f"{address}/gsp?default", file.read_bytes(), headers, method="PUT")
    assert sent(request)[0] in (201, 204)


def _localised(text: str, addresses: Addresses) -> str:
    for written, address in addresses.items():
        text = text.replace(written, address)
    return text


def _blocks(guide: Path, addresses: Addresses) -> list[tuple[str, str, str]]:
    return _BLOCK.findall(_localised(guide.read_text("utf-8"), addresses))


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


def test_there_are_four_guides() -> None:
    assert [guide.stem for guide in _GUIDES] == ["curl", "federation", "openrefine", "python"]


@pytest.mark.parametrize("guide", _GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_prints_what_it_says(guide: Path, addresses: Addresses, tmp_path: Path) -> None:
    names: dict[str, Any] = {}
    blocks = _blocks(guide, addresses)
    assert len(blocks) >= 2
    for language, code, expected in blocks:
        assert _RUNNERS[language](code, names, tmp_path) == expected


def test_the_notebook_runs(addresses: Addresses, tmp_path: Path) -> None:
    notebook = json.loads((_FOLDER / "first-look.ipynb").read_text("utf-8"))
    cells = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    names: dict[str, Any] = {}
    printed = [_python(_localised(cell, addresses), names, tmp_path) for cell in cells]
    assert names["by_year"].sum() == names["events"]["year"].notna().sum() > 0
    assert "".join(printed).strip()
    assert len(names["acts"]) > 0


def test_the_notebook_is_kept_without_its_output() -> None:
    notebook = json.loads((_FOLDER / "first-look.ipynb").read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []
