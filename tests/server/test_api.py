"""The queries as an API: parameters, pages, forms; and what it says of itself is so."""

import csv
import io
import os
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from graph.errors import QueryError
from graph.release import Release
from queries.catalogue import catalogue
from queries.parameters import Parameter, read_parameters
from server.app import create_app

# All queries are answered by the same code: the parameters make the difference.
_TRIED = (
    [each.name for each in catalogue()]
    if os.environ.get("DETENTE_API_ALL")
    else ["acts-of-an-actor", "state-by-code", "plover-profile"]
)
_CASES = 15
_PARAMETERS = [(example, each) for example in catalogue() for each in example.parameters]


@pytest.fixture(scope="module")
def asked(built: Release) -> FlaskClient:
    """Return a client of the application that serves the article's graph."""
    return create_app(built.path.parents[1]).test_client()


def _rows(client: FlaskClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    response = client.get(f"/api/{path}", query_string=asked)
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.get_json()["rows"]
    return found


@pytest.mark.parametrize("example", catalogue(), ids=lambda example: example.name)
def test_every_query_answers_with_what_it_finds(
    asked: FlaskClient, built: Release, example: Any
) -> None:
    expected = list(built.store.query(example.query, base=built.names.base).rows())
    assert len(_rows(asked, example.name, size=1000)) == len(expected)


def test_a_parameter_binds_a_thing(asked: FlaskClient, built: Release) -> None:
    everybody = _rows(asked, "acts-of-an-actor", size=1000)
    russia = str(built.names.thing("Russia"))
    expected = [row for row in everybody if row["actor"] == russia]
    assert 0 < len(expected) < len(everybody)
    assert _rows(asked, "acts-of-an-actor", actor="russia", size=1000) == expected


def test_a_parameter_binds_a_text(asked: FlaskClient) -> None:
    assert [row["name"] for row in _rows(asked, "state-by-code", code="PL")] == ["Poland"]


def test_parameters_narrow_each_other(asked: FlaskClient) -> None:
    rows = _rows(asked, "acts-of-an-actor", actor="nato", **{"class": "AgreementSigning"})
    assert [row["date"] for row in rows] == ["1997-05-27"]


@pytest.mark.parametrize("value", ['PL" } #', "PL'", "} UNION { ?s ?p ?o", "\\", "<x:y>", "?code"])
def test_a_value_is_a_term_and_never_a_part_of_the_query(asked: FlaskClient, value: str) -> None:
    assert _rows(asked, "state-by-code", code=value) == []


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("acts-of-an-actor?actor=Not a name", "actor cannot be 'Not a name': give a thing, as"),
        ("acts-of-an-actor?class=a b", "class cannot be 'a b': give a term, as Recognition is"),
        ("acts-of-an-actor?actor=", "actor cannot be ''"),
        ("acts-of-an-actor?aktor=nato", "there is no parameter 'aktor': there are actor, class"),
        ("acts-of-an-actor?actor=nato&actor=russia", "actor is given 2 times: give it once"),
        ("state-by-code?page=0", "page is '0': give a number from 1"),
        ("state-by-code?page=-1", "page is '-1'"),
        ("state-by-code?size=1001", "size is '1001': give a number from 1 to 1,000"),
        ("state-by-code?size=many", "size is 'many'"),
        ("state-by-code?format=xls", "format is 'xls': choose json or csv"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    asked: FlaskClient, path: str, complaint: str
) -> None:
    response = asked.get(f"/api/{path}")
    assert response.status_code == 400
    assert complaint in response.get_json()["detail"]


def test_what_is_no_query_is_not_found(asked: FlaskClient) -> None:
    assert asked.get("/api/nonsense").status_code == 404


def test_an_answer_comes_page_by_page(asked: FlaskClient) -> None:
    whole = _rows(asked, "links-to-the-world", size=1000)
    path, pages = "/api/links-to-the-world?size=20", 0
    found: list[dict[str, Any]] = []
    while path:
        body = asked.get(path).get_json()
        found += body["rows"]
        path, pages = body.get("next", "").removeprefix("http://localhost"), pages + 1
    assert (found, pages) == (whole, -(-len(whole) // 20))


def test_pages_are_linked(asked: FlaskClient) -> None:
    links = asked.get("/api/links-to-the-world?size=5&page=2").headers.getlist("Link")
    assert [link.partition("rel=")[2] for link in links] == ['"prev"', '"next"']
    assert asked.get("/api/state-by-code?size=1000").headers.getlist("Link") == []


def test_csv_has_what_json_has(asked: FlaskClient) -> None:
    table = asked.get("/api/state-by-code?format=csv")
    assert table.mimetype == "text/csv"
    assert list(csv.DictReader(io.StringIO(table.text, newline=""))) == _rows(
        asked, "state-by-code"
    )


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("text/csv", 200, "text/csv"),
        ("application/json", 200, "application/json"),
        ("*/*", 200, "application/json"),
        ("text/csv;q=0.5, application/json;q=0.4", 200, "text/csv"),
        ("image/png", 406, "application/problem+json"),
    ],
)
def test_the_form_can_be_negotiated(
    asked: FlaskClient, accept: str, status: int, kind: str
) -> None:
    response = asked.get("/api/state-by-code", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (status, kind)
    assert "Accept" in response.vary


def test_numbers_are_numbers_and_what_is_unbound_is_null(asked: FlaskClient) -> None:
    assert all(isinstance(row["acts"], int) for row in _rows(asked, "plover-profile"))
    dates = [row["date"] for row in _rows(asked, "acts-of-an-actor", size=1000)]
    assert None in dates


def test_people_see_what_there_is_to_ask(asked: FlaskClient) -> None:
    page = asked.get("/api").text
    assert all(f'href="/api/{example.name}"' in page for example in catalogue())
    assert 'href="/api/acts-of-an-actor?actor=russia"' in page


@pytest.mark.parametrize(("example", "parameter"), _PARAMETERS, ids=lambda each: each.name)
def test_the_example_of_a_parameter_finds_something(
    asked: FlaskClient, example: Any, parameter: Parameter
) -> None:
    assert _rows(asked, example.name, **{parameter.name: parameter.example})


def test_there_are_parameters() -> None:
    assert len(_PARAMETERS) >= 3


@pytest.mark.parametrize(
    "text", ["actor", "actor (thing): who", "actor (planet, as mars): who", "(thing, as x): who"]
)
def test_a_malformed_parameter_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"bad.rq:1: .* is no parameter"):
        read_parameters("bad.rq:1", text)


def test_a_day_must_be_in_the_calendar() -> None:
    day = Parameter("on", "day", "2002-05-28", "a day")
    assert day.bound("2002-05-28", "x:/").n3().endswith("#date>")
    with pytest.raises(QueryError, match="no day of the calendar"):
        day.bound("2002-02-30", "x:/")


def test_the_description_has_each_query_with_its_parameters(asked: FlaskClient) -> None:
    described = asked.get("/api/openapi.json").get_json()
    assert described["openapi"] == "3.1.0"
    assert described["paths"].keys() == {f"/api/{example.name}" for example in catalogue()}
    acts = described["paths"]["/api/acts-of-an-actor"]["get"]["parameters"]
    assert [each["name"] for each in acts if "name" in each] == ["actor", "class"]


@pytest.fixture(scope="module")
def described(built: Release) -> Any:
    """Return the API as schemathesis reads its description."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", create_app(built.path.parents[1]))


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("name", _TRIED)
def test_the_api_does_what_its_description_says(
    described: Any, name: str, mode: GenerationMode
) -> None:
    strategy = described[f"/api/{name}"]["GET"].as_strategy(generation_mode=mode)

    @settings(max_examples=_CASES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=strategy)
    def holds(case: Any) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    holds()
