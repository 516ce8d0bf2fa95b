"""Nothing in a label, a quotation, a title or a query can run in a browser."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hostile import ATTACKS, PATHS, write_hostile

from server.app import create_app


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
    assert not re.findall(
        r"<script>|<img src=x|onload=.?alert|</script><b>", _outside(response.text)
    )


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
