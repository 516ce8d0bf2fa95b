"""The alignments: their terms exist, and what they conclude is harmless."""

from functools import lru_cache

import pytest
from rdflib import ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, Graph, URIRef
from rdflib.namespace import GEO, DefinedNamespace

from graph.checking.profile import violations
from graph.reasoning import closure
from ontology.terms import DEFAULT_BASE, ontology_at, terms_at, turtle_at

ALIGNMENTS = turtle_at("alignments", DEFAULT_BASE)
OWN = f"{DEFAULT_BASE}ontology"
MATCHES = (SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.relatedMatch)
AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf)
LISTED: dict[str, type[DefinedNamespace]] = {
    str(namespace): namespace for namespace in (GEO, ORG, PROV, SDO, TIME)
}
EXAMPLE = f"""
@prefix : <{DEFAULT_BASE}id/> .
@prefix det: <{OWN}#> .
:signing a det:AgreementSigning ; det:signedAgreement :pact ; det:agent :iran ;
    det:during :summit ; det:place :doha .
:summit det:partOf :talks .
:doha det:capitalOf :qatar . :qatar a det:State . :iran a det:State .
:annan a det:Person ; det:holdsOffice :secretary .
:letter a det:Letter ; det:author :annan .
"""


def foreign() -> set[URIRef]:
    return {
        node
        for predicate in (*MATCHES, *AXIOMS)
        for node in ALIGNMENTS.objects(None, predicate)
        if isinstance(node, URIRef)
    }


@lru_cache
def conclusions(*, aligned: bool) -> Graph:
    premises = ontology_at(DEFAULT_BASE) + Graph().parse(data=EXAMPLE, format="turtle")
    return closure(premises + ALIGNMENTS if aligned else premises).inferred


def about(graph: Graph, node: str) -> set[URIRef]:
    thing = URIRef(f"{DEFAULT_BASE}id/{node}")
    return {o for o in graph.objects(thing, RDF.type) if isinstance(o, URIRef)}


def test_every_aligned_term_is_declared() -> None:
    own = {s for s in ALIGNMENTS.subjects() if str(s).startswith(f"{OWN}#")}
    assert {s for s in own if (s, RDF.type, None) not in ontology_at(DEFAULT_BASE)} == set()


@pytest.mark.parametrize("namespace", LISTED)
def test_every_foreign_term_is_in_the_list_of_its_vocabulary(namespace: str) -> None:
    names = {term.removeprefix(namespace) for term in foreign() if term.startswith(namespace)}
    assert {name for name in names if name not in LISTED[namespace]} == set()


@pytest.mark.parametrize("namespace", LISTED)
def test_every_vocabulary_that_is_listed_is_aligned(namespace: str) -> None:
    assert any(term.startswith(namespace) for term in foreign())


def test_a_foreign_term_that_does_not_exist_would_be_noticed() -> None:
    assert "Nation" not in SDO


def test_the_alignments_are_inside_the_profile_together_with_the_ontology() -> None:
    assert violations(ontology_at(DEFAULT_BASE) + ALIGNMENTS) == ()


def test_the_alignments_conclude_nothing_in_terms_of_our_own() -> None:
    news = conclusions(aligned=True) - conclusions(aligned=False)
    terms = {terms_at(DEFAULT_BASE)[name] for name in dir(terms_at(DEFAULT_BASE)) if name}
    assert {t for t in news if t[1] in terms or t[2] in terms} == set()


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        ("signing", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"),
        ("doha", str(GEO.Feature)),
        ("annan", str(SDO.Person)),
        ("letter", str(SDO.CreativeWork)),
    ],
)
def test_an_alignment_that_is_an_axiom_concludes(thing: str, kind: str) -> None:
    assert URIRef(kind) in about(conclusions(aligned=True), thing)


@pytest.mark.parametrize("kind", [SDO.Country, SDO.Place])
def test_a_state_does_not_become_what_is_only_near(kind: URIRef) -> None:
    assert kind not in about(conclusions(aligned=True), "qatar")


def test_a_match_is_an_annotation_and_no_axiom() -> None:
    kinds = {ALIGNMENTS.value(match, RDF.type) for match in MATCHES}
    assert kinds == {OWL.AnnotationProperty}
