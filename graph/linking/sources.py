"""Where things of theirs are looked for: an endpoint, a dump or a reconciliation service."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from rdflib import BNode, Literal, URIRef

from graph.errors import LinkError
from graph.formats import graph_format
from graph.linking.asking import SparqlSource
from graph.linking.reconciling import ReconciliationSource
from graph.linking.scoring import Found
from graph.linking.shapes import shape_of
from graph.linking.subjects import Subject
from graph.linking.talking import Talker
from graph.links import DataSet
from graph.store import Node, Store

__all__ = ["Source", "dump", "endpoint", "service"]

_RESULTS = "application/sparql-results+json"


class Source(Protocol):
    """Something that can be asked who or what a thing may be."""

    def find(self, subject: Subject) -> list[Found]:
        """Return the things of theirs that may be one of ours."""


def endpoint(talker: Talker, url: str, dataset: DataSet) -> Source:
    """Return a source that asks a SPARQL endpoint."""

    def rows(query: str) -> Iterable[dict[str, Node]]:
        answer = talker.json(url, form={"query": query}, accept=_RESULTS)
        try:
            bindings = answer["results"]["bindings"]
            return [{name: _node(each) for name, each in row.items()} for row in bindings]
        except (KeyError, TypeError) as error:
            raise LinkError(f"{url} did not answer as SPARQL does: {error}") from error

    return SparqlSource(rows, shape_of(dataset.name), dataset.namespace)


def dump(path: Path, dataset: DataSet) -> Source:
    """Return a source that looks into a file, whose extension names its format."""
    store = Store.of_file(path, graph_format(path.suffix.removeprefix(".")))

    def rows(query: str) -> Iterable[dict[str, Node]]:
        return store.query(query, base=dataset.namespace).rows()

    return SparqlSource(rows, shape_of(dataset.name), dataset.namespace)


def service(talker: Talker, url: str, dataset: DataSet) -> Source:
    """Return a source that asks a reconciliation service."""
    return ReconciliationSource(talker, url, dataset.namespace)


def _node(term: dict[str, Any]) -> Node:
    value = str(term["value"])
    if term["type"] == "uri":
        return URIRef(value)
    if term["type"] == "bnode":
        return BNode(value)
    return Literal(value, lang=term.get("xml:lang"))
