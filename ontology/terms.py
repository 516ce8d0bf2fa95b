"""The ontology's terms as a closed namespace, built from the Turtle.

>>> terms = terms_at("https://example.org/")
>>> terms.AgreementSigning
rdflib.term.URIRef('https://example.org/ontology#AgreementSigning')
>>> terms.AgreementSigming
Traceback (most recent call last):
AttributeError: "term 'AgreementSigming' not in namespace 'https://example.org/ontology#'"
"""

from functools import lru_cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import ClosedNamespace

__all__ = [
    "DEFAULT_BASE",
    "ONTOLOGY_FILES",
    "hygiene_queries",
    "ontology_at",
    "terms_at",
    "turtle_at",
]

DEFAULT_BASE = "https://w3id.org/detente/"
"""Where Detente's names live unless the operator says otherwise; written out nowhere else."""

_FOLDER = Path(__file__).parent

ONTOLOGY_FILES = (_FOLDER / "detente.ttl", _FOLDER / "event-codes.ttl")
"""What the ontology consists of: its terms, and the codes of event data for them."""


@lru_cache
def ontology_at(base: str) -> Graph:
    """Return the ontology with its relative IRIs resolved against ``base``; not to be changed."""
    graph = Graph(bind_namespaces="none")
    for file in ONTOLOGY_FILES:
        graph.parse(file, publicID=base, format="turtle")
    return graph


@lru_cache
def turtle_at(name: str, base: str) -> Graph:
    """Return another Turtle file of this folder, such as ``shapes``; not to be changed."""
    file = _FOLDER / f"{name}.ttl"
    return Graph(bind_namespaces="none").parse(file, publicID=base, format="turtle")


@lru_cache
def terms_at(base: str) -> ClosedNamespace:
    """Return the namespace of the ontology's own terms; a misspelt one raises AttributeError."""
    namespace = f"{base}ontology#"
    subjects = {s for s in ontology_at(base).subjects() if isinstance(s, URIRef)}
    own = sorted(s.removeprefix(namespace) for s in subjects if s.startswith(namespace))
    return ClosedNamespace(namespace, own)


def hygiene_queries() -> tuple[str, ...]:
    """Return the queries whose rows are failures of the ontology, in the order of their names."""
    return tuple(file.read_text("utf-8") for file in sorted((_FOLDER / "hygiene").glob("*.rq")))
