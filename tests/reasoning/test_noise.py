"""What never leaves an engine."""

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Literal, URIRef

from graph.reasoning.noise import NOISE, Triple, is_noise, why_noise

NATO = URIRef("https://example.org/id/nato")
BODY = URIRef("https://example.org/ontology#Body")
AGENT = URIRef("https://example.org/ontology#agent")

HELD_BACK: dict[str, Triple] = {
    "a literal has a type": (Literal("GE"), RDF.type, XSD.string),
    "a predicate is blank": (NATO, BNode(), NATO),
    "a subject is blank": (BNode(), RDF.type, BODY),
    "an object is blank": (NATO, RDF.type, BNode()),
    "a thing is itself": (NATO, OWL.sameAs, NATO),
    "a class is below itself": (BODY, RDFS.subClassOf, BODY),
    "a property is below itself": (AGENT, RDFS.subPropertyOf, AGENT),
    "a class is equivalent to itself": (BODY, OWL.equivalentClass, BODY),
    "a property is equivalent to itself": (AGENT, OWL.equivalentProperty, AGENT),
    "a thing is a thing": (NATO, RDF.type, OWL.Thing),
    "a thing is a resource": (NATO, RDF.type, RDFS.Resource),
    "a class is below all things": (BODY, RDFS.subClassOf, OWL.Thing),
    "a property leads to things": (AGENT, RDFS.range, OWL.Thing),
    "the empty class is below a class": (OWL.Nothing, RDFS.subClassOf, BODY),
    "a datatype is a datatype": (XSD.integer, RDF.type, RDFS.Datatype),
    "an annotation property is one": (RDFS.label, RDF.type, OWL.AnnotationProperty),
    "somebody's annotation property is one": (AGENT, RDF.type, OWL.AnnotationProperty),
}

LET_THROUGH: dict[str, Triple] = {
    "a type": (NATO, RDF.type, BODY),
    "an identity of two names": (NATO, OWL.sameAs, URIRef("https://example.org/id/otan")),
    "a relation of a thing to itself": (NATO, AGENT, NATO),
    "a literal object": (NATO, AGENT, Literal("GE")),
    "a class below another": (BODY, RDFS.subClassOf, URIRef("https://example.org/ontology#Actor")),
}


@pytest.mark.parametrize("triple", HELD_BACK.values(), ids=HELD_BACK)
def test_is_held_back(triple: Triple) -> None:
    assert is_noise(triple)


@pytest.mark.parametrize("triple", LET_THROUGH.values(), ids=LET_THROUGH)
def test_is_let_through(triple: Triple) -> None:
    assert why_noise(triple) is None


def test_every_kind_of_noise_is_needed_for_some_triple() -> None:
    assert {why_noise(triple) for triple in HELD_BACK.values()} == {noise.reason for noise in NOISE}
