"""A proof as RDF, in PROV-O and three terms of Detente's ontology.

::

    [ a rdf:Statement ; rdf:subject :paris ; rdf:predicate rdf:type ; rdf:object :Meeting ;
      prov:wasGeneratedBy [ a det:Derivation ; det:entailmentRule "cax-sco" ;
        prov:used [ a rdf:Statement ; rdf:subject :paris … ] ,
                  [ a rdf:Statement ; rdf:subject :Summit ; rdf:predicate rdfs:subClassOf … ] ;
        det:axiom [ … the second of the two … ] ] ] .

A derivation is a ``prov:Activity``; what it used are its premises, and ``det:axiom`` tells those
that speak of classes and properties. A statement that nothing generated is asserted.
"""

from collections.abc import Iterable, Iterator

from rdflib import PROV, RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.reasoning.derivations import is_axiom
from graph.reasoning.noise import Triple
from graph.reasoning.proofs import Proof, ProofStep
from graph.reasoning.terms import node_of
from ontology.terms import DEFAULT_BASE

__all__ = ["as_graph", "as_triples", "derivation", "statement"]

ASSERTED = "asserted"
"""What stands in the place of a rule where there is none."""


def as_graph(proof: Proof, base: str = DEFAULT_BASE) -> Graph:
    """Return a proof as statements and what generated them."""
    graph = Graph()
    graph.bind("det", f"{base}ontology#")
    for triple in as_triples(proof, base):
        graph.add(triple)
    return graph


def as_triples(proof: Proof, base: str = DEFAULT_BASE) -> Iterator[Triple]:
    """Yield the triples of a proof, whose blank nodes are numbered as its steps are."""
    for place, step in enumerate(proof.steps):
        made = BNode(f"s{place}")
        yield from statement(made, step)
        if step.rule != ASSERTED:
            used = [(BNode(f"s{premise}"), proof.steps[premise]) for premise in step.premises]
            yield from derivation(BNode(f"d{place}"), made, step.rule, used, base)


def statement(name: Node, step: ProofStep) -> Iterator[Triple]:
    """Yield the description of the triple of a step."""
    yield name, RDF.type, RDF.Statement
    for part, token in zip((RDF.subject, RDF.predicate, RDF.object), step.triple, strict=True):
        yield name, part, node_of(token)


def derivation(
    name: Node, made: Node, rule: str, used: Iterable[tuple[Node, ProofStep]], base: str
) -> Iterator[Triple]:
    """Yield what a rule made of which premises."""
    det = Namespace(f"{base}ontology#")
    yield made, PROV.wasGeneratedBy, name
    yield name, RDF.type, URIRef(det.Derivation)
    yield name, URIRef(det.entailmentRule), Literal(rule)
    for premise, step in used:
        yield name, PROV.used, premise
        if is_axiom(step.triple):
            yield name, URIRef(det.axiom), premise
