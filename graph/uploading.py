"""A release put into another store, graph by graph, and the default graph last."""

import json
from collections import defaultdict
from collections.abc import Callable

from graph.release import Release
from graph.remote import RemoteError, RemoteStore

__all__ = ["upload"]

_SECONDS = 60.0
_JSON = "application/sparql-results+json"


def upload(
    release: Release, store: RemoteStore, progress: Callable[[str], None] = lambda _step: None
) -> None:
    """Let another store hold a release; graphs of an earlier one that are not in it go.

    Each graph is replaced in one step, not all of them together. Raises RemoteError.
    """
    graphs = _by_graph(release)
    for graph in sorted(_there(release, store) - set(graphs)):
        store.delete(graph)
    for graph, triples in sorted(graphs.items(), reverse=True):  # the default graph is last
        progress(f"storing {graph or 'the default graph'}")
        store.put(graph, b"".join(sorted(triples)))


def _by_graph(release: Release) -> dict[str, set[bytes]]:
    """Return the lines of N-Triples by graph; that without a name is the merge."""
    graphs: dict[str, set[bytes]] = defaultdict(set)
    for line in release.nquads().splitlines():
        triple, _, graph = line.rstrip(b" .").rpartition(b" ")
        name = graph[1:-1].decode()
        graphs[name].add(triple + b" .\n")
        if release.names.is_merged(name):
            graphs[""].add(triple + b" .\n")
    return graphs


def _there(release: Release, store: RemoteStore) -> set[str]:
    """Return the graphs below the base that a store has."""
    answer = store.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", _JSON, _SECONDS)
    try:
        content = b"".join(iter(lambda: answer.read(2**20), b""))
    finally:
        answer.close()
    if answer.status != 200:
        raise RemoteError(f"the store answered with {answer.status}: {content[:500]!r}")
    rows = json.loads(content)["results"]["bindings"]
    return {row["g"]["value"] for row in rows if release.names.is_graph(row["g"]["value"])}
