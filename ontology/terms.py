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

__all__ = ["DEFAULT_BASE", "ONTOLOGY_FILE", "ontology_at", "terms_at"]

DEFAULT_BASE = "https://w3id.org/detente/"
"""Where Detente's names live unless the operator says otherwise; written out nowhere else."""

ONTOLOGY_FILE = Path(__file__).with_name("detente.ttl")


@lru_cache
def ontology_at(base: str) -> Graph:
    """Return the ontology with its relative IRIs resolved against ``base``; not to be changed."""
    return Graph(bind_namespaces="none").parse(ONTOLOGY_FILE, publicID=base, format="turtle")


@lru_cache
def terms_at(base: str) -> ClosedNamespace:
    """Return the namespace of the ontology's own terms; a misspelt one raises AttributeError."""
    namespace = f"{base}ontology#"
    subjects = {s for s in ontology_at(base).subjects() if isinstance(s, URIRef)}
    own = sorted(s.removeprefix(namespace) for s in subjects if s.startswith(namespace))
    return ClosedNamespace(namespace, own)
