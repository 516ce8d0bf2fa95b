import re

import pytest
from rdflib import XSD, Literal

from graph.extraction.types import is_a
from graph.names import Names
from graph.reference import entities, given_names, reference_graph, titles
from graph.reference.tables import rows
from ontology.terms import DEFAULT_BASE, terms_at


def test_the_tables_hold_what_they_held() -> None:
    counts: dict[str, int] = {}
    for entity in entities().values():
        counts[entity.table] = counts.get(entity.table, 0) + 1
    assert counts["states.tsv"] > 249
    assert counts["organisations.tsv"] > 800
    assert len(titles()) > 400
    assert len(given_names()) > 1500


def test_every_class_and_property_of_the_tables_is_in_the_ontology() -> None:
    terms = terms_at(DEFAULT_BASE)
    used = {entity.type for entity in entities().values()}
    for entity in entities().values():
        used |= {name for name, _ in (*entity.links, *entity.literals)}
    assert all(terms[name] for name in used)


def test_no_two_entities_get_one_iri() -> None:
    names = Names()
    iris = [names.thing(entity.key) for entity in entities().values()]
    assert len(iris) == len(set(iris))


def test_no_two_entities_share_an_identifier() -> None:
    for wanted in ("iso2", "iso3", "isoNumeric", "wikidataId", "geonamesId"):
        values = [v for e in entities().values() for name, v in e.literals if name == wanted]
        assert len(values) == len(set(values)), wanted


@pytest.mark.parametrize(
    ("property_", "form"),
    [
        ("iso2", r"[A-Z]{2}"),
        ("iso3", r"[A-Z]{3}"),
        ("isoNumeric", r"\d{3}"),
        ("wikidataId", r"Q[1-9]\d*"),
        ("geonamesId", r"[1-9]\d*"),
    ],
)
def test_identifiers_have_their_form(property_: str, form: str) -> None:
    values = [v for e in entities().values() for name, v in e.literals if name == property_]
    assert [value for value in values if not re.fullmatch(form, value)] == []


def test_a_capital_brings_its_state_into_the_graph() -> None:
    names = Names()
    graph = reference_graph(["Paris"], names)
    assert (names.thing("Paris"), names.term.capitalOf, names.thing("France")) in graph
    assert (names.thing("France"), names.term.iso2, None) in graph


def test_a_capital_that_is_called_like_its_state_is_another_thing() -> None:
    assert is_a(entities()["Singapore"].type, ["State"])
    assert is_a(entities()["Singapore (city)"].type, ["City"])


@pytest.mark.parametrize("row", list(rows("coordinates.tsv")), ids=lambda row: row["name"])
def test_coordinates_are_those_of_a_city_of_that_state(row: dict[str, str]) -> None:
    degrees = (("latitude", row["latitude"]), ("longitude", row["longitude"]))
    placed = [e for e in entities().values() if set(degrees) <= set(e.literals)]
    assert [entity.label for entity in placed] == [row["name"]]
    assert abs(float(row["latitude"])) <= 90
    assert abs(float(row["longitude"])) <= 180


def test_a_city_is_in_the_graph_with_its_coordinates() -> None:
    names = Names()
    graph = reference_graph(["Paris"], names)
    assert graph.value(names.thing("Paris"), names.term.latitude) == Literal(
        "48.86", datatype=XSD.decimal
    )
