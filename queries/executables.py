"""The example queries as RDF, in the form in which SIB keeps its examples.

https://github.com/sib-swiss/sparql-examples, by SHACL's terms for SPARQL:
https://www.w3.org/TR/shacl/#sparql-based-constraints
"""

import re

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SDO, SH, XSD

from queries.catalogue import Example, catalogue

__all__ = ["executables"]

_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b")
_FORMS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
    "DESCRIBE": (SH.SPARQLExecutable, URIRef(f"{SH}describe")),
}
_PREFIX = re.compile(r"^PREFIX\s+(\w+):\s*<([^>]*)>", re.MULTILINE)


def executables(base: str, endpoint: str) -> Graph:
    """Return the examples, each to be sent to ``endpoint`` as it stands."""
    graph = Graph()
    for example in catalogue():
        _add(graph, example, base, endpoint)
    return graph


def _add(graph: Graph, example: Example, base: str, endpoint: str) -> None:
    iri = URIRef(f"{base}query/{example.name}")
    form = _FORM.search(_PREFIX.sub("", example.query))
    kind, property_ = _FORMS[form[1] if form else "SELECT"]
    graph.add((iri, RDF.type, SH.SPARQLExecutable))
    graph.add((iri, RDF.type, kind))
    graph.add((iri, RDFS.label, Literal(example.title, lang="en")))
    graph.add((iri, RDFS.comment, Literal(example.description, lang="en")))
    graph.add((iri, property_, Literal(example.standalone(base))))
    graph.add((iri, SDO.target, URIRef(endpoint)))
    for tag in example.tags:
        graph.add((iri, SDO.keywords, Literal(tag)))
    for prefix, namespace in _PREFIX.findall(example.query):
        declared = URIRef(f"{base}query/prefix/{prefix}")
        full = namespace if ":" in namespace else base + namespace
        graph.add((iri, SH.prefixes, URIRef(f"{base}query/prefix")))
        graph.add((URIRef(f"{base}query/prefix"), SH.declare, declared))
        graph.add((declared, SH.prefix, Literal(prefix)))
        graph.add((declared, SH.namespace, Literal(full, datatype=XSD.anyURI)))
