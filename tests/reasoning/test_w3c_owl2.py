"""The W3C's OWL 2 tests of profile RL under RDF-based semantics.

Those that are written in functional syntax only are read by horned-owl and come in as RDF/XML.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from pyhornedowl import open_ontology_from_string
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from graph.reasoning.entailment import entails
from graph.reasoning.reasoner import Reasoner

TEST = Namespace("http://www.w3.org/2007/OWL/testOntology#")
SUITE = Path(__file__).parents[3] / "shared" / "w3c" / "owl2" / "all.rdf"
COUNTS = {
    "Consistency": (73, 4),
    "Inconsistency": (11, 3),
    "PositiveEntailment": (27, 3),
    "NegativeEntailment": (6, 1),
}
"""How many cases are written in RDF/XML, and how many in functional syntax only."""
BEYOND = {
    "New-Feature-ReflexiveProperty-001": "reflexive properties are no part of the profile",
    "WebOnt-I5.26-010": "that there is a restriction is not derived from its property",
    "WebOnt-I5.5-005": "that there is a union of a class is not derived from its parts",
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
            and written(case, "Premise")
        ):
            yield case


def graph(case: Node, part: str) -> Graph | None:
    text = written(case, part)
    if text is None:
        return None
    parsed = Graph().parse(data=text, format="xml", publicID=str(case))
    for imported in suite().objects(case, TEST.importedOntology) if part == "Premise" else ():
        parsed.parse(data=str(suite().value(imported, TEST.rdfXmlInputOntology)), format="xml")
    return parsed


def written(case: Node, part: str) -> str | None:
    """Return an ontology of a case in RDF/XML, if there is one."""
    text = suite().value(case, TEST[f"rdfXml{part}Ontology"])
    functional = suite().value(case, TEST[f"fs{part}Ontology"])
    if text is None and functional is not None:
        return str(open_ontology_from_string(str(functional), "ofn").save_to_string("owl"))
    return None if text is None else str(text)


def in_functional_syntax(case: Node) -> bool:
    return suite().value(case, TEST.rdfXmlPremiseOntology) is None


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
    functional = [in_functional_syntax(case) for case in cases(kind)]
    assert (functional.count(False), functional.count(True)) == COUNTS[kind]


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
