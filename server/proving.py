"""Why a triple holds: as a build has written it down, or else by reasoning once more."""

from rdflib import Graph

from graph.errors import QueryError
from graph.explaining import Explanation, Step, explain
from graph.names import Names
from graph.reasoning.problems import ClosureError
from graph.reasoning.reasoner import Reasoner
from graph.release import Release
from graph.store import Node
from server.binding import query
from server.remembering import remembered

__all__ = ["prove"]


def prove(release: Release, triple: tuple[Node, Node, Node]) -> Explanation:
    """Return why a triple holds; raises QueryError where it does not."""
    if str(release.names.graph("proofs")) in release.manifest.graphs:
        return explain(release, triple)
    try:
        proof = _reasoner(release).explain(triple)
    except ClosureError as error:
        raise QueryError(str(error)) from error
    return Explanation(tuple(Step(*step) for step in proof.steps), ())


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
