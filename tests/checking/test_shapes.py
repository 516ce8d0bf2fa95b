"""Every shape refuses what it is there to refuse, and nothing is asked that no example breaks."""

from functools import lru_cache

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph

from graph.checking.shacl import Result, results
from ontology.terms import DEFAULT_BASE, ontology_at, turtle_at

PREFIXES = f"""
@prefix : <{DEFAULT_BASE}id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix det: <{DEFAULT_BASE}ontology#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <{OWL}> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <{RDFS}> .
@prefix skos: <{SKOS}> .
@prefix xsd: <{XSD}> .
"""

VIOLATIONS = {
    "an event has evidence": ":e a det:Visit .",
    "an event has a label": ":e a det:Visit .",
    "an event has one modality at most": (
        ":e a det:Visit ; det:modality det:Planned , det:Proposed ."
    ),
    "what has not happened has no part from which it would follow that it has": (
        ":e a det:Accession ; det:modality det:Planned ; det:accedingParty :x ."
    ),
    "a signing has an agreement that is signed": ":e a det:AgreementSigning .",
    "who is expelled is no state": ":e a det:Expulsion ; det:expelled :x . :x a det:State .",
    "a speech act has a speaker, be it one without a name": ":e a det:Threat .",
    "a claim has a speaker, be it one without a name": ":c a det:Claim .",
    "a claim has one modality": ":c a det:Claim .",
    "a claim has one polarity": (
        ":c a det:Assessment ; det:polarity det:Affirmative , det:Negative ."
    ),
    "a claim has evidence": ":c a det:Claim .",
    "a status claim is about something": ":c a det:StatusClaim .",
    "a status claim gives a status or a sovereign": ":c a det:StatusClaim ; det:statusOf :x .",
    "a thing has one date at most, in EDTF": ':t det:date "2008" .',
    "the earliest day is one day, and not after the latest": (
        ':t det:earliest "2008-02-01"^^xsd:date ; det:latest "2008-01-01"^^xsd:date .'
    ),
    "the latest day is one day": (
        ':t det:latest "2008-01-01"^^xsd:date , "2008-01-02"^^xsd:date .'
    ),
    "a person is no state, no organisation and no location": ":x a det:Person , det:Court .",
    "an actor has a label, be it only a description": ":x a det:Company .",
    "a thing has a label": ":x a det:Treaty .",
    "a tenure has one holder": ":t a det:Tenure ; det:office :o .",
    "a tenure is of one office": ":t a det:Tenure ; det:office :o , :p .",
    "a bilateral relation has no more than two parties": (
        ":r a det:BilateralRelation ; det:party :a , :b , :c ."
    ),
    "the alpha-2 code is two capital letters": ':x det:iso2 "QAT" .',
    "the alpha-3 code is three capital letters": ':x det:iso3 "QA" .',
    "the numeric code is three digits": ':x det:isoNumeric "63" .',
    "the Wikidata identifier is one Q and a number": ':x det:wikidataId "846" .',
    "a document has one digest of 64 hexadecimal digits": ':d det:sha256 "e3b0" .',
    "a document has a title": ':d det:sha256 "e3b0" .',
    "a sentence is in one document": ":s a det:Sentence .",
    "a sentence has its words": ":s a det:Sentence .",
    "a sentence begins before it ends": ":s a det:Sentence ; det:start 7 ; det:end 7 .",
    "an annotation was read in a sentence": ":a det:foundBy :rule .",
    "an annotation points to a span of text": ":a det:foundBy :rule .",
    "an annotation has one degree of confidence": ":a det:foundBy :rule .",
    "the description of a triple has evidence": ":t det:inGraph :g .",
    "the description of a triple has one subject": ":t det:inGraph :g ; rdf:subject :a , :b .",
    "the description of a triple has one predicate": ":t det:inGraph :g .",
    "the description of a triple has one object": ":t det:inGraph :g .",
}

WARNINGS = {
    "a signing has a signatory, unless the text names none": ":e a det:AgreementSigning .",
    "an accession has something that is joined, unless the text leaves it out": (
        ":e a det:Accession ."
    ),
    "an accession has somebody who joins, unless the text names nobody": ":e a det:Accession .",
    "a creation has something that is created": ":e a det:Creation .",
    "a renaming has a new name": ":e a det:Renaming .",
    "a recognition has something that is recognised": ":e a det:Recognition .",
    "an expulsion has somebody who is expelled, unless the text leaves it out": (
        ":e a det:Expulsion ."
    ),
    "a turn in a relation has the relation that takes it": ":e a det:Improvement .",
    "a claim has its words": ":c a det:Claim .",
    "a causal claim has a cause or an effect that is more than words": ":c a det:CausalClaim .",
    "an office is one of a state or an organisation": ":o a det:Office .",
    "a bilateral relation has two parties": ":r a det:BilateralRelation ; det:party :a .",
    "a document says where it comes from": ':d det:sha256 "e3b0" .',
}

HOUSE_RULES = {
    "a term has one label, in English": 'det:A a owl:Class ; rdfs:label "Buchstabe"@de .',
    "a term has one definition, in English, that begins with a capital and ends with a full stop": (
        'det:A a owl:Class ; skos:definition "a letter"@en .'
    ),
    "a term has an example, in English": "det:a a owl:ObjectProperty .",
    "a term says that this ontology defines it": "det:a a owl:DatatypeProperty .",
    "the name of a class or of an individual is in UpperCamelCase": "det:a_b a owl:Class .",
    "the name of a property is in lowerCamelCase": "det:Of a owl:ObjectProperty .",
    "a property has one domain at most": "det:a a owl:ObjectProperty ; rdfs:domain det:B , det:C .",
    "a property has one range at most": "det:a a owl:DatatypeProperty ; rdfs:range det:B , det:C .",
    "a deprecated term says what replaces it or why nothing does": "det:A owl:deprecated true .",
    "the ontology has one version IRI": ":o a owl:Ontology .",
    "the ontology says its version in three numbers": ':o a owl:Ontology ; owl:versionInfo "1" .',
    "the ontology has a title": ":o a owl:Ontology .",
    "the ontology has a licence": ":o a owl:Ontology .",
}

HONEST = """
:e a det:AgreementSigning ; rdfs:label "signing" ; det:signedAgreement :pact ;
    det:agent :iran ; det:date "2008"^^edtf:EDTF ; det:earliest "2008-01-01"^^xsd:date ;
    det:latest "2008-12-31"^^xsd:date .
:pact a det:Agreement ; rdfs:label "pact" .
:iran a det:State ; rdfs:label "Iran" ; det:iso2 "IR" ; det:wikidataId "Q794" .
:t rdf:subject :e ; rdf:predicate det:agent ; rdf:object :iran ; det:inGraph :g ; det:evidence :a .
:a det:foundBy :rule ; det:confidence det:HighConfidence ; det:sentence :s ; oa:hasTarget :span .
:s a det:Sentence ; det:text "It was signed." ; det:start 0 ; det:end 14 ; det:inDocument :d .
"""


@lru_cache
def found(turtle: str, shapes: str) -> tuple[Result, ...]:
    hierarchy = Graph()
    for triple in ontology_at(DEFAULT_BASE).triples((None, RDFS.subClassOf, None)):
        hierarchy.add(triple)
    data = Graph().parse(data=PREFIXES + turtle, format="turtle")
    return tuple(results(data + hierarchy, turtle_at(shapes, DEFAULT_BASE)))


def messages(shapes: str) -> set[str]:
    return {str(text) for text in turtle_at(shapes, DEFAULT_BASE).objects(None, SH.message)}


@pytest.mark.parametrize(("message", "turtle"), VIOLATIONS.items(), ids=VIOLATIONS)
def test_what_must_hold_is_a_violation_where_it_does_not(message: str, turtle: str) -> None:
    assert message in {each.message for each in found(turtle, "shapes") if not each.warning}


@pytest.mark.parametrize(("message", "turtle"), WARNINGS.items(), ids=WARNINGS)
def test_what_should_be_there_is_a_warning_where_it_is_not(message: str, turtle: str) -> None:
    assert message in {each.message for each in found(turtle, "shapes") if each.warning}


@pytest.mark.parametrize(("message", "turtle"), HOUSE_RULES.items(), ids=HOUSE_RULES)
def test_a_house_rule_refuses_what_is_against_it(message: str, turtle: str) -> None:
    assert message in {each.message for each in found(turtle, "house-rules")}


def test_every_shape_of_the_data_has_an_example_that_breaks_it() -> None:
    assert messages("shapes") == {*VIOLATIONS, *WARNINGS}


def test_every_house_rule_has_an_example_that_breaks_it() -> None:
    assert messages("house-rules") == set(HOUSE_RULES)


def test_what_is_as_it_should_be_is_left_alone() -> None:
    assert found(HONEST, "shapes") == ()


@pytest.mark.parametrize(
    "turtle",
    [
        ":e a det:Accession ; det:modality det:Asserted ; det:accedingParty :x .",
        ":e a det:MilitaryExercise ; det:modality det:Planned ; det:organiser :x .",
        ":c a det:Claim ; det:modality det:Denied .",
    ],
)
def test_what_has_happened_or_concludes_nothing_may_have_a_modality(turtle: str) -> None:
    said = {each.message for each in found(turtle, "shapes")}
    assert "what has not happened has no part from which it would follow that it has" not in said


@pytest.mark.parametrize("shapes", ["shapes", "house-rules"])
def test_the_shapes_are_shapes(shapes: str) -> None:
    conforms, _, text = validate(
        Graph(), shacl_graph=turtle_at(shapes, DEFAULT_BASE), meta_shacl=True
    )
    assert conforms, text
