"""The graph of proofs: one derivation for each inferred triple, checked by the engine's own."""

import pytest
from rdflib import PROV, RDF, Dataset, Graph
from rdflib.term import Node

from graph.explaining import explain
from graph.reasoning.provenance import ASSERTED
from graph.release import Release
from ontology.terms import terms_at


@pytest.fixture(scope="module")
def quads(built: Release) -> Dataset:
    """Return the dump of the release."""
    dataset = Dataset()
    dataset.parse(built.path / "detente.nq", format="nquads")
    return dataset


@pytest.fixture(scope="module")
def proofs(built: Release, quads: Dataset) -> Graph:
    """Return the graph of proofs."""
    return quads.graph(built.names.graph("proofs"))


def described(proofs: Graph, name: Node) -> list[Node | None]:
    return [proofs.value(name, part) for part in (RDF.subject, RDF.predicate, RDF.object)]


def test_each_inferred_triple_has_one_derivation(
    built: Release, quads: Dataset, proofs: Graph
) -> None:
    made = [tuple(described(proofs, name)) for name in proofs.subjects(PROV.wasGeneratedBy)]
    assert len(made) == len(set(made))
    assert set(quads.graph(built.names.graph("inferred"))) - set(made) == set()


def test_a_derivation_names_one_rule_and_its_premises(built: Release, proofs: Graph) -> None:
    derivations = set(proofs.subjects(RDF.type, built.names.term.Derivation))
    rules = [len(list(proofs.objects(d, built.names.term.entailmentRule))) for d in derivations]
    assert set(rules) == {1}
    assert derivations - set(proofs.subjects(PROV.used)) == set()


def test_an_axiom_is_one_of_the_premises(built: Release, proofs: Graph) -> None:
    axioms = set(proofs.subject_objects(built.names.term.axiom))
    assert axioms < set(proofs.subject_objects(PROV.used))


def test_no_proof_rests_on_itself(proofs: Graph) -> None:
    rests = {(a, b) for a, d in proofs.subject_objects(PROV.wasGeneratedBy)
             for b in proofs.objects(d, PROV.used)}  # fmt: skip
    open_ones = {a for a, _ in rests}
    while open_ones:
        settled = open_ones - {a for a, b in rests if b in open_ones}
        assert settled
        open_ones -= settled


def test_each_inferred_triple_is_explained_down_to_what_is_asserted(
    built: Release, quads: Dataset
) -> None:
    for triple in list(quads.graph(built.names.graph("inferred")))[::20]:
        steps = explain(built, triple).steps
        assert all(step.graphs for step in steps if step.rule == ASSERTED)
        assert steps[-1].rule != ASSERTED


def test_the_terms_of_a_proof_are_those_of_the_ontology(built: Release, proofs: Graph) -> None:
    used = {*proofs.predicates(), *proofs.objects(None, RDF.type)}
    own = {str(term) for term in used if str(term).startswith(f"{built.names.base}ontology#")}
    terms = terms_at(built.names.base)
    known = terms.Derivation, terms.axiom, terms.entailmentRule, terms.inGraph
    assert own == set(map(str, known))
