"""The ontology's classes as the extractor sees them: which kind is a kind of which.

>>> is_a("Summit", ["Meeting"])
True
>>> is_a("Person", ["Location", "Event"])
False
"""

from collections.abc import Iterable
from functools import cache

from rdflib import URIRef
from rdflib.namespace import RDFS

from ontology.terms import DEFAULT_BASE, ontology_at

__all__ = ["is_a", "supertypes"]

_NAMESPACE = f"{DEFAULT_BASE}ontology#"


@cache
def supertypes(name: str) -> frozenset[str]:
    """Return the local names of a class and all classes above it in the ontology."""
    above = ontology_at(DEFAULT_BASE).transitive_objects(URIRef(_NAMESPACE + name), RDFS.subClassOf)
    own = (str(kind) for kind in above if str(kind).startswith(_NAMESPACE))
    return frozenset(kind.removeprefix(_NAMESPACE) for kind in own)


def is_a(name: str, wanted: Iterable[str]) -> bool:
    """Tell whether a class is, or is below, one of the wanted ones."""
    return not supertypes(name).isdisjoint(wanted)
