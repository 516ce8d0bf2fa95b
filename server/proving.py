"""The reasoner over what a release asserts, made once for each release."""

from rdflib import Graph

from graph.names import Names
from graph.reasoning.proofs import Proof
from graph.reasoning.reasoner import Reasoner
from graph.release import Release
from graph.store import Node
from server.binding import query
from server.remembering import remembered

__all__ = ["prove"]


def prove(release: Release, triple: tuple[Node, Node, Node]) -> Proof:
    """Return why a triple holds; raises ClosureError where it does not."""
    return _reasoner(release).explain(triple)


@remembered(1)
def _reasoner(release: Release) -> Reasoner:
    return Reasoner.of(_asserted(release))


def _asserted(release: Release) -> Graph:
    """Return what a build reasons over: the ontology, the tables and the documents."""
    names, base = Names(release.manifest.base), release.manifest.base
    kinds = (names.graph("ontology"), names.graph("reference"), names.graph("document", ""))
    asserted = Graph(bind_namespaces="none")
    for name in release.manifest.graphs:
        if name.startswith(kinds):
            text = query("graph").replace("$this", f"<{name}>")
            for triple in release.store.query(text, base=base).triples():
                asserted.add(triple)
    return asserted
