"""The ontology, held to its house rules."""

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SDO, SKOS, XSD, Graph, URIRef
from rdflib.term import Node

from ontology.terms import DEFAULT_BASE, ONTOLOGY_FILE, ontology_at, terms_at

ONTOLOGY = ontology_at(DEFAULT_BASE)
TERMS = terms_at(DEFAULT_BASE)
OWN = f"{DEFAULT_BASE}ontology#"
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)
KINDS = (OWL.Class, *PROPERTY_KINDS, OWL.NamedIndividual)

# The rules of OWL 2 RL see these datatypes and no others of XSD (W3C, OWL 2 Profiles, 4.2.1).
RL_DATATYPES = {XSD.string, XSD.integer, XSD.boolean, XSD.dateTime, XSD.dateTimeStamp, XSD.decimal}

# What RL forbids in a superclass, and what it forbids anywhere, as far as a predicate shows it.
FORBIDDEN_ABOVE = {OWL.someValuesFrom, OWL.unionOf, OWL.oneOf}
FORBIDDEN = {
    OWL.cardinality,
    OWL.disjointUnionOf,
    OWL.hasSelf,
    OWL.minCardinality,
    OWL.minQualifiedCardinality,
    OWL.qualifiedCardinality,
}
CARDINALITIES = {OWL.maxCardinality, OWL.maxQualifiedCardinality}


def local(nodes: set[Node]) -> set[str]:
    return {str(node).removeprefix(OWN) for node in nodes}


def of_kind(*kinds: URIRef) -> set[Node]:
    return {term for kind in kinds for term in ONTOLOGY.subjects(RDF.type, kind) if is_own(term)}


def is_own(node: Node) -> bool:
    return isinstance(node, URIRef) and node.startswith(OWN)


def used() -> set[Node]:
    return {node for triple in ONTOLOGY for node in triple if is_own(node)}


def without(terms: set[Node], predicate: URIRef) -> set[str]:
    return local({term for term in terms if (term, predicate, None) not in ONTOLOGY})


def above(term: Node) -> set[Node]:
    return {c for c in ONTOLOGY.transitive_objects(term, RDFS.subClassOf) if c is not None}


def rl_violations(graph: Graph) -> list[str]:
    """Return what in a graph is seen at a glance not to be OWL 2 RL."""
    forbidden = [f"{p} on {s}" for s, p, _ in graph if p in FORBIDDEN]
    counts = [f"{p} {o}" for s, p, o in graph if p in CARDINALITIES and str(o) not in ("0", "1")]
    higher = [
        f"{p} above {s}"
        for link in (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.equivalentClass)
        for s, c in graph.subject_objects(link)
        for p in graph.predicates(c)
        if p in FORBIDDEN_ABOVE
    ]
    return [*forbidden, *counts, *higher]


def test_the_ontology_is_not_empty() -> None:
    assert len(of_kind(OWL.Class)) > 50


def test_both_parsers_read_the_same_number_of_triples() -> None:
    parsed = pyoxigraph.parse(path=str(ONTOLOGY_FILE), base_iri=DEFAULT_BASE)
    assert len(list(parsed)) == len(ONTOLOGY)


def test_the_file_names_no_base() -> None:
    assert DEFAULT_BASE not in Path(ONTOLOGY_FILE).read_text(encoding="utf-8")


def test_another_base_moves_every_term() -> None:
    moved = {str(s) for s in ontology_at("https://example.org/").subjects()}
    here = {str(s).replace(DEFAULT_BASE, "https://example.org/") for s in of_kind(*KINDS)}
    assert here <= moved


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, RDFS.isDefinedBy])
def test_every_term_has_a(predicate: URIRef) -> None:
    assert without(of_kind(*KINDS), predicate) == set()


def test_every_class_has_an_example() -> None:
    assert without(of_kind(OWL.Class), SKOS.example) == set()


def test_no_term_has_two_labels() -> None:
    assert {
        t for t in local(of_kind(*KINDS)) if len(list(ONTOLOGY[TERMS[t] : RDFS.label])) > 1
    } == set()


def test_no_two_terms_of_a_kind_have_the_same_definition() -> None:
    definitions = [str(text) for text in ONTOLOGY.objects(None, SKOS.definition)]
    assert {text for text in definitions if definitions.count(text) > 1} == set()


def test_every_own_term_that_is_used_is_declared() -> None:
    assert local(used() - of_kind(*KINDS)) == set()


def test_no_term_is_of_two_kinds() -> None:
    kinds = [of_kind(kind) for kind in KINDS]
    assert sum(map(len, kinds)) == len(set().union(*kinds))


def test_every_term_is_in_the_closed_namespace() -> None:
    assert {TERMS[name] for name in local(of_kind(*KINDS))} == of_kind(*KINDS)


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError, match="AgreementSigming"):
        TERMS.AgreementSigming  # noqa: B018  # the access is what raises


def test_classes_begin_with_a_capital_and_properties_do_not() -> None:
    capital = {name for name in local(used()) if name[0].isupper()}
    assert capital == local(of_kind(OWL.Class, OWL.NamedIndividual))


def test_every_class_is_where_some_property_starts_or_leads() -> None:
    links = (RDFS.domain, RDFS.range, SDO.domainIncludes, SDO.rangeIncludes)
    linked = {node for link in links for node in ONTOLOGY.objects(None, link)}
    assert local({c for c in of_kind(OWL.Class) if not above(c) & linked}) == set()


def test_no_class_is_below_itself() -> None:
    pairs = ONTOLOGY.subject_objects(RDFS.subClassOf)
    assert {(low, high) for low, high in pairs if low in above(high)} == set()


def test_every_value_of_a_datatype_property_has_a_datatype_of_rl() -> None:
    ranges = {r for p in of_kind(OWL.DatatypeProperty) for r in ONTOLOGY.objects(p, RDFS.range)}
    assert ranges <= RL_DATATYPES


def test_every_modality_is_declared_different_from_every_other() -> None:
    named = {
        member
        for axiom in ONTOLOGY.subjects(RDF.type, OWL.AllDifferent)
        for members in ONTOLOGY.objects(axiom, OWL.distinctMembers)
        for member in ONTOLOGY.items(members)
    }
    assert named == of_kind(OWL.NamedIndividual)


def test_the_ontology_has_nothing_that_is_plainly_outside_rl() -> None:
    assert rl_violations(ONTOLOGY) == []


@pytest.mark.parametrize(
    "axiom",
    [
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ]",
        ":A rdfs:subClassOf [ owl:unionOf ( :B :C ) ]",
        ":A owl:equivalentClass [ owl:oneOf ( :b :c ) ]",
        ":p rdfs:range [ owl:unionOf ( :B :C ) ]",
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 2 ]",
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:cardinality 1 ]",
        ":A owl:disjointUnionOf ( :B :C )",
    ],
)
def test_what_is_outside_rl_is_noticed(axiom: str) -> None:
    prefixes = f"@prefix : <urn:x:> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> ."
    assert rl_violations(Graph().parse(data=f"{prefixes} {axiom} .", format="turtle")) != []
