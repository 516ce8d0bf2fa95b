"""The columnar engine over rdflib's graphs: values, vocabulary, limits, and the shipped graph."""

from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

from graph.building import DOCUMENTS
from graph.names import Names
from graph.reasoning import closure
from graph.reasoning.columnar import engine_of
from graph.reasoning.expansion import inferred
from graph.reasoning.problems import ClosureError
from graph.reasoning.proofs import Prover
from graph.reasoning.reasoner import Reasoner
from graph.release import Release
from ontology.terms import DEFAULT_BASE

X = "urn:x:"
PREFIXES = (
    f"@prefix : <{X}> . @prefix owl: <{OWL}> . @prefix rdf: <{RDF}> . "
    f"@prefix rdfs: <{RDFS}> . @prefix xsd: <{XSD}> ."
)
FUNCTIONAL = ":p a owl:FunctionalProperty . "

DIFFERENT = {
    "two integers": ":a :p 1 , 2 .",
    "two strings": ':a :p "1" , "2" .',
    "a number and a string": ':a :p 1 , "1" .',
    "two languages": ':a :p "x"@en , "x"@fr .',
    "float and decimal": ':a :p "1"^^xsd:float , 1 .',
    "float and double": ':a :p "1"^^xsd:float , "1"^^xsd:double .',
    "one instant in two zones": """:a :p "2000-01-01T00:00:00Z"^^xsd:dateTime ,
        "2000-01-01T01:00:00+01:00"^^xsd:dateTime .""",
    "zeros of two signs": ':a :p "0"^^xsd:double , "-0"^^xsd:double .',
    "bytes in two notations": ':a :p "AA=="^^xsd:base64Binary , "00"^^xsd:hexBinary .',
}
SAME = {
    "integer and decimal": ':a :p 1 , "1.0"^^xsd:decimal .',
    "integer and byte": ':a :p 1 , "1"^^xsd:byte .',
    "two spellings of true": ':a :p "1"^^xsd:boolean , true .',
    "string and token": ':a :p "x" , "x"^^xsd:token .',
    "midnight twice": """:a :p "2000-01-01T24:00:00Z"^^xsd:dateTime ,
        "2000-01-02T00:00:00Z"^^xsd:dateTime .""",
    "languages in two cases": ':a :p "x"@EN , "x"@en .',
    "two of an unknown datatype": ':a :p "1"^^:unknown , "2"^^:unknown .',
    "an unknown datatype and a number": ':a :p "1"^^:unknown , 2 .',
}
ILL_TYPED = {
    "no integer": ':a :p "one"^^xsd:integer .',
    "no byte": ':a :p "300"^^xsd:byte .',
    "no such day": ':a :p "2001-02-29T00:00:00"^^xsd:dateTime .',
    "no time zone": ':a :p "2001-02-28T00:00:00"^^xsd:dateTimeStamp .',
    "outside a range": ":q rdfs:range xsd:byte . :a :q 300 .",
    "outside a range, by kind": ':q rdfs:range xsd:integer . :a :q "1" .',
}
WELL_TYPED = {
    "within a range": ":q rdfs:range xsd:byte . :a :q 100 .",
    "within a range, by value": ':q rdfs:range xsd:integer . :a :q "1.0"^^xsd:decimal .',
    "an unknown range": ':q rdfs:range :unknown . :a :q "1" .',
    "an unknown datatype within a known range": ':q rdfs:range xsd:byte . :a :q "1"^^:unknown .',
    "any literal": ":q rdfs:range rdfs:Literal . :a :q 300 .",
}


def parse(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


@pytest.fixture(autouse=True)
def exact() -> Iterator[None]:
    """Let rdflib keep literals as they are written."""
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = True


@pytest.mark.parametrize("data", DIFFERENT.values(), ids=DIFFERENT)
def test_different_values_of_a_functional_property_are_found(data: str) -> None:
    found = closure(parse(FUNCTIONAL + data)).inconsistencies
    assert [each.rule for each in found] == ["dt-diff"]


@pytest.mark.parametrize("data", SAME.values(), ids=SAME)
def test_values_that_may_be_the_same_are_no_contradiction(data: str) -> None:
    assert closure(parse(FUNCTIONAL + data)).inconsistencies == ()


@pytest.mark.parametrize("data", ILL_TYPED.values(), ids=ILL_TYPED)
@pytest.mark.filterwarnings("ignore")
def test_an_ill_typed_literal_is_found(data: str) -> None:
    found = closure(parse(data)).inconsistencies
    assert {each.rule for each in found} == {"dt-not-type"}


@pytest.mark.parametrize("data", WELL_TYPED.values(), ids=WELL_TYPED)
def test_a_well_typed_literal_is_not(data: str) -> None:
    assert closure(parse(data)).inconsistencies == ()


def test_equal_terms_of_the_vocabulary_are_refused_by_name() -> None:
    with pytest.raises(ClosureError, match=r"leave out what makes terms of OWL equal"):
        closure(parse("rdfs:subClassOf owl:sameAs rdfs:subPropertyOf ."))


def chain(length: int) -> Graph:
    graph = parse(":p a owl:TransitiveProperty .")
    for i in range(length):
        graph.add((URIRef(f"{X}{i}"), URIRef(X + "p"), URIRef(f"{X}{i + 1}")))
    return graph


def test_a_chain_of_3000_is_closed() -> None:
    engine = engine_of(chain(3000))
    number = engine.terms.find(f"<{X}p>")
    assert number is not None
    assert len(engine.facts[number]) == 3000 * 3001 // 2


def test_the_ends_of_a_chain_of_3000_have_a_proof() -> None:
    proof = Prover(engine_of(chain(3000))).explain((f"<{X}0>", f"<{X}p>", f"<{X}3000>"))
    assert proof is not None
    assert sum(step.rule == "prp-trp" for step in proof.steps) == 2999


def test_a_closure_that_would_not_fit_is_refused_with_a_remedy() -> None:
    with pytest.raises(ClosureError, match=r"raise the limit"):
        engine_of(chain(3000), limit=100_000)


def test_equal_terms_whose_triples_would_not_fit_are_refused_with_a_remedy() -> None:
    equal = parse(" ".join(f":a owl:sameAs :b{i} ." for i in range(1000)))
    with pytest.raises(ClosureError, match=r"raise the limit"):
        list(inferred(engine_of(equal, limit=100_000)))


WAYS = """
:a :p :b ; :q :b ; :r :b . :q rdfs:subPropertyOf :s . :s rdfs:domain :C . :p rdfs:domain :C .
:C owl:intersectionOf ( :D :E ) . :r rdfs:domain :D . :a a :E .
"""


def test_of_several_proofs_one_of_a_single_step_is_given() -> None:
    proof = Reasoner.of(parse(WAYS)).explain((URIRef(X + "a"), RDF.type, URIRef(X + "C")))
    assert [step.rule for step in proof.steps] == ["asserted", "asserted", "prp-dom"]


def test_of_several_ways_along_a_transitive_property_the_shortest_is_given() -> None:
    graph = chain(20) + parse(":1 :p :19 .")
    proof = Reasoner.of(graph).explain((URIRef(X + "0"), URIRef(X + "p"), URIRef(X + "20")))
    assert sum(step.rule == "prp-trp" for step in proof.steps) == 2


ON_THE_WAY = """
:p a owl:InverseFunctionalProperty ; owl:sameAs :r . :a owl:sameAs :c ; :p :a . :b :r :c .
"""


def test_a_proof_ends_with_what_it_proves_even_where_the_way_led_through_it() -> None:
    proof = Reasoner.of(parse(ON_THE_WAY)).explain(
        (URIRef(X + "b"), URIRef(X + "p"), URIRef(X + "c"))
    )
    assert proof.steps[-1].triple == (f"<{X}b>", f"<{X}p>", f"<{X}c>")


def test_what_does_not_hold_has_no_proof() -> None:
    assert Prover(engine_of(chain(3))).explain((f"<{X}3>", f"<{X}p>", f"<{X}0>")) is None


def shipped(built: Release) -> Graph:
    names = Names(DEFAULT_BASE)
    graphs = [names.graph("ontology"), names.graph("reference")]
    graphs += [names.graph("document", path.stem) for path in DOCUMENTS.glob("*.txt")]
    query = "CONSTRUCT { ?s ?p ?o } { GRAPH <%s> { ?s ?p ?o } }"
    asserted = Graph(bind_namespaces="none")
    for name in graphs:
        for triple in built.store.query(query % name, base=DEFAULT_BASE).triples():
            asserted.add(triple)
    return asserted


def test_both_engines_infer_the_same_from_the_shipped_graph(built: Release) -> None:
    asserted = shipped(built)
    assert set(closure(asserted).inferred) == set(closure(asserted, "owlrl").inferred) != set()


def test_every_inferred_triple_of_the_shipped_graph_has_a_proof(built: Release) -> None:
    asserted = shipped(built)
    prover = Prover(engine_of(asserted))
    unproved = []
    for triple in closure(asserted).inferred:
        s, p, o = triple
        tokens = (f"<{s}>", f"<{p}>", f"<{o}>" if isinstance(o, URIRef) else o.n3())
        if prover.explain(tokens) is None:
            unproved.append(triple)
    assert unproved == []


def test_a_type_of_a_literal_is_not_given_out() -> None:
    graph = closure(parse(":q rdfs:range :C . :a :q 1 .")).inferred
    assert not [s for s in graph.subjects(RDF.type) if isinstance(s, Literal)]


@pytest.mark.parametrize(
    "axiom",
    [
        "owl:sameAs rdfs:subPropertyOf :p .",
        "owl:sameAs rdfs:domain :C .",
        "owl:sameAs rdfs:range :C .",
        "owl:sameAs owl:inverseOf :p .",
        ":p owl:inverseOf owl:sameAs .",
        "owl:sameAs owl:equivalentProperty :p .",
        ":p owl:propertyChainAxiom ( :q owl:sameAs ) .",
        ":C owl:hasKey ( owl:sameAs ) .",
        ":C owl:onProperty owl:sameAs ; owl:someValuesFrom :D .",
        ":C owl:onProperty owl:sameAs ; owl:maxCardinality 0 .",
        "owl:sameAs a owl:AsymmetricProperty .",
        "owl:sameAs a owl:IrreflexiveProperty .",
        "owl:sameAs owl:propertyDisjointWith :p .",
        "[] a owl:AllDisjointProperties ; owl:members ( :p owl:sameAs ) .",
        "[] owl:sourceIndividual :a ; owl:assertionProperty owl:sameAs ; owl:targetIndividual :b .",
    ],
)
def test_an_axiom_from_sameness_is_refused_and_not_ignored(axiom: str) -> None:
    with pytest.raises(ClosureError, match=r"sameAs> is not reasoned about"):
        closure(Graph().parse(data=f"{PREFIXES} {axiom} :a owl:sameAs :b ."))


ENDLESS = {
    "a cell that equals the end": "rdf:rest rdfs:subPropertyOf owl:sameAs . :C owl:oneOf ( :D ) .",
    "a cell that follows itself": "_:l rdf:first :D ; rdf:rest _:l , () . :C owl:unionOf _:l .",
}


@pytest.mark.parametrize("data", ENDLESS.values(), ids=ENDLESS)
def test_a_list_of_endlessly_many_readings_is_refused_and_not_read_in_part(data: str) -> None:
    with pytest.raises(ClosureError, match=r"leads to its end and back to itself"):
        closure(parse(data))


def test_a_list_without_an_end_is_none_and_no_reason_to_refuse() -> None:
    graph = parse("_:l rdf:first :D ; rdf:rest _:l . :C owl:unionOf _:l . :a a :D .")
    assert (URIRef(X + "a"), RDF.type, URIRef(X + "C")) not in closure(graph).inferred


@pytest.mark.parametrize("kind", ["Symmetric", "Transitive", "Functional", "InverseFunctional"])
def test_what_sameness_is_anyway_may_be_said_of_it(kind: str) -> None:
    said = Graph().parse(data=f"{PREFIXES} owl:sameAs a owl:{kind}Property . :a owl:sameAs :b .")
    assert (URIRef(f"{X}b"), OWL.sameAs, URIRef(f"{X}a")) in closure(said).inferred


def test_an_axiom_that_concludes_sameness_is_taken() -> None:
    graph = Graph().parse(data=f"{PREFIXES} :p rdfs:subPropertyOf owl:sameAs . :a :p :b .")
    assert (URIRef(f"{X}a"), OWL.sameAs, URIRef(f"{X}b")) in closure(graph).inferred
