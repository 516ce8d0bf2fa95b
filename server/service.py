"""The service description: what this endpoint is and can do, as RDF.

https://www.w3.org/TR/sparql11-service-description/
"""

from collections.abc import Iterable, Mapping

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, VOID

from graph.names import Names
from server.negotiation import GRAPH, SOLUTIONS
from server.wordsearch import PROPERTY

__all__ = ["described"]

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT: Mapping[str, str] = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}
_REGIME = URIRef("http://www.w3.org/ns/entailment/OWL-RDF-Based")
_PROFILE = URIRef("http://www.w3.org/ns/owl-profile/RL")
_SEARCH = (
    'Search in words: (?thing ?score ?words) <search> ("some words" 10) binds the ten things that '
    "go best by these words, how well they do (BM25), and the text they were found by."
)


_PARTS = (
    "The default graph is the merge of what is asserted and what is inferred; claims are in named "
    "graphs of their own. With graphs=asserted, inferred or claims, or some of them with commas "
    "between, a query has the merge of these parts as its default graph."
)


def described(
    endpoint: str,
    sizes: Mapping[str, int],
    names: Names,
    *,
    writable: bool,
    inferring: bool,
    services: Iterable[str] = (),
) -> Graph:
    """Return the description of the endpoint at an address.

    ``sizes`` gives the number of triples by graph, with that of the default graph under "",
    and ``services`` the hosts that SERVICE may call.
    """
    graph = Graph(bind_namespaces="none")
    graph.bind("sd", SD)
    graph.bind("void", VOID)
    service = URIRef(f"{endpoint}#service")
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef(endpoint)))
    _add_abilities(graph, service, writable=writable)
    _add_search(graph, service, names)
    _add_federation(graph, service, services)
    if inferring:
        graph.add((service, SD.defaultEntailmentRegime, _REGIME))
        graph.add((service, SD.defaultSupportedEntailmentProfile, _PROFILE))
    graph.add((service, SD.defaultDataset, _dataset(graph, sizes)))
    return graph


def _add_abilities(graph: Graph, service: URIRef, *, writable: bool) -> None:
    languages = ("SPARQL10Query", "SPARQL11Query", *(["SPARQL11Update"] if writable else []))
    for language in languages:
        graph.add((service, SD.supportedLanguage, SD[language]))
    for offer in (*SOLUTIONS, *GRAPH):
        graph.add((service, SD.resultFormat, URIRef(_FORMATS + _FORMAT[offer.format.name])))
    for offer in GRAPH if writable else ():
        graph.add((service, SD.inputFormat, URIRef(_FORMATS + _FORMAT[offer.format.name])))


def _add_search(graph: Graph, service: URIRef, names: Names) -> None:
    search = URIRef(f"{names.base}{PROPERTY}")
    graph.add((service, SD.propertyFeature, search))
    graph.add((search, RDF.type, SD.Feature))
    graph.add((search, RDFS.label, Literal("full-text search", lang="en")))
    graph.add((search, RDFS.comment, Literal(_SEARCH, lang="en")))


def _add_federation(graph: Graph, service: URIRef, hosts: Iterable[str]) -> None:
    """Say that SERVICE is understood, where it is allowed, and whom it may call."""
    for host in sorted(hosts):
        graph.add((service, SD.feature, SD.BasicFederatedQuery))
        comment = f"SERVICE may call endpoints at {host}."
        graph.add((service, RDFS.comment, Literal(comment, lang="en")))


def _dataset(graph: Graph, sizes: Mapping[str, int]) -> BNode:
    dataset = BNode()
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, RDFS.comment, Literal(_PARTS, lang="en")))
    graph.add((dataset, SD.defaultGraph, _graph(graph, sizes[""])))
    for name in sorted(set(sizes) - {""}):
        named = BNode()
        graph.add((dataset, SD.namedGraph, named))
        graph.add((named, RDF.type, SD.NamedGraph))
        graph.add((named, SD.name, URIRef(name)))
        graph.add((named, SD.graph, _graph(graph, sizes[name])))
    return dataset


def _graph(graph: Graph, size: int) -> BNode:
    node = BNode()
    graph.add((node, RDF.type, SD.Graph))
    graph.add((node, VOID.triples, Literal(size)))
    return node
