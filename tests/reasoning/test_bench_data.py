"""The data of the benchmarks use every construct of the profile, and contradict nothing."""

import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from graph.reasoning.inconsistencies import inconsistencies
from graph.reasoning.lines import engine_over
from graph.reasoning.vocabulary import Word

BENCH = Path(__file__).parents[1] / "bench"
sys.path.insert(0, str(BENCH))

from campus import KINDS, campus  # noqa: E402  # the benchmarks are scripts and no package


def test_the_university_has_every_word_that_a_rule_starts_from() -> None:
    nodes = set(Graph().parse(BENCH / "university.ttl").all_nodes())
    predicates = set(Graph().parse(BENCH / "university.ttl").predicates())
    words = {URIRef(word.iri) for word in Word}
    unused = {OWL.sameAs, OWL.Nothing, RDF.nil, OWL.sameAs, URIRef(Word.LITERAL.iri)}
    assert words - nodes - predicates - unused == set()


def test_the_university_has_65_classes_and_55_properties() -> None:
    graph = Graph().parse(BENCH / "university.ttl")
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    named = [s for s in graph.subjects(RDF.type, OWL.Class) if isinstance(s, URIRef)]
    assert (len(named), sum(len(list(graph.subjects(RDF.type, k))) for k in kinds)) == (65, 55)


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_contradict_nothing(kind: str) -> None:
    assert inconsistencies(engine_over(campus(kind, 3000))) == ()
