"""States that began or ended, and names that more than one thing bears."""

import re
from datetime import date

import pytest
from rdflib import Literal, URIRef

from graph.extraction import extract
from graph.extraction.dates import bounds
from graph.names import Names
from graph.reading import parse
from graph.reference import decided, entities, readings, reference_graph
from graph.reference.tables import rows

_NAMES = Names()
_EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


def _validity(key: str) -> str:
    return dict(entities()[key].literals).get("validity", "")


def _recognised(text: str) -> set[str]:
    facts = extract(parse("note", text), _NAMES).facts
    wanted = _NAMES.term["recognised"]
    return {str(f.object).rpartition("/")[2] for f in facts if f.predicate == wanted}


@pytest.mark.parametrize("row", list(rows("validity.tsv")), ids=lambda row: row["name"])
def test_an_interval_belongs_to_a_state_and_names_its_source(row: dict[str, str]) -> None:
    assert (_validity(row["name"]), bool(row["source"])) == (row["validity"], True)


@pytest.mark.parametrize("key", [key for key in entities() if _validity(key)])
def test_a_state_begins_before_it_ends(key: str) -> None:
    first, last = bounds(_validity(key))
    assert (first or date.min) < (last or date.max)


def test_every_former_state_has_an_end() -> None:
    former = [e.key for e in entities().values() if e.table == "former-states.tsv"]
    assert [key for key in former if not re.fullmatch(r"[\d-]+/[\d-]+", _validity(key))] == []


def test_the_validity_is_in_the_graph() -> None:
    graph = reference_graph(["Soviet Union"], _NAMES)
    interval = Literal("1922-12-30/1991-12-26", datatype=_EDTF)
    assert (_NAMES.thing("Soviet Union"), _NAMES.term.validity, interval) in graph


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("Soviet Union", "Russia"),
        ("Czechoslovakia", "Czechia"),
        ("Yugoslavia", "Serbia"),
        ("Serbia and Montenegro", "Montenegro"),
        ("East Germany", "Germany"),
        ("Zaire", "Democratic Republic of the Congo"),
    ],
)
def test_a_former_state_is_another_than_todays(former: str, present: str) -> None:
    read = _recognised(f"Albania recognised {former}. Spain recognised {present}.")
    assert read == {_NAMES.thing(each).rpartition("/")[2] for each in (former, present)}


def test_one_interval_ends_where_the_next_begins() -> None:
    ended, began = bounds(_validity("Czechoslovakia"))[1], bounds(_validity("Slovakia"))[0]
    assert ended is not None
    assert began is not None
    assert (began - ended).days == 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Spain recognised Georgia after the talks in Tbilisi.", {"georgia"}),
        (
            "Spain recognised Congo after the talks in Kinshasa.",
            {"democratic-republic-of-the-congo"},
        ),
        ("Spain recognised Congo after the talks in Brazzaville.", {"republic-of-the-congo"}),
        ("Spain recognised Korea after the talks in Seoul.", {"south-korea"}),
        ("Spain recognised Korea after the talks of Seoul and Pyongyang.", set()),
        ("Spain recognised Congo.", set()),
        ("Spain recognised Georgia.", {"georgia"}),
        ("Spain recognised Georgia after the talks in Atlanta.", set()),
    ],
)
def test_an_ambiguous_name_is_what_the_text_shows_or_nothing(text: str, meant: set[str]) -> None:
    assert _recognised(text) == meant


def test_a_name_that_a_text_does_not_have_is_not_decided() -> None:
    assert decided("Spain recognised Chad.") == {}


def test_every_ambiguous_name_has_several_readings() -> None:
    assert [name for name, each in readings().items() if len(each) < 2] == []
