"""The engine: what it mends in owlrl, and that it loses nothing."""

import os
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from owlrl import DeductiveClosure, OWLRL_Semantics
from random_ontologies import token, valueless_ontologies
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef

from graph.errors import DetenteError
from graph.reasoning import Closure
from graph.reasoning import closure as closure_by
from graph.reasoning.noise import is_noise
from graph.reasoning.problems import ClosureError
from graph.reasoning.terms import node_of
from ontology.terms import DEFAULT_BASE, ontology_at

PREFIXES = (
    f"@prefix : <urn:x:> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix xsd: <{XSD}> ."
)
X = "urn:x:"
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

ONE_KEY = ':C owl:hasKey ( :k ) . :a a :C ; :k "1" . :b a :C ; :k "2" . :c a :C ; :k "1" .'
TWO_KEYS = """
:C owl:hasKey ( :k :l ) .
:a a :C ; :k "1" ; :l "1" . :b a :C ; :k "1" ; :l "2" . :c a :C ; :k "1" , "0" ; :l "3" , "1" .
"""
ALL_DIFFERENT = "[] a owl:AllDifferent ; owl:members ( :a :b :c ) . :b owl:sameAs :c ."
DISTINCT_MEMBERS = "[] a owl:AllDifferent ; owl:distinctMembers ( :a :b ) . :a owl:sameAs :b ."
ALL_DISJOINT = "[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) . :a :q :b ; :r :b ."
TWO_VALUES = ":p a owl:FunctionalProperty . :a :p 1 , 2 . :b :q 1 ."

# One of each construct that a rule of the profile starts from.
CONSTRUCTS = """
:A rdfs:subClassOf :B . :B owl:equivalentClass :B2 . :B rdfs:subClassOf :B3 .
:B3 rdfs:subClassOf :B .
:p rdfs:subPropertyOf :q . :q owl:equivalentProperty :q2 . :q rdfs:domain :Q ; rdfs:range :R .
:t a owl:TransitiveProperty , owl:ObjectProperty . :s a owl:SymmetricProperty .
:i owl:inverseOf :j . :f a owl:FunctionalProperty . :g a owl:InverseFunctionalProperty .
:chain owl:propertyChainAxiom ( :p :t ) . :nq owl:inverseOf [ owl:inverseOf :p ] .
:Some owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :Q3 ] .
:Any owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom owl:Thing ] .
:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :Q3 ] .
:Five owl:equivalentClass [ a owl:Restriction ; owl:onProperty :v ; owl:hasValue :five ] .
:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :m ; owl:maxCardinality 1 ] .
:A rdfs:subClassOf
    [ a owl:Restriction ; owl:onProperty :n ; owl:onClass :B ; owl:maxQualifiedCardinality 1 ] .
:Both owl:intersectionOf ( :A :Q ) . :Either owl:unionOf ( :A :Q ) . :One owl:oneOf ( :a :b ) .
:A a owl:Class . :Q a owl:Class . :p a owl:ObjectProperty . :k a owl:DatatypeProperty .
:a a :A ; :p :b ; :q :c ; :m :x , :y ; :n :x2 , :y2 ; :v :five ; :k "text" , 3 .
:x2 a :B . :y2 a :B . :b :t :c . :c :t :d . :d :s :e . :e :i :a .
:a :f :f1 , :f2 . :g1 :g :a . :g2 :g :a . :five2 owl:sameAs :five . :a owl:differentFrom :c .
"""
FAULTS = {
    "disjoint classes": ":A owl:disjointWith :B . :a a :A , :B .",
    "all disjoint": "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) . :a a :B , :C .",
    "complement": ":A owl:complementOf :B . :a a :A , :B .",
    "nothing": ":a a owl:Nothing .",
    "irreflexive": ":p a owl:IrreflexiveProperty . :a :p :a .",
    "asymmetric": ":p a owl:AsymmetricProperty . :a :p :b . :b :p :a .",
    "disjoint properties": ":p owl:propertyDisjointWith :q . :a :p :b ; :q :b .",
    "negative assertion": (
        "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b ."
        ":a :p :b ."
    ),
    "same and different": ":a owl:sameAs :b ; owl:differentFrom :b .",
    "different from itself": ":a owl:differentFrom :a .",
    "no value allowed": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 0 ] . :a a :A ; :p :b ."
    ),
    "no such number": ':a :p "many"^^<http://www.w3.org/2001/XMLSchema#integer> .',
}


def parse(turtle: str) -> Graph:
    return Graph().parse(data=f"{PREFIXES} {turtle}", format="turtle")


def closure(premises: Graph) -> Closure:
    """Return the closure as the engine on top of owlrl computes it."""
    return closure_by(premises, "owlrl")


def stock(premises: Graph) -> Graph:
    """Return the closure as owlrl alone computes it."""
    graph = Graph() + premises
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


def same(graph: Graph, one: str, other: str) -> bool:
    return (URIRef(X + one), OWL.sameAs, URIRef(X + other)) in graph


def test_owlrl_alone_merges_a_class_that_has_one_key() -> None:
    assert same(stock(parse(ONE_KEY)), "a", "b")


def test_one_key_keeps_apart_what_differs_in_it() -> None:
    assert not same(closure(parse(ONE_KEY)).inferred, "a", "b")


def test_one_key_merges_what_agrees_in_it() -> None:
    assert same(closure(parse(ONE_KEY)).inferred, "a", "c")


def test_owlrl_alone_ignores_the_last_of_two_keys() -> None:
    assert same(stock(parse(TWO_KEYS)), "a", "b")


def test_two_keys_keep_apart_what_differs_in_the_second() -> None:
    assert not same(closure(parse(TWO_KEYS)).inferred, "a", "b")


def test_two_keys_merge_what_shares_one_value_of_each() -> None:
    assert same(closure(parse(TWO_KEYS)).inferred, "a", "c")


def test_a_key_works_on_types_that_are_inferred() -> None:
    premises = parse(f"{ONE_KEY} :D rdfs:subClassOf :C . :d a :D ; :k '2' .")
    assert same(closure(premises).inferred, "d", "b")


def test_no_key_at_all_merges_nothing() -> None:
    assert not same(closure(parse(":C owl:hasKey () . :a a :C . :b a :C .")).inferred, "a", "b")


@pytest.mark.parametrize("premises", [ALL_DIFFERENT, ALL_DISJOINT, TWO_VALUES])
def test_owlrl_alone_overlooks(premises: str) -> None:
    assert not list(stock(parse(premises)).objects(None, ERROR))


@pytest.mark.parametrize("premises", [ALL_DIFFERENT, DISTINCT_MEMBERS, ALL_DISJOINT, TWO_VALUES])
def test_the_engine_finds(premises: str) -> None:
    assert closure(parse(premises)).inconsistencies != ()


def test_owlrl_alone_copies_one_value_to_where_the_other_stands() -> None:
    assert (URIRef(X + "b"), URIRef(X + "q"), Literal(2)) in stock(parse(TWO_VALUES))


def test_a_contradiction_of_values_spreads_nowhere() -> None:
    assert (URIRef(X + "b"), URIRef(X + "q"), Literal(2)) not in closure(parse(TWO_VALUES)).inferred


def test_two_spellings_of_one_value_are_no_contradiction() -> None:
    spelt = (
        ':p a owl:FunctionalProperty . :a :p 1 , "01"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    )
    assert closure(parse(spelt)).inconsistencies == ()


def test_nothing_is_lost_or_added_against_owlrl_alone() -> None:
    premises = parse(CONSTRUCTS)
    expected = {t for t in stock(premises) if t not in premises and not is_noise(t)}
    assert set(closure(premises).inferred) == expected


def test_nothing_is_lost_or_added_on_the_ontology_either() -> None:
    premises = Graph() + ontology_at(DEFAULT_BASE)
    premises.remove((None, OWL.hasKey, None))
    expected = {t for t in stock(premises) if t not in premises and not is_noise(t)}
    assert set(closure(premises).inferred) == expected


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_contradiction_is_a_finding(fault: str) -> None:
    assert closure(parse(fault)).inconsistencies != ()


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_contradiction_is_no_triple(fault: str) -> None:
    assert not list(closure(parse(fault)).inferred.objects(None, ERROR))


def test_the_input_is_left_as_it_is() -> None:
    premises = parse(CONSTRUCTS)
    before = set(premises)
    closure(premises)
    assert set(premises) == before


def test_what_was_asserted_is_not_inferred() -> None:
    premises = parse(CONSTRUCTS)
    assert set(closure(premises).inferred) & set(premises) == set()


def test_no_blank_node_is_in_the_answer() -> None:
    nodes = {node for triple in closure(parse(CONSTRUCTS)).inferred for node in triple}
    assert not {node for node in nodes if isinstance(node, BNode)}


def test_no_literal_is_a_subject() -> None:
    inferred = closure(parse(CONSTRUCTS)).inferred
    assert not {s for s in inferred.subjects() if isinstance(s, Literal)}


def test_nothing_follows_from_nothing() -> None:
    assert set(closure(Graph()).inferred) == set()


def test_the_answer_is_the_same_each_time() -> None:
    findings = " ".join([CONSTRUCTS, *FAULTS.values()])
    one, other = closure(parse(findings)), closure(parse(findings))
    assert (set(one.inferred), one.inconsistencies) == (set(other.inferred), other.inconsistencies)


@settings(
    max_examples=int(os.environ.get("REASONER_CASES", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(valueless_ontologies)
def test_both_engines_infer_the_same_from_random_ontologies_without_values(
    triples: frozenset[tuple[str, str, str]],
) -> None:
    graph = Graph()
    for triple in triples:
        s, p, o = (node_of(token(term)) for term in triple)
        graph.add((s, p, o))
    with suppress(ClosureError):  # what makes terms of OWL equal is refused aloud
        ours, theirs = closure_by(graph), closure(graph)
        assert set(ours.inferred) == set(theirs.inferred)
        assert bool(ours.inconsistencies) == bool(theirs.inconsistencies)


def test_owlrl_knows_the_own_datatype_of_a_literal_only() -> None:
    short = ":p rdfs:range :C . xsd:short rdfs:subClassOf :D . :a owl:sameAs 1 ."
    assert (URIRef(X + "a"), RDF.type, URIRef(X + "D")) not in stock(parse(short))


def test_the_columnar_engine_knows_every_datatype_that_has_its_value() -> None:
    short = ":p rdfs:range :C . xsd:short rdfs:subClassOf :D . :a owl:sameAs 1 ."
    assert (URIRef(X + "a"), RDF.type, URIRef(X + "D")) in closure_by(parse(short)).inferred


EMPTY = ":C a owl:Class . :a a owl:Nothing ."


def test_owlrl_makes_what_is_in_the_empty_class_an_instance_of_every_class() -> None:
    assert (URIRef(X + "a"), RDF.type, URIRef(X + "C")) in stock(parse(EMPTY))


def test_to_the_columnar_engine_it_is_a_contradiction_and_nothing_more() -> None:
    found = closure_by(parse(EMPTY))
    assert ([each.rule for each in found.inconsistencies], set(found.inferred)) == (
        ["cls-nothing2"],
        set(),
    )


def test_owlrl_makes_a_datatype_of_what_equals_a_literal() -> None:
    assert (URIRef(X + "a"), RDF.type, RDFS.Datatype) in stock(parse(":a owl:sameAs true ."))


def test_the_columnar_engine_makes_none() -> None:
    inferred = closure_by(parse(":a owl:sameAs true .")).inferred
    assert (URIRef(X + "a"), RDF.type, RDFS.Datatype) not in inferred


def test_a_type_is_inferred_through_two_rules() -> None:
    inferred = closure(parse(CONSTRUCTS)).inferred
    assert (URIRef(X + "b"), RDF.type, URIRef(X + "R")) in inferred


def test_an_unknown_engine_is_refused_with_the_names_of_the_known() -> None:
    with pytest.raises(DetenteError, match="'hermit': choose one of columnar, owlrl"):
        closure_by(Graph(), engine="hermit")
