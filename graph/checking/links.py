"""Whether the links of a release lead where they should, and join nothing that is apart."""

from collections.abc import Iterator

from rdflib import Graph

from graph.checking.dump import dataset
from graph.links import Pointer, faults, joined
from graph.reasoning import closure
from graph.release import Release

__all__ = ["misleading"]


def misleading(release: Release) -> Iterator[str]:
    """Yield what is wrong with the links, those first that the reasoner need not be asked about."""
    links = _pointers(release)
    asserted = _asserted(release)
    known = {str(subject) for subject in asserted.subjects()}
    yield from faults(links, known, release.names)
    before = {each.message for each in release.manifest.inconsistencies}
    for contradiction in closure(joined(links, asserted)).inconsistencies:
        if contradiction.message not in before:
            yield f"the links contradict the graph: {contradiction.message}"


def _pointers(release: Release) -> list[Pointer]:
    start = str(release.names.graph("links", ""))
    return [
        Pointer(name.removeprefix(start), str(s), str(p), str(o))
        for name in release.manifest.graphs
        if name.startswith(start)
        for s, p, o in dataset(release).graph(name)
    ]


def _asserted(release: Release) -> Graph:
    names = release.names
    graph = Graph(bind_namespaces="none")
    documents = [names.graph("document", entry.slug) for entry in release.manifest.documents]
    for name in (names.graph("ontology"), names.graph("reference"), *documents):
        graph += dataset(release).graph(name)
    return graph
