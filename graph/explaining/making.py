"""The proof of a triple of a dataset that is written to, made when it is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import RDF, BNode, Dataset, URIRef

from graph.explaining.passages import Passage, passages
from graph.explaining.steps import Explanation, Step
from graph.proving import proof_graph
from graph.reasoning.noise import Triple
from graph.reasoning.proofs import Proof, ProofStep
from graph.reasoning.provenance import ASSERTED
from graph.reasoning.terms import node_of
from graph.release import Release

__all__ = ["made"]

_STATED = """
PREFIX det: <ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?s ?p ?o ?graph ?statement WHERE {
  VALUES (?s ?p ?o) { %s }
  GRAPH ?graph { ?s ?p ?o }
  OPTIONAL {
    ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; det:inGraph ?graph
  }
} ORDER BY ?graph ?statement"""

_PARTS = (RDF.subject, RDF.predicate, RDF.object)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A triple in a graph, and what describes it there, if anything does."""

    triple: Triple
    graph: str
    statement: URIRef | None


def made(release: Release, proof: Proof) -> Explanation:
    """Return a proof with the graphs and the passages of what it starts from."""
    stated = _stated(release, [each for each in proof.steps if each.rule == ASSERTED])
    statements = [each.statement for each in stated if each.statement is not None]
    found = passages(release, statements)
    steps = tuple(_step(each, stated, found) for each in proof.steps)
    return Explanation(steps, tuple(sorted(statements)), _described(release, proof, stated))


def _stated(release: Release, steps: Iterable[ProofStep]) -> list[_Stated]:
    """Return where asserted triples stand; the axioms with blank nodes are not looked for."""
    wanted = [triple for triple in map(_nodes, steps) if not any(_is_blank(n) for n in triple)]
    values = " ".join(f"({' '.join(term.n3() for term in triple)})" for triple in wanted)
    names = release.names
    return [
        _Stated((row["s"], row["p"], row["o"]), str(row["graph"]), _iri(row.get("statement")))
        for row in release.store.query(_STATED % values, base=names.base).rows()
        if names.is_merged(str(row["graph"])) and row["graph"] != names.graph("inferred")
    ]


def _step(
    step: ProofStep, stated: Iterable[_Stated], found: dict[URIRef, tuple[Passage, ...]]
) -> Step:
    own = [each for each in stated if each.triple == _nodes(step)] if step.rule == ASSERTED else []
    graphs = tuple(dict.fromkeys(each.graph for each in own))
    places = {place for each in own if each.statement for place in found.get(each.statement, ())}
    return Step(step.triple, step.rule, step.premises, graphs, tuple(sorted(places)))


def _described(release: Release, proof: Proof, stated: Iterable[_Stated]) -> str:
    """Return the proof in RDF, whose premises are named as their evidence names them."""
    names, dataset = release.names, Dataset()
    evidence = dataset.graph(names.graph("evidence", "found"))
    for each in stated:
        dataset.graph(URIRef(each.graph)).add(each.triple)
        if each.statement is not None:
            for part, node in zip(
                (RDF.subject, RDF.predicate, RDF.object), each.triple, strict=True
            ):
                evidence.add((each.statement, part, node))
            evidence.add((each.statement, names.term.inGraph, URIRef(each.graph)))
    graphs = sorted({URIRef(each.graph) for each in stated})
    return proof_graph(proof, graphs, dataset, names).serialize(format="nt")


def _nodes(step: ProofStep) -> Triple:
    s, p, o = map(node_of, step.triple)
    return s, p, o


def _is_blank(node: object) -> bool:
    return isinstance(node, BNode)


def _iri(node: object) -> URIRef | None:
    return node if isinstance(node, URIRef) else None
