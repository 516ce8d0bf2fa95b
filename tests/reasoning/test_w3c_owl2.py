"""The W3C's OWL 2 tests of profile RL under RDF-based semantics, those written in RDF/XML."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from graph.reasoning.entailment import entails
from graph.reasoning.reasoner import Reasoner

TEST = Namespace("http://www.w3.org/2007/OWL/testOntology#")
SUITE = Path(__file__).parents[3] / "shared" / "w3c" / "owl2" / "all.rdf"
COUNTS = {"Consistency": 73, "Inconsistency": 11, "PositiveEntailment": 27, "NegativeEntailment": 6}
BEYOND = {
    "New-Feature-ReflexiveProperty-001": "reflexive properties are no part of the profile",
    "WebOnt-I5.26-010": "that there is a restriction is not derived from its property",
    "WebOnt-I5.5-005": "that there is a union of a class is not derived from its parts",
    "WebOnt-I5.8-008": "the intersection of two datatypes is not a rule",
    "WebOnt-I5.8-009": "the intersection of two datatypes is not a rule",
}


@lru_cache
def suite() -> Graph:
    if not SUITE.is_file():
        pytest.skip("the folder ../shared with the suites of the W3C is not there")
    return Graph().parse(SUITE, format="xml")


def cases(kind: str) -> Iterator[Node]:
    for case in sorted(suite().subjects(RDF.type, TEST[f"{kind}Test"]), key=str):
        chosen = (TEST.profile, TEST.RL), (TEST.semantics, TEST["RDF-BASED"])
        rejected = (case, TEST.status, TEST.Rejected) in suite()
        if (
            all((case, *each) in suite() for each in chosen)
            and not rejected
            and graph(case, "Premise")
        ):
            yield case


def graph(case: Node, part: str) -> Graph | None:
    text = suite().value(case, TEST[f"rdfXml{part}Ontology"])
    if text is None:
        return None
    parsed = Graph().parse(data=str(text), format="xml", publicID=str(case))
    for imported in suite().objects(case, TEST.importedOntology) if part == "Premise" else ():
        parsed.parse(data=str(suite().value(imported, TEST.rdfXmlInputOntology)), format="xml")
    return parsed


def premise(case: Node) -> Graph:
    given = graph(case, "Premise")
    assert given is not None
    return given


def name(case: Node) -> str:
    return str(suite().value(case, TEST.identifier))


def entailed(kind: str, part: str) -> dict[str, bool]:
    found = {}
    for case in cases(kind):
        conclusion = graph(case, part)
        assert conclusion is not None
        found[name(case)] = entails(premise(case), conclusion)
    return found


@pytest.mark.parametrize("kind", COUNTS)
def test_all_cases_are_found(kind: str) -> None:
    assert len(list(cases(kind))) == COUNTS[kind]


def test_what_is_consistent_is_found_so() -> None:
    assert [
        name(c) for c in cases("Consistency") if Reasoner.of(premise(c)).inconsistencies()
    ] == []


def test_what_is_inconsistent_is_found_so() -> None:
    found = {name(c): Reasoner.of(premise(c)).inconsistencies() for c in cases("Inconsistency")}
    assert [case for case, sentences in found.items() if not sentences] == []


def test_what_is_entailed_is_found_but_for_what_is_beyond_the_rules() -> None:
    found = entailed("PositiveEntailment", "Conclusion")
    assert {case for case, follows in found.items() if not follows} == set(BEYOND)


def test_what_is_not_entailed_is_not_found() -> None:
    found = entailed("NegativeEntailment", "NonConclusion")
    assert [case for case, follows in found.items() if follows] == []
