"""The reconciliation service, asked as a client asks it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7 as _DRAFT7

from graph.release import Release
from server.app import create_app

SCHEMAS = "DETENTE_RECONCILIATION_SCHEMAS"


@pytest.fixture(scope="module")
def asked(built: Release) -> FlaskClient:
    """Return a client of the application that serves the article's graph."""
    return create_app(built.path.parents[1]).test_client()


def _match(client: FlaskClient, **query: Any) -> list[dict[str, Any]]:
    response = client.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.get_json()["q0"]["result"]
    return found


def _match_draft(client: FlaskClient, **query: Any) -> list[dict[str, Any]]:
    response = client.post("/reconcile/draft/match", json={"queries": [query]})
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.get_json()["results"][0]["candidates"]
    return found


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Russia", "russia"),
        ("Russian Federation", "russia"),
        ("NATO", "nato"),
        ("north atlantic treaty organisation", "nato"),
        ("Radoslaw Sikorski", "radoslaw-sikorski"),
        ("Sikorski, Radosław", "radoslaw-sikorski"),
        ("NATO-Russia Council", "nato-russia-council"),
        ("partnership for peace", "partnership-for-peace"),
    ],
)
def test_a_name_finds_its_thing(asked: FlaskClient, name: str, identifier: str) -> None:
    first, *_ = _match(asked, query=name)
    assert (first["id"], first["match"]) == (identifier, True)


@pytest.mark.parametrize("name", ["Atlantis", "Republic of Nowhere", "!!!", "Rus"])
def test_a_name_that_is_not_there_matches_nothing(asked: FlaskClient, name: str) -> None:
    assert [each["id"] for each in _match(asked, query=name) if each["match"]] == []


def test_candidates_come_in_the_order_of_their_scores(asked: FlaskClient) -> None:
    scores = [each["score"] for each in _match(asked, query="North Atlantic Council", limit=5)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_no_more_candidates_come_than_are_asked_for(asked: FlaskClient) -> None:
    assert len(_match(asked, query="NATO Council", limit=2)) == 2


def test_a_class_makes_its_own_things_better(asked: FlaskClient) -> None:
    right = _match(asked, query="Russia", type="State")[0]
    wrong = next(
        each for each in _match(asked, query="Russia", type="Person") if each["id"] == "russia"
    )
    assert right["score"] > wrong["score"]
    assert (right["match"], wrong["match"]) == (True, False)


def test_an_inferred_class_counts_as_one(asked: FlaskClient) -> None:
    assert _match(asked, query="Russia", type="Actor", type_strict="all")[0]["match"]


def test_a_strict_class_leaves_all_others_out(asked: FlaskClient) -> None:
    found = _match(asked, query="NATO", type="Person", type_strict="any")
    assert "nato" not in [each["id"] for each in found]


def test_a_property_decides_between_namesakes(asked: FlaskClient) -> None:
    found = _match(asked, query="Georgia", properties=[{"pid": "iso2", "v": "GE"}])
    assert (found[0]["id"], found[0]["score"]) == ("georgia", 100.0)
    other = _match(asked, query="Georgia", properties=[{"pid": "iso2", "v": "US"}])
    assert other[0]["score"] < 100


def test_a_property_alone_finds_a_thing(asked: FlaskClient) -> None:
    found = _match(asked, properties=[{"pid": "iso3", "v": "POL"}])
    assert [each["id"] for each in found] == ["poland"]


def test_a_thing_can_be_the_value_of_a_property(asked: FlaskClient) -> None:
    value = {"id": "romania", "name": "Romania"}
    found = _match(asked, query="Bucharest", properties=[{"pid": "capitalOf", "v": [value]}])
    assert (found[0]["id"], found[0]["features"][-1]["value"]) == ("bucharest", 1)


def test_the_draft_finds_by_name_by_identifier_and_by_property(asked: FlaskClient) -> None:
    by_name = {"matchType": "name", "propertyValue": "Polska|Poland"}
    by_id = {"matchType": "id", "propertyValue": "poland"}
    by_property = {"matchType": "property", "propertyId": "iso2", "propertyValue": "PL"}
    needed = {**by_property, "required": True}
    assert _match_draft(asked, conditions=[by_name])[0]["id"] == "poland"
    assert _match_draft(asked, conditions=[by_id])[0]["id"] == "poland"
    assert [each["id"] for each in _match_draft(asked, conditions=[needed])] == ["poland"]


@pytest.mark.parametrize(("quantifier", "found"), [("any", 1), ("all", 0), ("none", 0)])
def test_the_draft_quantifies_over_values(asked: FlaskClient, quantifier: str, found: int) -> None:
    condition = {
        "matchType": "property",
        "propertyId": "iso2",
        "propertyValue": ["PL", "RU"],
        "matchQuantifier": quantifier,
        "required": True,
    }
    name = {"matchType": "name", "propertyValue": "Poland"}
    ids = [each["id"] for each in _match_draft(asked, conditions=[name, condition])]
    assert ids.count("poland") == found


@pytest.mark.parametrize("root", ["/reconcile", "/reconcile/draft"])
@pytest.mark.parametrize(
    ("kind", "prefix", "identifier"),
    [
        ("entity", "Russ", "russia"),
        ("entity", "north atlantic", "nato"),
        ("entity", "partnership-for-peace", "partnership-for-peace"),
        ("type", "military all", "MilitaryAlliance"),
        ("property", "capital", "capitalOf"),
    ],
)
def test_what_is_begun_is_completed(
    asked: FlaskClient, root: str, kind: str, prefix: str, identifier: str
) -> None:
    response = asked.get(f"{root}/suggest/{kind}", query_string={"prefix": prefix})
    assert identifier in [each["id"] for each in response.get_json()["result"]]


@pytest.mark.parametrize(("first", "second"), [("limit", "cursor"), ("limit", "offset")])
def test_suggestions_come_page_by_page(asked: FlaskClient, first: str, second: str) -> None:
    def ids(**arguments: int) -> list[str]:
        found = asked.get("/reconcile/suggest/entity", query_string={"prefix": "", **arguments})
        return [each["id"] for each in found.get_json()["result"]]

    assert ids(**{first: 2}) + ids(**{first: 2, second: 2}) == ids(limit=4)


_COLUMNS = [{"id": "wikidataId"}, {"id": "capitalOf"}, {"id": "altLabel"}, {"id": "nothing"}]


def test_columns_are_fetched(asked: FlaskClient) -> None:
    extension = json.dumps({"ids": ["bucharest", "russia", "atlantis"], "properties": _COLUMNS})
    got = asked.post("/reconcile", data={"extend": extension}).get_json()
    assert [each["id"] for each in got["meta"]] == [each["id"] for each in _COLUMNS]
    assert got["rows"]["bucharest"]["capitalOf"][0]["id"] == "romania"
    assert got["rows"]["russia"]["wikidataId"] == [{"str": "Q159"}]
    assert got["rows"]["atlantis"] == {each["id"]: [] for each in _COLUMNS}


def test_a_day_is_fetched_as_a_moment_and_a_date_as_it_is_written(asked: FlaskClient) -> None:
    event = "event/2002-05-28-creation-nato-russia-council"
    columns = [{"id": "earliest"}, {"id": "date"}]
    asking = {"ids": [event], "properties": columns}
    [row] = asked.post("/reconcile/draft/extend", json=asking).get_json()["rows"]
    [earliest, date] = [each["values"] for each in row["properties"]]
    assert (earliest, date) == ([{"date": "2002-05-28T00:00:00Z"}], [{"str": "2002-05-28"}])


def test_properties_are_proposed_for_a_type(asked: FlaskClient) -> None:
    got = asked.get("/reconcile/extend/propose?type=State&limit=30").get_json()
    assert {"iso2", "label", "sameAs"} <= {each["id"] for each in got["properties"]}
    assert asked.get("/reconcile/extend/propose?type=Nothing").get_json()["properties"] == []


def test_a_preview_may_be_shown_inside_of_another_page(asked: FlaskClient) -> None:
    response = asked.get("/reconcile/preview?id=nato")
    assert "North Atlantic Treaty Organization" in response.text
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in asked.get("/").headers["Content-Security-Policy"]


def test_a_suggestion_of_each_kind_flies_out(asked: FlaskClient) -> None:
    for kind, identifier in (("entity", "nato"), ("type", "State"), ("property", "agent")):
        got = asked.get(f"/reconcile/flyout/{kind}?id={identifier}").get_json()
        assert (got["id"], "<h1>" in got["html"]) == (identifier, True)


def test_every_origin_may_ask(asked: FlaskClient) -> None:
    for path in ("/reconcile", "/reconcile/draft", "/reconcile/suggest/entity?prefix=x"):
        assert asked.get(path).headers["Access-Control-Allow-Origin"] == "*"


_LONG = json.dumps({key: {"query": "x"} for key in map(str, range(51))})


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/reconcile", {"data": {"queries": "no JSON"}}, 400),
        ("/reconcile", {"data": {"queries": '{"q0": {}}'}}, 400),
        ("/reconcile", {"data": {"queries": '{"q0": {"query": "x", "limit": 0}}'}}, 400),
        ("/reconcile", {"data": {"extend": '{"ids": ["nato"]}'}}, 400),
        (
            "/reconcile",
            {"data": {"queries": _LONG}},
            413,
        ),
        ("/reconcile/draft/match", {"json": {"queries": [{"conditions": []}]}}, 400),
        ("/reconcile/draft/match", {"json": {"queries": [{"query": "old"}]}}, 400),
        ("/reconcile/draft/match", {"data": "{}", "content_type": "text/plain"}, 415),
        ("/reconcile/draft/match", {"data": b"\xff", "content_type": "application/json"}, 400),
        ("/reconcile/draft/extend", {"json": []}, 400),
    ],
)
def test_what_is_wrongly_asked_is_refused(
    asked: FlaskClient, path: str, sent: dict[str, Any], status: int
) -> None:
    response = asked.post(path, **sent)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reconcile/suggest/planet?prefix=x", 404),
        ("/reconcile/suggest/entity?prefix=x&limit=-1", 400),
        ("/reconcile/preview?id=atlantis", 404),
        ("/reconcile/flyout/type?id=Atlantis", 404),
        ("/reconcile/flyout/planet?id=x", 404),
    ],
)
def test_what_is_not_there_is_not_found(asked: FlaskClient, path: str, status: int) -> None:
    assert asked.get(path).status_code == status


def test_addresses_in_the_manifest_lead_somewhere(asked: FlaskClient) -> None:
    manifest = asked.get("/reconcile").get_json()
    places = [manifest["view"]["url"], manifest["preview"]["url"]]
    suggest = manifest["suggest"].values()
    places += [f"{each['service_url']}{each['service_path']}?prefix=a" for each in suggest]
    proposing = manifest["extend"]["propose_properties"]
    places.append(f"{proposing['service_url']}{proposing['service_path']}?type=State")
    paths = [each.replace("{{id}}", "nato").removeprefix("http://localhost") for each in places]
    assert {asked.get(path).status_code for path in paths} == {200}


# The specification's own schemas are not ours to copy: a clone of
# https://github.com/reconciliation-api/specs is read where it is named.


def _schema(version: str, name: str) -> Draft7Validator:
    place = os.environ.get(SCHEMAS)
    if not place:
        pytest.skip(f"{SCHEMAS} does not name a clone of reconciliation-api/specs")
    folder = Path(place) / version / "schemas"
    read = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    swagger: dict[str, Any] = {"definitions": {"securityDefinitions": {"additionalProperties": {}}}}
    known = {"http://swagger.io/v2/schema.json": swagger, **read}
    known |= {each["$id"]: each for each in read.values() if "$id" in each}
    # A reference is relative to the identifier, which the drafts do not always agree with.
    starts = {each["$id"].rpartition("/")[0] for each in read.values() if "$id" in each}
    known |= {f"{start}/{key}": each for start in starts for key, each in read.items()}
    kinds = {key: _DRAFT7.create_resource(each) for key, each in known.items()}
    return Draft7Validator(read[f"{name}.json"], registry=Registry().with_resources(kinds.items()))


def _answers(client: FlaskClient) -> Iterator[tuple[str, str, Any]]:
    query = {"q0": {"query": "NATO"}, "q1": {"query": "Russia", "type": "State"}}
    new = [{"conditions": [{"matchType": "name", "propertyValue": name}]} for name in ("NATO", "x")]
    extend = {"ids": ["bucharest", "nato"], "properties": _COLUMNS}
    yield "0.2", "manifest", client.get("/reconcile")
    yield "1.0-draft", "manifest", client.get("/reconcile/draft")
    old = {"queries": json.dumps(query)}
    yield "0.2", "reconciliation-result-batch", client.get("/reconcile", query_string=old)
    matched = client.post("/reconcile/draft/match", json={"queries": new})
    yield "1.0-draft", "reconciliation-result-batch", matched
    old = {"extend": json.dumps(extend)}
    yield "0.2", "data-extension-response", client.post("/reconcile", data=old)
    extended = client.post("/reconcile/draft/extend", json=extend)
    yield "1.0-draft", "data-extension-response", extended
    for version, root in (("0.2", "/reconcile"), ("1.0-draft", "/reconcile/draft")):
        proposed = client.get(f"{root}/extend/propose?type=State")
        yield version, "data-extension-property-proposal", proposed
        for kinds, kind in (("entities", "entity"), ("types", "type"), ("properties", "property")):
            suggested = client.get(f"{root}/suggest/{kind}?prefix=")
            yield version, f"suggest-{kinds}-response", suggested


def test_the_answers_are_as_the_specifications_schemas_have_them(asked: FlaskClient) -> None:
    wrong = {
        (version, name): [error.message for error in errors]
        for version, name, answer in _answers(asked)
        if (errors := list(_schema(version, name).iter_errors(answer.get_json())))
    }
    assert wrong == {}


def test_the_examples_of_the_specification_are_answered(asked: FlaskClient) -> None:
    _schema("0.2", "manifest")
    for version, path in (("0.2", "/reconcile"), ("1.0-draft", "/reconcile/draft/match")):
        folder = Path(os.environ[SCHEMAS]) / version / "examples" / "reconciliation-query-batch"
        for kind, status in (("valid", 200), ("invalid", 400)):
            files = sorted((folder / kind).glob("*.json"))
            assert files
            for file in files:
                text = file.read_text("utf-8")
                sent = (
                    asked.post(path, data={"queries": text})
                    if version == "0.2"
                    else asked.post(path, data=text, content_type="application/json")
                )
                assert (file.name, sent.status_code) == (file.name, status)
