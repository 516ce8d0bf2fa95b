"""Adding to a closure and taking from it: the result is that of a closure from scratch."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_ontologies import ontologies, token
from rdflib import Graph
from test_against_the_table import refusing_to_equate_vocabulary
from w3c_rules import Triple

from graph.reasoning.noise import Triple as Nodes
from graph.reasoning.reasoner import Reasoner
from graph.reasoning.terms import node_of

SEVERAL = settings(
    max_examples=int(os.environ.get("REASONER_CASES", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def nodes(triples: frozenset[Triple]) -> list[Nodes]:
    return [(node_of(token(s)), node_of(token(p)), node_of(token(o))) for s, p, o in triples]


def known(reasoner: Reasoner) -> tuple[frozenset[Nodes], set[str]]:
    """Return the inferred triples, and the rules by which something is false."""
    rules = {each.rule for each in reasoner.inconsistencies()}
    return frozenset(reasoner.inferred()), rules


@SEVERAL
@given(ontologies, st.lists(ontologies, min_size=1, max_size=3))
def test_adding_is_as_starting_with_everything(
    start: frozenset[Triple], more: list[frozenset[Triple]]
) -> None:
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(start))
        for each in more:
            reasoner = reasoner.including(nodes(each))
        assert known(reasoner) == known(Reasoner.of(nodes(start.union(*more))))


@SEVERAL
@given(ontologies, st.integers(0, 2**32), ontologies)
def test_one_fact_after_another_is_as_all_at_once(
    start: frozenset[Triple], split: int, more: frozenset[Triple]
) -> None:
    first = frozenset(t for i, t in enumerate(sorted(start)) if split >> i % 32 & 1)
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(first | more))
        for triple in sorted(start - first):
            reasoner = reasoner.including(nodes(frozenset([triple])))
        assert known(reasoner) == known(Reasoner.of(nodes(start | more)))


@SEVERAL
@given(ontologies, ontologies)
def test_taking_away_is_as_never_having_had(
    start: frozenset[Triple], gone: frozenset[Triple]
) -> None:
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(start | gone)).without(nodes(gone))
        assert known(reasoner) == known(Reasoner.of(nodes(start - gone)))


@SEVERAL
@given(ontologies, ontologies)
def test_a_closure_in_use_never_changes(start: frozenset[Triple], more: frozenset[Triple]) -> None:
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(start))
        before = known(reasoner)
        reasoner.including(nodes(more))
        reasoner.without(nodes(start))
        assert known(reasoner) == before


def test_nothing_follows_from_nothing() -> None:
    assert known(Reasoner.of(Graph())) == (frozenset(), set())


def test_it_counts_when_the_class_of_everything_is_denied_only_later() -> None:
    start = frozenset({("C:A", "rdf:type", "owl:Class")})
    later = frozenset({("C:A", "owl:disjointWith", "owl:Thing")})
    reasoner = Reasoner.of(nodes(start)).including(nodes(later))
    assert known(reasoner) == known(Reasoner.of(nodes(start | later)))
    assert known(reasoner) != known(Reasoner.of(nodes(start)))
