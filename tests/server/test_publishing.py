"""A static copy is the site as files: nothing it leads to is missing."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from graph.release import Release, current
from server.cli import main
from server.publishing import publish

_AT = "https://mirror.example/detente/"


@pytest.fixture(scope="module")
def copy(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the small site; not to be changed."""
    target = tmp_path_factory.mktemp("published") / "site"
    publish(data, target, _AT)
    return target


def _file(copy: Path, link: str) -> Path:
    """Return the file that a web server sends for a link within the copy."""
    path = copy / unquote(link.removeprefix("/detente/").partition("#")[0])
    return path / "index.html" if path.is_dir() else path


def test_no_link_of_a_page_leads_nowhere(copy: Path) -> None:
    pages = list(copy.rglob("*.html"))
    links = {
        unescape(link)
        for page in pages
        for link in re.findall(r"""(?:href|src)="(/[^"?]*)""", page.read_text("utf-8"))
    }
    assert len(links) > 50
    assert [link for link in links if not link.startswith("/detente/")] == []
    assert [link for link in sorted(links) if not _file(copy, link).is_file()] == []


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "page/nato/index.html",
        "data/nato.ttl",
        "data/nato.jsonld",
        "page/document/small/index.html",
        "ontology/index.html",
        "dataset/index.html",
        "dataset.jsonld",
        ".well-known/void",
        "robots.txt",
        "sitemap.xml",
        "examples.ttl",
        "static/detente.css",
        "404.html",
        "sparql/index.html",
    ],
)
def test_the_copy_has_all_kinds_of_files(copy: Path, name: str) -> None:
    assert (copy / name).stat().st_size > 0


def test_a_name_leads_on_to_its_page(copy: Path) -> None:
    text = (copy / "id/nato/index.html").read_text("utf-8")
    assert 'http-equiv="refresh" content="0; url=/detente/page/nato"' in text


def test_the_dumps_are_those_of_the_build(copy: Path, data: Path) -> None:
    release: Release = current(data)
    for path in release.path.glob("detente*"):
        assert (copy / "dump" / path.name).read_bytes() == path.read_bytes()


def test_addresses_are_those_of_the_place_it_goes_to(copy: Path) -> None:
    assert f"Sitemap: {_AT}sitemap.xml" in (copy / "robots.txt").read_text("utf-8")
    assert "localhost" not in (copy / ".well-known/void").read_text("utf-8")


def _publish(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["publish", *arguments])
    return result.exit_code, result.output


def test_a_copy_takes_the_place_of_the_one_before(data: Path, copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    (target / "dump").mkdir(parents=True)
    (target / "dump" / "SHA256SUMS").touch()
    (target / "old.html").touch()
    assert _publish(str(target), "--at", _AT, "--data", str(data)) == (0, "")
    names = [sorted(p.relative_to(at) for p in at.rglob("*")) for at in (target, copy)]
    assert names[0] == names[1]


def test_what_is_no_copy_is_left_alone(data: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    code, text = _publish(str(tmp_path), "--data", str(data))
    assert (code, "holds something else" in text) == (2, True)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_an_address_is_an_address(data: Path, tmp_path: Path) -> None:
    code, _ = _publish(str(tmp_path / "x"), "--at", "mirror", "--data", str(data))
    assert code == 2
