"""Whether the ontology is in its profile, by its house rules and without loose ends."""

from collections.abc import Iterator

from rdflib import Graph

from graph.checking.profile import violations
from graph.checking.served import ontology_graph
from graph.checking.shacl import results
from graph.checking.telling import told
from graph.names import Names
from graph.release import Release
from ontology.terms import hygiene_queries, turtle_at

__all__ = ["against_house_rules", "outside_profile", "unhygienic"]


def outside_profile(release: Release) -> Iterator[str]:
    """Yield the axioms that are outside OWL 2 RL, each with the clause."""
    for violation in violations(ontology_graph(release)):
        yield str(violation)


def against_house_rules(release: Release) -> Iterator[str]:
    """Yield the terms that lack what the house rules ask of each."""
    own = _own(ontology_graph(release), release.names)
    yield from told(release, results(own, turtle_at("house-rules", release.names.base)))


def unhygienic(release: Release) -> Iterator[str]:
    """Yield the rows of the hygiene queries, each of which is a failure in words."""
    for query in hygiene_queries():
        for row in release.store.query(query, base=release.names.base).rows():
            yield str(row["failure"])


def _own(ontology: Graph, names: Names) -> Graph:
    """Return what is said of the ontology and its own terms, and nothing about those of others."""
    own = Graph(bind_namespaces="none")
    for triple in ontology:
        if str(triple[0]).partition("#")[0] == f"{names.base}ontology":
            own.add(triple)
    return own
