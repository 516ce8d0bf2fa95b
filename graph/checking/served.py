"""The graphs of a release as its store serves them."""

from rdflib import Graph

from graph.release import Release

__all__ = ["default_graph", "ontology_graph"]


def default_graph(release: Release) -> Graph:
    """Return the merge that a query sees: all but what somebody only claims."""
    return _constructed(release, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def ontology_graph(release: Release) -> Graph:
    """Return the ontology as it is served, which may not be as it was written."""
    pattern = "GRAPH <graph/ontology> { ?s ?p ?o }"
    return _constructed(release, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")


def _constructed(release: Release, query: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in release.store.query(query, base=release.names.base).triples():
        graph.add(triple)
    return graph
