"""The proofs of a release: for each inferred triple the derivation that leads to asserted ones.

They go into a named graph of their own, in PROV-O as ``graph.reasoning`` writes it. A premise that
a document states is named as its evidence names it, so that a proof ends in sentences.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from rdflib import RDF, Dataset, Graph, URIRef

from graph.names import Names
from graph.reasoning import Proof
from graph.reasoning.noise import Triple
from graph.reasoning.proofs import ProofStep
from graph.reasoning.provenance import ASSERTED, derivation, statement
from graph.reasoning.terms import node_of

__all__ = ["proof_graph"]

_PARTS = (RDF.subject, RDF.predicate, RDF.object)


def proof_graph(proof: Proof, asserted: Sequence[URIRef], dataset: Dataset, names: Names) -> Graph:
    """Return the steps of a proof that starts from some graphs, each ``asserted``, of a dataset."""
    graph = Graph(bind_namespaces="none")
    for triple in _Proving(proof, asserted, dataset, names).triples():
        graph.add(triple)
    return graph


class _Proving:
    """A proof that is written over the graphs from which it starts."""

    def __init__(
        self, proof: Proof, asserted: Sequence[URIRef], dataset: Dataset, names: Names
    ) -> None:
        self._steps, self._names = proof.steps, names
        self._stated = _descriptions(dataset, names)
        self._graphs = [dataset.graph(name) for name in asserted]

    def triples(self) -> Iterator[Triple]:
        """Yield the proof in RDF."""
        for step in self._steps:
            if step.rule != ASSERTED:
                yield from self._derived(step)
            elif _nodes(step) not in self._stated:
                yield from self._asserted(step)

    def _derived(self, step: ProofStep) -> Iterator[Triple]:
        made = self._own(step)
        premises = [self._steps[place] for place in step.premises]
        used = [(name, premise) for premise in premises for name in self._of(premise)]
        yield from statement(made, step)
        by = URIRef(f"{made}/derivation")
        yield from derivation(by, made, step.rule, used, self._names.base)

    def _asserted(self, step: ProofStep) -> Iterator[Triple]:
        yield from statement(self._own(step), step)
        for graph in self._graphs:
            if _nodes(step) in graph:
                yield self._own(step), self._names.term.inGraph, graph.identifier

    def _of(self, step: ProofStep) -> Iterable[URIRef]:
        """Return the names of a triple: those of its evidence, one a document, or its own."""
        stated = self._stated.get(_nodes(step)) if step.rule == ASSERTED else None
        return stated or (self._own(step),)

    def _own(self, step: ProofStep) -> URIRef:
        return self._names.proof(self._names.key(*_nodes(step)))


def _nodes(step: ProofStep) -> Triple:
    s, p, o = map(node_of, step.triple)
    return s, p, o


def _descriptions(dataset: Dataset, names: Names) -> dict[Triple, tuple[URIRef, ...]]:
    """Return the descriptions of what documents state, by triple."""
    found: dict[Triple, tuple[URIRef, ...]] = {}
    for evidence in dataset.graphs():
        if str(evidence.identifier).startswith(str(names.graph("evidence", ""))):
            for name, triple in _described(evidence, names):
                found[triple] = tuple(sorted((*found.get(triple, ()), name)))
    return found


def _described(evidence: Graph, names: Names) -> Iterator[tuple[URIRef, Triple]]:
    for name, stated in evidence.subject_objects(names.term.inGraph):
        if isinstance(name, URIRef) and not names.is_claim(str(stated)):
            for s, p, o in product(*(evidence.objects(name, part) for part in _PARTS)):
                yield name, (s, p, o)
