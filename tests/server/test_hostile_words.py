"""Nothing in a label, a quotation, a title or a query can run in a browser."""

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient
from hostile import ATTACKS, PATHS, write_hostile

from graph.building import build
from server.app import create_app

_RUNS = r"<script>|<img src=x|onload=.?alert|</script><b>"
"""What an attack looks like where it would run."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return a client of a graph in which every text is an attack."""
    data: Path = tmp_path_factory.mktemp("hostile")
    write_hostile(data)
    return create_app(data, marks=data / "marks.tsv").test_client()


@pytest.mark.parametrize("path", PATHS)
def test_no_attack_leaves_the_text(hostile: FlaskClient, path: str) -> None:
    response = hostile.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert not re.search(_RUNS, _outside(response.text))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "path", ["/search?q={}", "/query?query={}", "/sparql?query={}", "/page/{}"]
)
def test_no_attack_comes_back_from_an_address(hostile: FlaskClient, path: str, attack: str) -> None:
    response = hostile.get(path.format(quote(attack, safe="")), headers={"Accept": "text/html"})
    assert attack not in response.text


def test_the_attacks_are_on_the_pages(hostile: FlaskClient) -> None:
    assert "&lt;script&gt;alert(" in hostile.get("/page/attacker").text


def _outside(page: str) -> str:
    """Leave out what stands between the tags of data, after checking that it cannot end early."""
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert all("<" not in each for each in data)
    return re.sub(r'<script type="(application/ld\+json|module)"', "", page)


@pytest.fixture(scope="module")
def hostile_build(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return a client of a graph that was built from a document full of attacks."""
    data: Path = tmp_path_factory.mktemp("hostile-build")
    text, metadata = data / "attack.txt", data / "attack.toml"
    text.write_text(_DOCUMENT, "utf-8")
    metadata.write_text(f"title = '''{ATTACKS[0]}{ATTACKS[1]}'''\n", "utf-8")
    build([text], data)
    return create_app(data, marks=data / "marks.tsv").test_client()


_DOCUMENT = f"""
Dmitry Rogozin said: "{ATTACKS[0]} {ATTACKS[1]} is a great power."

In May 2009, NATO expelled two diplomats over accusations of {ATTACKS[1]}.

NATO and Russia signed the {ATTACKS[0]} Treaty in Paris on 27 May 1997.
"""


def test_no_attack_in_a_document_leaves_the_text_of_any_page(hostile_build: FlaskClient) -> None:
    listed = hostile_build.get("/sitemap-1.xml").text
    paths = [urlsplit(each).path for each in re.findall(r"<loc>([^<]+)</loc>", listed)]
    html = {"Accept": "text/html"}
    asked = (
        hostile_build.get(path, headers=html, follow_redirects=True) for path in (*paths, "/review")
    )
    pages = [response.text for response in asked]
    assert sum("&lt;script&gt;alert(" in page for page in pages) > 3
    assert not [page for page in pages if re.search(_RUNS, _outside(page))]
