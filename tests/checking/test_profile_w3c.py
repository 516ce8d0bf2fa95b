"""The profile that the W3C's OWL 2 test cases are marked with, and what the check says of them.

The markings are of OWL 2 DL ontologies; what is OWL Full in RDF only is not a matter of profiles.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.sax import SAXParseException

import pytest
from rdflib import OWL, Graph, Namespace
from rdflib.exceptions import ParserError
from rdflib.term import Node

from graph.checking.profile import violations

TEST = Namespace("http://www.w3.org/2007/OWL/testOntology#")
FILE = Path(__file__).parents[3] / "shared" / "w3c" / "owl2" / "all.rdf"
ONTOLOGIES = (
    TEST.rdfXmlPremiseOntology,
    TEST.rdfXmlConclusionOntology,
    TEST.rdfXmlNonConclusionOntology,
    TEST.rdfXmlInputOntology,
)

EXCEPTIONS = {
    "FS2RDF-equivalent-classes-3-annotation-ar": "its RDF leaves classes undeclared",
    "FS2RDF-ontology-annotation-annotation-ar": "its RDF leaves annotations undeclared",
    "FS2RDF-negative-property-assertion-ar": "marked outside RL, though the profile has the axiom",
    "FS2RDF-literals-ar": "its RDF/XML is not well-formed",
    "New-Feature-ObjectPropertyChain-001": "its conclusion relies on the premise's declarations",
    "New-Feature-ObjectPropertyChain-BJP-003": "likewise",
    "New-Feature-ReflexiveProperty-001": "marked inside RL, though 4.2.5 rules the axiom out",
    "WebOnt-imports-011": "its classes are declared in what it imports",
}

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason=f"the W3C's test cases are not there: {FILE.name}"
)


@lru_cache
def suite() -> Graph:
    return Graph().parse(FILE)


def ontologies(case: Node) -> Iterator[str]:
    for predicate in ONTOLOGIES:
        yield from (str(text) for text in suite().objects(case, predicate))


def inside() -> set[Node]:
    return set(suite().subjects(TEST.profile, TEST.RL))


def outside() -> set[Node]:
    denials = {
        denial
        for denial in suite().subjects(OWL.assertionProperty, TEST.profile)
        if (denial, OWL.targetIndividual, TEST.RL) in suite()
    }
    cases = {case for denial in denials for case in suite().objects(denial, OWL.sourceIndividual)}
    return {case for case in cases if (case, TEST.species, TEST.DL) in suite()}


def judged(cases: set[Node]) -> dict[str, bool]:
    """Map each case that has an ontology in RDF/XML to whether nothing in it violates RL."""
    named = {str(suite().value(case, TEST.identifier)): list(ontologies(case)) for case in cases}
    return {
        name: not any(violations(read(text)) for text in texts)
        for name, texts in named.items()
        if texts and name not in EXCEPTIONS
    }


def read(text: str) -> Graph:
    return Graph().parse(data=text, format="xml", publicID="https://example.org/")


def test_what_is_marked_inside_rl_is_found_inside() -> None:
    verdicts = judged(inside())
    assert (len(verdicts), [name for name, good in verdicts.items() if not good]) == (81, [])


def test_what_is_marked_outside_rl_is_found_outside() -> None:
    verdicts = judged(outside())
    assert (len(verdicts), [name for name, good in verdicts.items() if good]) == (207, [])


def test_every_exception_is_one() -> None:
    wrong = set()
    for cases, good in ((inside(), True), (outside(), False)):
        for case in cases:
            try:
                verdict = not any(violations(read(text)) for text in ontologies(case))
            except (ParserError, SAXParseException):
                verdict = not good
            if verdict != good and list(ontologies(case)):
                wrong.add(str(suite().value(case, TEST.identifier)))
    assert wrong == set(EXCEPTIONS)
