"""One document as named graphs: what it states, what is claimed in it, and the evidence."""

from collections.abc import Iterable

from rdflib import Dataset, URIRef
from rdflib.term import Node

from graph.extraction import Populated
from graph.names import Names
from graph.provenance import document_graph, evidence_graph
from graph.reading import Document
from graph.rules import rules

__all__ = ["assemble", "put"]

Triple = tuple[Node, Node, Node]


def assemble(dataset: Dataset, document: Document, populated: Populated, names: Names) -> None:
    """Put the statements of a document, and their evidence, into a dataset."""
    stated = names.graph("document", document.slug)
    put(dataset, stated, document_graph(document, names))
    for fact in populated.facts:
        dataset.graph(fact.claim or stated).add((fact.subject, fact.predicate, fact.object))
    described = {rule.id: rule.about for rule in rules().all}
    evidence = evidence_graph(document, populated.facts, names, described)
    put(dataset, names.graph("evidence", document.slug), evidence)


def put(dataset: Dataset, name: URIRef, triples: Iterable[Triple]) -> None:
    """Add triples to a named graph of a dataset."""
    graph = dataset.graph(name)
    for triple in triples:
        graph.add(triple)
