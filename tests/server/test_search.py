"""Searching: by words of any text, tolerant of case, accents and small misspellings."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("north ATLANTIC", "/page/nato"),
        ("iasi", "/page/iasi"),
        ("Rogozyn", "/page/dmitry-rogozin"),
        ("Bucarest", "/page/bucharest"),
        ("powers create", "/page/event/rogozin-said"),
        ("alliance threatens", "/page/graph/claim/small/s3-1"),
        ("claimed that", "/page/document/small#s3"),
    ],
)
def test_a_search_finds(client: FlaskClient, words: str, found: str) -> None:
    assert f'href="{found}"' in client.get("/search", query_string={"q": words}).text


def test_a_misspelt_name_is_offered_as_such(client: FlaskClient) -> None:
    assert "spelt nearly so" in client.get("/search", query_string={"q": "Rogozyn"}).text


def test_what_is_nowhere_is_not_found(client: FlaskClient) -> None:
    assert "Nothing is called so" in client.get("/search", query_string={"q": "xyzzy"}).text


@pytest.mark.parametrize(
    ("typed", "name"),
    [("rog", "Dmitry Rogozin"), ("ias", "Iași"), ("Nort", "North Atlantic Treaty Organization")],
)
def test_what_is_typed_is_completed(client: FlaskClient, typed: str, name: str) -> None:
    assert name in client.get("/suggest", query_string={"q": typed}).get_json()


def test_nothing_typed_is_completed_to_nothing(client: FlaskClient) -> None:
    assert client.get("/suggest?q=").get_json() == []
