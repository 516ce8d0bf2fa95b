"""The W3C's SPARQL tests, read from their manifests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["HT", "MF", "Case", "cases", "items", "path_of"]

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
HT = Namespace("http://www.w3.org/2011/http#")


@dataclass(frozen=True)
class Case:
    """One test."""

    name: str
    kind: str
    """The local name of its type."""
    graph: Graph = field(repr=False)
    node: Node = field(repr=False)

    def value(self, *path: URIRef) -> Node | None:
        """Return what is at the end of a path of properties."""
        here: Node | None = self.node
        for step in path:
            here = None if here is None else self.graph.value(here, step)
        return here

    def file(self, *path: URIRef) -> Path | None:
        """Return the file at the end of a path of properties."""
        found = self.value(*path)
        return path_of(found) if isinstance(found, URIRef) else None

    def graphs(self, under: URIRef) -> dict[str, Path]:
        """Return the named graphs of an action or of a result."""
        owner = self.value(under)
        assert owner is not None
        found: dict[str, Path] = {}
        for given in self.graph.objects(owner, QT.graphData):
            found[str(given)] = path_of(given)
        for given in self.graph.objects(owner, UT.graphData):
            name, path = self.graph.value(given, RDFS.label), self.graph.value(given, UT.graph)
            if path is not None:
                found[str(name)] = path_of(path)
        return found

    @property
    def regimes(self) -> set[str]:
        """The local names of the entailment regimes and profiles it is for."""
        action, names = self.value(MF.action), set()
        for term in (SD.entailmentRegime, SD.EntailmentProfile):
            given = self.graph.value(action, term) if action is not None else None
            for each in [] if given is None else items(self.graph, given):
                names.add(str(each).rpartition("/")[2])
        return names


def items(graph: Graph, node: Node) -> list[Node]:
    """Return the members of a list, or the node itself where it is none."""
    is_list = node == RDF.nil or (node, RDF.first, None) in graph
    return list(Collection(graph, node)) if is_list else [node]


def path_of(iri: Node) -> Path:
    """Return the path of a file: IRI."""
    return Path(unquote(urlsplit(str(iri)).path))


def cases(manifest: Path) -> Iterator[Case]:
    """Yield the tests of a manifest and of those it includes, in their order."""
    graph = Graph().parse(manifest, publicID=manifest.as_uri(), format="turtle")
    here = URIRef(manifest.as_uri())
    for included in graph.objects(here, MF.include):
        for other in items(graph, included):
            yield from cases(path_of(other))
    for entries in graph.objects(here, MF.entries):
        for node in items(graph, entries):
            kinds = [str(kind).rpartition("#")[2] for kind in graph.objects(node, RDF.type)]
            name = f"{manifest.parent.name}/{str(node).rpartition('#')[2]}"
            yield Case(name, kinds[0] if kinds else "", graph, node)
