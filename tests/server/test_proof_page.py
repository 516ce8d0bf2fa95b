"""Why a triple holds, as a page and as data."""

import json
import re

import pytest
from flask.testing import FlaskClient
from rdflib import PROV, RDF, Graph

INFERRED = "/proof?s=id/event/2008-04-04-meeting&p=ontology%23place&o=id/romania"
STATED = "/proof?s=id/event/1997-05-27-signing&p=ontology%23agent&o=id/nato"
PAGE = {"Accept": "text/html"}


def test_a_proof_begins_with_its_reasons_in_words(client: FlaskClient) -> None:
    page = client.get(INFERRED, headers=PAGE).text
    assert (
        "Because meeting of the NATO–Russia Council has Bucharest as place, "
        "and Bucharest is located in Romania."
    ) in page


def test_a_proof_cites_the_axiom_and_the_rule(client: FlaskClient) -> None:
    page = client.get(INFERRED, headers=PAGE).text
    assert "“place” follows from “place”, then “located in”" in page
    assert ">prp-spo2</span>" in page


def test_a_proof_ends_at_the_quoted_sentence(client: FlaskClient) -> None:
    page = client.get(INFERRED, headers=PAGE).text
    assert "<mark>The NATO–Russia Council met in Bucharest on 4 April 2008</mark>" in page


def test_what_a_table_says_is_told_from_what_a_document_states(client: FlaskClient) -> None:
    page = client.get(INFERRED, headers=PAGE).text
    assert "Bucharest</a> — <a" in page
    assert "From the tables of reference data." in page


def test_the_proof_of_a_stated_triple_is_its_sentence(client: FlaskClient) -> None:
    page = client.get(STATED, headers=PAGE).text
    assert "Because a document says so." in page
    assert "<mark>NATO and Russia signed the Founding Act</mark>" in page


def test_a_proof_is_to_be_had_as_json(client: FlaskClient) -> None:
    response = client.get(INFERRED, headers={"Accept": "application/json"})
    assert response.mimetype == "application/json"
    assert json.loads(response.data)["steps"][-1]["rule"] == "prp-spo2"


def test_a_proof_is_to_be_had_as_turtle(client: FlaskClient) -> None:
    response = client.get(f"{INFERRED}&format=turtle")
    graph = Graph().parse(data=response.data, format="turtle")
    assert set(graph.subjects(PROV.wasGeneratedBy)) < set(graph.subjects(RDF.type, RDF.Statement))


def test_the_formats_of_a_proof_are_linked_from_its_page(client: FlaskClient) -> None:
    links = re.findall(r'href="(/proof[^"]*format=\w+)"', client.get(INFERRED, headers=PAGE).text)
    found = [client.get(link.replace("&amp;", "&")).mimetype for link in links]
    assert found == ["application/json", "text/turtle"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("s=id/nato&p=ontology%23agent&o=id/nowhere", 404),
        ("s=id/event/s3-threat&p=ontology%23agent&o=id/nato", 404),
        ("s=id/nato&p=ontology%23agent", 400),
        ("", 400),
        ("s=id/nato&p=%3E%20%22&o=%5C%22%3E", 400),
        ("s=id/nato&p=ontology%23agent&value=%22%5C&lang=%22", 400),
        ("s=id/nato&p=ontology%23agent&o=id/nato&format=xml", 406),
    ],
)
def test_what_has_no_proof_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/proof?{query}", headers=PAGE).status_code == status
