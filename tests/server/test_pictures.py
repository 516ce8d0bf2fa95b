"""Pictures: what is drawn, that it is linked, and that the table beside says the same."""

import re
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from server.labels import Shown
from server.pictures.map import Site, draw_map, mercator
from server.pictures.network import HEIGHT, WIDTH, positions

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ["network", "timeline", "map", "classes"]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_stands_alone_as_svg(client: FlaskClient, name: str) -> None:
    response = client.get(f"/picture/{name}.svg")
    assert response.mimetype == "image/svg+xml"
    root = ET.fromstring(response.text)
    assert root.tag == f"{SVG}svg"
    assert all(link.get("href", "").startswith("http") for link in root.iter(f"{SVG}a"))


@pytest.mark.parametrize("name", ["network", "timeline", "classes"])
def test_whatever_is_drawn_stands_in_the_table_too(client: FlaskClient, name: str) -> None:
    page = client.get(f"/{name}").text
    picture, table = page.partition("</svg>")[0], page.partition("<table")[2]
    drawn = set(re.findall(r'<a href="([^"]+)"><(?:circle|rect)', picture))
    assert drawn
    assert not [link for link in drawn if f'href="{link}"' not in table]


def test_a_network_draws_who_did_what_together(client: FlaskClient) -> None:
    assert "<title>NATO with Russia: 1 neutral</title>" in client.get("/network").text


def test_a_network_draws_no_claim(client: FlaskClient) -> None:
    assert "s3-threat" not in client.get("/network").text


@pytest.mark.parametrize(
    ("filter_", "drawn"),
    [
        ("since=1997&until=1997", True),
        ("since=1998", False),
        ("until=1996", False),
        ("tone=hostile", False),
        ("kind=agreement+signing", True),
        ("kind=war", False),
    ],
)
def test_a_network_is_filtered(client: FlaskClient, filter_: str, drawn: bool) -> None:
    page = client.get(f"/network?{filter_}").text
    assert ("<title>NATO with Russia" in page) is drawn
    assert ("Nobody dealt with anybody" in page) is not drawn


def test_a_filter_is_kept_in_the_file_that_is_saved(client: FlaskClient) -> None:
    page = client.get("/network?since=1997").text
    assert 'href="/picture/network.svg?since=1997" download' in page


def test_a_time_line_names_the_days(client: FlaskClient) -> None:
    assert "<title>27 May 1997: signing of the Founding Act</title>" in client.get("/timeline").text


def test_a_place_that_nobody_located_is_in_the_table_alone(client: FlaskClient) -> None:
    page = client.get("/map").text
    assert 'class="spot"' not in page
    assert "<td>not known</td>" in page


def test_a_map_shows_the_part_of_the_world_around_its_spots() -> None:
    places = [
        Site(Shown(name), (), x, y) for name, x, y in (("A", 2.35, 48.86), ("B", 26.1, 44.43))
    ]
    drawn = draw_map(places)
    assert all(drawn.x < spot.x < drawn.x + drawn.width for spot in drawn.spots)
    assert all(drawn.y < spot.y < drawn.y + drawn.height for spot in drawn.spots)
    assert drawn.width < 60


def test_a_class_is_drawn_with_the_number_of_its_things(client: FlaskClient) -> None:
    assert ">agreement signing (1)</text>" in client.get("/classes").text


def test_classes_without_things_are_drawn_when_asked_for(client: FlaskClient) -> None:
    assert ">modality</text>" not in client.get("/classes").text
    assert ">modality" in client.get("/classes?all=1").text


def test_an_unknown_picture_is_not_found(client: FlaskClient) -> None:
    assert client.get("/picture/secrets.svg").status_code == 404


@pytest.mark.parametrize("parts", [1, 2, 5, 12])
def test_every_actor_is_within_the_picture(parts: int) -> None:
    weights = {(f"a{n}", f"b{n}"): n + 1 for n in range(parts)}
    places = positions(weights | {("a0", "c0"): 1})
    assert len(places) == 2 * parts + 1
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places.values())


def test_a_network_is_drawn_the_same_each_time() -> None:
    weights = {("a", "b"): 2, ("b", "c"): 1, ("d", "e"): 1}
    assert positions(weights) == positions(weights)


def test_north_is_up() -> None:
    assert mercator(60) < mercator(0) < mercator(-60)
