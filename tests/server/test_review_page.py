"""Reviewing in a browser: off by default, and taken from this server's own pages only."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.reviewing import read_marks
from server.app import create_app

SIGNED = {
    "subject": "<id/event/1997-05-27-signing>",
    "predicate": "<ontology#agent>",
    "object": "<id/nato>",
    "verdict": "wrong",
    "note": "it was a letter",
}
BASE = "https://example.org/detente/"


@pytest.fixture
def curator(data: Path, tmp_path: Path) -> FlaskClient:
    """Return a client of an application in which facts can be reviewed."""
    return create_app(data, marks=tmp_path / "marks.tsv").test_client()


def test_there_is_no_review_unless_it_is_asked_for(client: FlaskClient) -> None:
    assert client.get("/review").status_code == 404
    assert client.post("/review", data=SIGNED).status_code == 404
    assert "Review" not in client.get("/").text


def test_facts_are_listed_with_their_passages(curator: FlaskClient) -> None:
    page = curator.get("/review").text
    assert "<mark>NATO and Russia signed the Founding Act</mark>" in page
    assert "high confidence" in page


def test_no_claim_is_listed_as_a_fact(curator: FlaskClient) -> None:
    assert "alliance threatens" not in curator.get("/review").text


def test_facts_are_chosen_by_rule(curator: FlaskClient) -> None:
    page = curator.get("/review", query_string={"rule": 'how to read "meet"'}).text
    assert "<mark>The NATO–Russia Council met" in page
    assert "<mark>NATO and Russia signed" not in page


def test_a_mark_is_written_into_the_file(curator: FlaskClient, tmp_path: Path) -> None:
    response = curator.post("/review?rule=x", data=SIGNED)
    assert (response.status_code, response.headers["Location"]) == (303, "/review?rule=x")
    [mark] = read_marks(tmp_path / "marks.tsv", BASE).by_statement.values()
    assert (mark.verdict, mark.note) == ("wrong", "it was a letter")


def test_a_mark_is_shown_at_its_fact(curator: FlaskClient) -> None:
    curator.post("/review", data=SIGNED)
    page = curator.get("/review?state=wrong").text
    assert page.count("marked wrong<") == 1
    assert "it was a letter" in page


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://example.net"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://example.net"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({}, 303),
    ],
)
def test_a_form_of_another_site_is_refused(
    curator: FlaskClient, headers: dict[str, str], status: int
) -> None:
    assert curator.post("/review", data=SIGNED, headers=headers).status_code == status


@pytest.mark.parametrize(
    "change",
    [{"verdict": "maybe"}, {"subject": None}, {"subject": "id/nato"}, {"object": "\n"}],
)
def test_what_is_no_mark_is_refused(
    curator: FlaskClient, tmp_path: Path, change: dict[str, str | None]
) -> None:
    form = {name: value for name, value in {**SIGNED, **change}.items() if value is not None}
    assert curator.post("/review", data=form).status_code == 400
    assert not (tmp_path / "marks.tsv").exists()


def test_a_fact_is_not_offered_again_once_it_is_marked(curator: FlaskClient) -> None:
    before = curator.get("/review").text
    curator.post("/review", data={**SIGNED, "verdict": "right", "by": "A. Reader"})
    after = curator.get("/review").text
    assert before.count('<span class="triple">') == after.count('<span class="triple">') + 1
    assert "by A. Reader" in curator.get("/review?state=right").text


def test_facts_are_chosen_by_confidence(curator: FlaskClient) -> None:
    assert '<span class="triple">' in curator.get("/review?confidence=High").text
    assert "No fact is like that." in curator.get("/review?confidence=Low").text
