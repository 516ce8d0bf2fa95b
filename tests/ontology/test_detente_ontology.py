"""The ontology, held to its house rules."""

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SDO, SKOS, URIRef
from rdflib.term import Node

from ontology.terms import DEFAULT_BASE, ONTOLOGY_FILES, ontology_at, terms_at

ONTOLOGY = ontology_at(DEFAULT_BASE)
TERMS = terms_at(DEFAULT_BASE)
OWN = f"{DEFAULT_BASE}ontology#"
FOLDER = ONTOLOGY_FILES[0].parent
FILES = sorted(
    file.relative_to(FOLDER) for file in (*FOLDER.glob("**/*.ttl"), *FOLDER.glob("**/*.rq"))
)
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
KINDS = (OWL.Class, *PROPERTY_KINDS, OWL.NamedIndividual)


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


def test_the_ontology_is_not_empty() -> None:
    assert len(of_kind(OWL.Class)) > 50


def test_both_parsers_read_the_same_number_of_triples() -> None:
    parsed = {
        quad.triple
        for file in ONTOLOGY_FILES
        for quad in pyoxigraph.parse(path=str(file), base_iri=DEFAULT_BASE)
    }
    assert len(parsed) == len(ONTOLOGY)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_names_no_base(file: Path) -> None:
    assert DEFAULT_BASE not in (FOLDER / file).read_text(encoding="utf-8")


def test_another_base_moves_every_term() -> None:
    moved = {str(s) for s in ontology_at("https://example.org/").subjects()}
    here = {str(s).replace(DEFAULT_BASE, "https://example.org/") for s in of_kind(*KINDS)}
    assert here <= moved


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy])
def test_every_term_has_a(predicate: URIRef) -> None:
    assert without(of_kind(*KINDS), predicate) == set()


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


def test_every_individual_is_declared_different_from_every_other() -> None:
    named = {
        member
        for axiom in ONTOLOGY.subjects(RDF.type, OWL.AllDifferent)
        for members in ONTOLOGY.objects(axiom, OWL.distinctMembers)
        for member in ONTOLOGY.items(members)
    }
    assert named == of_kind(OWL.NamedIndividual)
