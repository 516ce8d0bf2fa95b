"""A capital stands for its state where a state acts, and is a city elsewhere."""

import pytest

from graph.extraction import extract
from graph.facts import Fact
from graph.names import Names
from graph.reading import parse

_NAMES = Names()
_STATES = ("Russia", "Soviet Union", "United States", "Iran", "Bahrain", "Spain")
_CITIES = ("Moscow", "Washington", "Tehran", "Madrid", "White House", "Kremlin")


def _facts(text: str) -> tuple[Fact, ...]:
    return extract(parse("note", text), _NAMES).facts


def _objects(text: str, among: tuple[str, ...]) -> set[str]:
    values = {fact.object for fact in _facts(text)}
    return {key for key in among if _NAMES.thing(key) in values}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("In 2008, Moscow condemned Albania.", {"Russia"}),
        ("Washington and Tehran signed the Treaty of Rome in 1999.", {"United States", "Iran"}),
        ("Relations between Tehran and Manama cooled.", {"Iran", "Bahrain"}),
        ("Tehran–Washington relations cooled in 2003.", {"Iran", "United States"}),
        ("Albania accused Tehran of the attack.", {"Iran"}),
        ("Kosovo was recognised by Washington in 2008.", {"United States"}),
        ("The White House said that the talks had failed.", {"United States"}),
        ("In 2008, the Kremlin recognised Abkhazia.", {"Russia"}),
        ("Albania said that Tehran recognised Abkhazia.", {"Iran"}),
    ],
)
def test_a_capital_that_acts_is_its_state(text: str, states: set[str]) -> None:
    assert _objects(text, _STATES) == states


@pytest.mark.parametrize(
    "text",
    [
        "Volker Meier visited Tehran in 1999.",
        "Albania and Chad signed the Treaty of Rome in Tehran in 1999.",
        "Albania opened an embassy in Tehran in 1999.",
        "The mayor of Tehran recognised Abkhazia.",
        "George Washington condemned Albania.",
        "Protesters in Tehran condemned Albania.",
        "Albania and Chad met at the White House in 1999.",
    ],
)
def test_a_capital_where_something_happens_is_a_city(text: str) -> None:
    assert _objects(text, _STATES) == set()


def test_a_capital_where_somebody_meets_is_its_place() -> None:
    text = "Albania and Chad met in Tehran in 1999."
    assert _objects(text, _CITIES) == {"Tehran"}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Soviet troops left. Moscow condemned Albania.", {"Soviet Union"}),
        ("Russia is large. Moscow condemned Albania.", {"Russia"}),
        ("Moscow condemned Albania.", set()),
    ],
)
def test_of_several_states_with_one_capital_the_text_decides(text: str, states: set[str]) -> None:
    speakers = {fact.object for fact in _facts(text) if fact.predicate == _NAMES.term["speaker"]}
    assert speakers & {_NAMES.thing(key) for key in _STATES} == {_NAMES.thing(k) for k in states}


def test_the_decision_is_recorded_with_the_statement() -> None:
    agents = [f for f in _facts("Tehran recognised Abkhazia.") if f.object == _NAMES.thing("Iran")]
    reasons = {each.reason for fact in agents for each in fact.evidence.antecedents}
    assert reasons == {"capital for its state"}
