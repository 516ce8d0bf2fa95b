"""Adding to a closure and taking from it: the result is that of a closure from scratch.

``REASONER_STEPS=5000`` draws as many changes in place of some hundred, and ``REASONER_CASES`` says
how many ontologies the other random tests draw.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_ontologies import axioms, data, equalities, odd, ontologies, short, token
from rdflib import OWL, RDF, RDFS, XSD, Graph
from test_against_the_table import Wrong, refusing_to_equate_vocabulary, told, unfounded
from w3c_rules import SAME, Facts, Triple, is_literal, value_of

from graph.reasoning.changes import Change
from graph.reasoning.noise import Triple as Nodes
from graph.reasoning.problems import ClosureError
from graph.reasoning.reasoner import Reasoner
from graph.reasoning.terms import node_of, token_of

STEPS_A_CASE = 8
CASES = int(os.environ.get("REASONER_CASES", "60"))
CHANGING_CASES = int(os.environ.get("REASONER_STEPS", "480")) // STEPS_A_CASE


def several(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


def nodes(triples: Iterable[Triple]) -> list[Nodes]:
    return [(node_of(token(s)), node_of(token(p)), node_of(token(o))) for s, p, o in triples]


def known(reasoner: Reasoner, asserted: Iterable[Triple]) -> tuple[frozenset[Nodes], Wrong]:
    """Return the inferred triples and what is false, whichever of equal terms stands for all."""
    inferred = frozenset(reasoner.inferred())
    found = {
        (each.rule, frozenset((short(s), short(p), short(o)) for s, p, o in each.premises))
        for each in reasoner.inconsistencies()
    }
    same = {t for t in {*asserted, *map(shortened, inferred)} if t[1] == SAME}
    return inferred, told(found, Facts(same | equal_literals(asserted)))


def shortened(triple: Nodes) -> Triple:
    s, p, o = (short(token_of(node)) for node in triple)
    return s, p, o


def equal_literals(triples: Iterable[Triple]) -> set[Triple]:
    literals = {o for _, _, o in triples if is_literal(o) and value_of(o) is not None}
    return {(a, SAME, b) for a in literals for b in literals if value_of(a) == value_of(b)}


@dataclass(frozen=True)
class History:
    """What is asserted first, and what is added and taken away step by step."""

    start: frozenset[Triple]
    steps: tuple[tuple[frozenset[Triple], frozenset[Triple]], ...]


def flat(parts: list[list[Triple]]) -> list[Triple]:
    return [triple for triples in parts for triple in triples]


@st.composite
def histories(draw: st.DrawFn) -> History:
    schema = draw(st.lists(axioms, max_size=9).map(flat))
    schema += draw(st.lists(equalities, max_size=1).map(flat))
    schema += draw(st.lists(odd, max_size=1).map(flat))
    facts = draw(st.lists(data, min_size=4, max_size=14).map(flat))
    few = st.sets(st.sampled_from(facts), max_size=3)
    rarely = st.sets(st.sampled_from(schema), max_size=1) if schema else st.just(set[Triple]())
    steps = draw(
        st.lists(
            st.tuples(few, few, st.just(set[Triple]()) | rarely),
            min_size=STEPS_A_CASE,
            max_size=STEPS_A_CASE,
        )
    )
    now = start = frozenset(schema) | frozenset(facts[::2])
    changes = []
    for more, fewer, axiom in steps:
        gone, come = frozenset(fewer | (axiom & now)), frozenset(more | (axiom - now))
        changes.append((come, gone - come))
        now = (now | come) - (gone - come)
    return History(start, tuple(changes))


@several(CHANGING_CASES)
@given(histories())
def test_after_every_change_a_closure_is_as_one_from_scratch(history: History) -> None:
    with refusing_to_equate_vocabulary():
        now, reasoner = history.start, Reasoner.of(nodes(history.start))
        for more, fewer in history.steps:
            now = (now | more) - fewer
            reasoner, _ = reasoner.updated(nodes(more), nodes(fewer))
            assert known(reasoner, now) == known(Reasoner.of(nodes(now)), now)


@several(CHANGING_CASES // 4)
@given(histories())
def test_a_change_tells_what_to_add_and_what_to_take_out(history: History) -> None:
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(history.start))
        for more, fewer in history.steps:
            before = frozenset(reasoner.inferred())
            reasoner, change = reasoner.updated(nodes(more), nodes(fewer))
            after = frozenset(reasoner.inferred())
            assert change == Change(after - before, before - after)


@several(CHANGING_CASES // 4)
@given(histories())
def test_after_changes_every_proof_still_leads_to_what_is_asserted(history: History) -> None:
    with refusing_to_equate_vocabulary():
        now, reasoner = history.start, Reasoner.of(nodes(history.start))
        for more, fewer in history.steps:
            now = (now | more) - fewer
            reasoner, _ = reasoner.updated(nodes(more), nodes(fewer))
        proofs = [reasoner.explain(triple) for triple in reasoner.inferred()]
        proofs += [proof for each in reasoner.inconsistencies() for proof in each.proofs]
        assert [step for proof in proofs for step in unfounded(proof, now)] == []


@several(CASES)
@given(ontologies, st.lists(ontologies, max_size=3))
def test_adding_is_as_starting_with_everything(
    start: frozenset[Triple], more: list[frozenset[Triple]]
) -> None:
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(start))
        for each in more:
            reasoner = reasoner.including(nodes(each))
        now = start.union(*more)
        assert known(reasoner, now) == known(Reasoner.of(nodes(now)), now)


@several(CASES)
@given(ontologies, ontologies)
def test_taking_away_is_as_never_having_had(
    start: frozenset[Triple], gone: frozenset[Triple]
) -> None:
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(start | gone)).without(nodes(gone))
        now = start - gone
        assert known(reasoner, now) == known(Reasoner.of(nodes(now)), now)


@several(CASES)
@given(ontologies, ontologies, ontologies)
def test_two_closures_that_came_of_one_know_nothing_of_each_other(
    start: frozenset[Triple], one: frozenset[Triple], other: frozenset[Triple]
) -> None:
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(start))
        reasoner.including(nodes(one))
        later, now = reasoner.including(nodes(other)), start | other
        assert known(later, now) == known(Reasoner.of(nodes(now)), now)


@several(CASES)
@given(ontologies, ontologies)
def test_a_closure_in_use_never_changes(start: frozenset[Triple], more: frozenset[Triple]) -> None:
    with refusing_to_equate_vocabulary():
        reasoner = Reasoner.of(nodes(start))
        before = known(reasoner, start)
        reasoner.updated(nodes(more), nodes(start))
        assert known(reasoner, start) == before


def test_nothing_follows_from_nothing() -> None:
    assert known(Reasoner.of(Graph()), ()) == (frozenset(), set())


PREFIXES = (
    f"@prefix : <urn:x:> . @prefix owl: <{OWL}> . @prefix rdf: <{RDF}> . "
    f"@prefix rdfs: <{RDFS}> . @prefix xsd: <{XSD}> . "
)
KEPT_AND_GONE = {
    "a premise that is not recorded": (
        ":C owl:intersectionOf ( :D :E :F ) . :a a :D , :F . :b a :C .",
        ":a a :E .",
    ),
    "another premise that is not recorded": (
        ":C owl:intersectionOf ( :D :E :F ) . :a a :D , :E . :b a :C .",
        ":a a :F .",
    ),
    "what a list says too": (":C owl:oneOf ( :a :b ) . :C rdfs:subClassOf :D .", ":a a :C ."),
    "what a rule says too": (":p rdfs:domain :C . :a :p :b .", ":a a :C ."),
    "what an equal term is said to be": (":a owl:sameAs :b ; :p :c .", ":b :p :c ."),
    "what is said of an equal term": (":a owl:sameAs :b . :b :p :c .", ":a :p :c ."),
    "a link of two ways": (
        ":p a owl:TransitiveProperty . :a :p :b , :c . :b :p :d . :d :p :e .",
        ":c :p :d .",
    ),
    "a cycle that held itself up": (
        ":p owl:inverseOf :q . :p rdfs:domain :C . :q rdfs:range :C . :C rdfs:subClassOf :D .",
        ":a :p :b .",
    ),
    "the type of one with a limit": (
        ":C owl:maxCardinality 1 ; owl:onProperty :p . :a :p :b , :c . :b :q :d .",
        ":a a :C .",
    ),
    "the type of a value with a limit": (
        ":C owl:maxQualifiedCardinality 1 ; owl:onProperty :p ; owl:onClass :D . :a a :C ;"
        " :p :b , :c . :b a :D ; :q :d .",
        ":c a :D .",
    ),
    "the type of one with a key": (
        ":C owl:hasKey ( :p ) . :a a :C ; :p 1 ; :q :d . :b :p 1 .",
        ":b a :C .",
    ),
    "the value of one with a key": (
        ":C owl:hasKey ( :p :r ) . :a a :C ; :p 1 ; :r 2 ; :q :d . :b a :C ; :p 1 .",
        ":b :r 2 .",
    ),
    "a literal that was equal to another": (":a :p 1 . :c :p 2 .", ':b :p "01"^^xsd:integer .'),
    "a literal from whose type something followed": (
        "xsd:byte rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] . :p owl:inverseOf :q ."
        " :a :r :b .",
        ":a :r 1 .",
    ),
    "an axiom": (":C rdfs:subClassOf :D . :a a :C .", ":D rdfs:subClassOf :E ."),
    "all of it": ("", ":C rdfs:subClassOf :D . :a a :C ."),
}


BYSTANDERS = " ".join(f":s{i} :unrelated :o{i} ." for i in range(100))
"""What makes so little of a graph go that it is worth while to follow what goes."""


def parse(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


@pytest.mark.parametrize(("kept", "gone"), KEPT_AND_GONE.values(), ids=KEPT_AND_GONE)
def test_nothing_is_left_of_what_is_taken_away(kept: str, gone: str) -> None:
    left = parse(kept + BYSTANDERS)
    lesser = Reasoner.of(left + parse(gone)).without(parse(gone))
    assert set(lesser.inferred()) == set(Reasoner.of(left).inferred())


def test_what_came_to_equal_a_literal_keeps_the_types_of_the_literal() -> None:
    typed, same = parse(BYSTANDERS + ":a a xsd:byte ."), parse(":a owl:sameAs 1 .")
    lesser = Reasoner.of(typed).including(same).without(parse(":a a xsd:byte ."))
    assert set(lesser.inferred()) == set(Reasoner.of(parse(BYSTANDERS) + same).inferred())


def test_a_change_that_would_not_fit_leaves_everything_as_it_was() -> None:
    reasoner = Reasoner.of(parse(":p a owl:TransitiveProperty . :a :p :b . :b :p :c ."), limit=500)
    before = known(reasoner, ())
    chain = parse(" ".join(f":n{i} :p :n{i + 1} ." for i in range(100)))
    with pytest.raises(ClosureError, match=r"raise the limit"):
        reasoner.updated(more=chain)
    assert known(reasoner, ()) == before


def test_what_is_asserted_is_no_longer_inferred_and_the_other_way_round() -> None:
    reasoner = Reasoner.of(parse(":p rdfs:domain :C . :a :p :b ."))
    later, asserting = reasoner.updated(more=parse(":a a :C ."))
    _, unasserting = later.updated(fewer=parse(":a a :C ."))
    assert asserting.removed == unasserting.added == set(parse(":a a :C ."))


def test_it_counts_when_the_class_of_everything_is_denied_only_later() -> None:
    start, later = parse(":A a owl:Class ."), parse(":A owl:disjointWith owl:Thing .")
    reasoner = Reasoner.of(start).including(later)
    assert set(reasoner.inferred()) == set(Reasoner.of(start + later).inferred()) != set()
