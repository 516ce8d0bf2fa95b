"""What is in OWL 2 RL and what is not, construct by construct."""

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph

from graph.checking.profile import Clause, require_profile, violations
from graph.errors import OntologyError
from graph.reasoning import closure
from ontology.terms import DEFAULT_BASE, ontology_at

PREFIXES = f"""
@prefix : <https://example.org/terms#> .
@prefix owl: <{OWL}> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <{RDFS}> .
@prefix xsd: <{XSD}> .
:A a owl:Class . :B a owl:Class . :C a owl:Class .
:p a owl:ObjectProperty . :q a owl:ObjectProperty . :r a owl:ObjectProperty .
:v a owl:DatatypeProperty . :w a owl:DatatypeProperty .
:note a owl:AnnotationProperty .
"""

INSIDE = {
    "subclass": ":A rdfs:subClassOf :B .",
    "union below": "[ owl:unionOf ( :A :B ) ] rdfs:subClassOf :C .",
    "enumeration below": "[ owl:oneOf ( :a :b ) ] rdfs:subClassOf :C .",
    "existence below": "[ owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :C .",
    "existence of anything below": (
        "[ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :C ."
    ),
    "existence of a value below": (
        "[ owl:onProperty :v ; owl:someValuesFrom xsd:integer ] rdfs:subClassOf :C ."
    ),
    "value on both sides": ":A owl:equivalentClass [ owl:onProperty :p ; owl:hasValue :a ] .",
    "intersection on both sides": ":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] .",
    "all values above": ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
    "complement above": ":A rdfs:subClassOf [ owl:complementOf :B ] .",
    "intersection above": ":A rdfs:subClassOf [ owl:intersectionOf ( :B :C ) ] .",
    "at most one": ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 1 ] .",
    "at most one of a class": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxQualifiedCardinality 1 ; owl:onClass :B ]."
    ),
    "domain and range": ":p rdfs:domain :A ; rdfs:range :B . :v rdfs:range xsd:string .",
    "intersection of datatypes": (
        ":v rdfs:range [ a rdfs:Datatype ; owl:intersectionOf ( xsd:integer xsd:decimal ) ] ."
    ),
    "disjoint classes": "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .",
    "key": ":A owl:hasKey ( :v :p ) .",
    "chain": ":r owl:propertyChainAxiom ( :p :q ) .",
    "chain that begins with its property": ":r owl:propertyChainAxiom ( :r :q ) .",
    "transitive and symmetric": ":p a owl:TransitiveProperty , owl:SymmetricProperty .",
    "simple and asymmetric": ":p a owl:AsymmetricProperty , owl:IrreflexiveProperty .",
    "value of a supported datatype": ':a :v "1"^^xsd:integer .',
    "annotation of any datatype": ':A :note "2001-01-01"^^xsd:date .',
}

OUTSIDE = {
    "existence above": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ] .",
        "SomeValuesFrom is no superClassExpression",
        Clause.CLASSES,
    ),
    "union above": (
        ":A rdfs:subClassOf [ owl:unionOf ( :B :C ) ] .",
        "ObjectUnionOf is no superClassExpression",
        Clause.CLASSES,
    ),
    "union in a range": (
        ":p rdfs:range [ owl:unionOf ( :B :C ) ] .",
        "ObjectUnionOf is no superClassExpression",
        Clause.CLASSES,
    ),
    "enumeration on both sides": (
        ":A owl:equivalentClass [ owl:oneOf ( :a :b ) ] .",
        "ObjectOneOf is no equivClassExpression",
        Clause.CLASSES,
    ),
    "existence on both sides": (
        ":A owl:equivalentClass [ owl:onProperty :p ; owl:someValuesFrom :B ] .",
        "SomeValuesFrom is no equivClassExpression",
        Clause.CLASSES,
    ),
    "all values below": (
        "[ owl:onProperty :p ; owl:allValuesFrom :B ] rdfs:subClassOf :C .",
        "AllValuesFrom is no subClassExpression",
        Clause.CLASSES,
    ),
    "complement below": (
        "[ owl:complementOf :B ] rdfs:subClassOf :C .",
        "ObjectComplementOf is no subClassExpression",
        Clause.CLASSES,
    ),
    "union inside an existence is fine, but not a complement": (
        "[ owl:onProperty :p ; owl:someValuesFrom [ owl:complementOf :B ] ] rdfs:subClassOf :C .",
        "ObjectComplementOf is no subClassExpression",
        Clause.CLASSES,
    ),
    "at most two": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 2 ] .",
        "MaxCardinality is allowed with 0 and 1, not with 2",
        Clause.CLASSES,
    ),
    "at least one": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality 1 ] .",
        "MinCardinality is no superClassExpression",
        Clause.CLASSES,
    ),
    "exactly one": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:cardinality 1 ] .",
        "ExactCardinality is no superClassExpression",
        Clause.CLASSES,
    ),
    "self": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasSelf true ] .",
        "ObjectHasSelf is no superClassExpression",
        Clause.CLASSES,
    ),
    "everything above": (
        ":A rdfs:subClassOf owl:Thing .",
        "owl:Thing is no superClassExpression",
        Clause.CLASSES,
    ),
    "disjoint union": (
        ":A owl:disjointUnionOf ( :B :C ) .",
        "there is no DisjointUnion in RL",
        Clause.AXIOMS,
    ),
    "reflexive property": (
        ":p a owl:ReflexiveProperty .",
        "there is no ReflexiveObjectProperty in RL",
        Clause.AXIOMS,
    ),
    "a complement among the disjoint": (
        "[] a owl:AllDisjointClasses ; owl:members ( :A [ owl:complementOf :B ] ) .",
        "ObjectComplementOf is no subClassExpression",
        Clause.CLASSES,
    ),
    "date as a range": (
        ":v rdfs:range xsd:date .",
        "date is not among the datatypes of RL",
        Clause.ENTITIES,
    ),
    "rational number as a value": (
        ':a :v "1/3"^^owl:rational .',
        "rational is not among the datatypes of RL",
        Clause.ENTITIES,
    ),
    "datatype of one's own": (
        ":D a rdfs:Datatype .",
        "D is not among the datatypes of RL",
        Clause.ENTITIES,
    ),
    "union of datatypes": (
        ":v rdfs:range [ a rdfs:Datatype ; owl:unionOf ( xsd:integer xsd:string ) ] .",
        "DataUnionOf is no data range of RL",
        Clause.RANGES,
    ),
    "enumeration of values": (
        "[ a owl:Restriction ; owl:onProperty :v ; owl:someValuesFrom [ a rdfs:Datatype ; "
        'owl:oneOf ( "a" ) ] ] rdfs:subClassOf :C .',
        "DataOneOf is no data range of RL",
        Clause.RANGES,
    ),
    "facet": (
        ":v rdfs:range [ a rdfs:Datatype ; owl:onDatatype xsd:integer ; "
        "owl:withRestrictions ( [ xsd:minInclusive 1 ] ) ] .",
        "DatatypeRestriction is no data range of RL",
        Clause.RANGES,
    ),
    "top property": (
        ":p rdfs:subPropertyOf owl:topObjectProperty .",
        "RL has no such property",
        Clause.ENTITIES,
    ),
    "undeclared class": (
        ":A rdfs:subClassOf :Undeclared .",
        "it is used as a class and declared nowhere",
        Clause.TYPING,
    ),
    "undeclared property": (
        ":p rdfs:subPropertyOf :undeclared .",
        "it is used as a property and declared nowhere",
        Clause.TYPING,
    ),
    "property of values and of things": (
        ":v a owl:ObjectProperty .",
        "a property of values is no other property as well",
        Clause.TYPING,
    ),
    "composite and irreflexive": (
        ":r owl:propertyChainAxiom ( :p :q ) ; a owl:IrreflexiveProperty .",
        "the property is composite",
        Clause.GLOBAL,
    ),
    "transitive and functional": (
        ":p a owl:TransitiveProperty , owl:FunctionalProperty .",
        "the property is composite",
        Clause.GLOBAL,
    ),
    "composite by a subproperty and counted": (
        ":p a owl:TransitiveProperty ; rdfs:subPropertyOf :q . "
        ":A rdfs:subClassOf [ owl:onProperty :q ; owl:maxCardinality 1 ] .",
        "the property is composite",
        Clause.GLOBAL,
    ),
    "composite by an inverse and asymmetric": (
        ":p a owl:TransitiveProperty . :q owl:inverseOf :p ; a owl:AsymmetricProperty .",
        "the property is composite",
        Clause.GLOBAL,
    ),
    "chains in a circle": (
        ":p owl:propertyChainAxiom ( :q :r ) . :q owl:propertyChainAxiom ( :p :r ) .",
        "the chain leads back to where it starts",
        Clause.GLOBAL,
    ),
    "chain with its property in the middle": (
        ":p owl:propertyChainAxiom ( :q :p :r ) .",
        "the chain leads back to where it starts",
        Clause.GLOBAL,
    ),
}


def parse(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


@pytest.mark.parametrize("turtle", INSIDE.values(), ids=INSIDE)
def test_is_inside_the_profile(turtle: str) -> None:
    assert violations(parse(turtle)) == ()


@pytest.mark.parametrize(("turtle", "reason", "clause"), OUTSIDE.values(), ids=OUTSIDE)
def test_is_outside_the_profile(turtle: str, reason: str, clause: Clause) -> None:
    found = [v for v in violations(parse(turtle)) if v.reason.startswith(reason)]
    assert {v.clause for v in found} == {clause}


def test_the_ontology_is_inside_the_profile() -> None:
    assert violations(ontology_at(DEFAULT_BASE)) == ()


def test_a_build_refuses_an_ontology_outside_the_profile() -> None:
    turtle = f"{PREFIXES} :A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ] ."
    with pytest.raises(OntologyError, match=r"outside OWL 2 RL in 1 places: .*someValuesFrom"):
        require_profile(Graph().parse(data=turtle))


def test_a_violation_writes_out_its_axiom() -> None:
    axiom = violations(parse(":A rdfs:subClassOf [ owl:unionOf ( :B :C ) ] ."))[0].axiom
    assert axiom == "A rdfs:subClassOf [ owl:unionOf ( B C ) ]"


def test_owlrl_closes_the_ontology_without_an_error() -> None:
    assert closure(ontology_at(DEFAULT_BASE), "owlrl").inconsistencies == ()
