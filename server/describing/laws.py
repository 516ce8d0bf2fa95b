"""An axiom in a sentence, as a proof cites it."""

from collections.abc import Callable, Mapping

from rdflib import OWL, RDF, RDFS
from rdflib.term import Node

__all__ = ["AXIOMS", "law"]

Named = Callable[[Node], str]

_SENTENCES: Mapping[Node, str] = {
    RDFS.subClassOf: "whatever is a {s} is a {o}",
    RDFS.subPropertyOf: "“{s}” is a kind of “{o}”",
    RDFS.domain: "whatever has “{s}” is a {o}",
    RDFS.range: "whatever “{s}” leads to is a {o}",
    OWL.inverseOf: "“{s}” is “{o}” read backwards",
    OWL.equivalentClass: "a {s} is a {o}, and the other way round",
    OWL.equivalentProperty: "“{s}” and “{o}” mean the same",
    OWL.propertyChainAxiom: "“{s}” follows from {o}",
    OWL.hasKey: "two {s} that share {o} are one",
    OWL.intersectionOf: "a {s} is whatever is all of {o}",
    OWL.unionOf: "a {s} is whatever is one of {o}",
}
_KINDS: Mapping[Node, str] = {
    OWL.SymmetricProperty: "“{s}” holds in both directions",
    OWL.TransitiveProperty: "“{s}” holds from end to end of what holds step by step",
    OWL.FunctionalProperty: "“{s}” leads to one thing at most",
    OWL.InverseFunctionalProperty: "one thing at most leads to another by “{s}”",
}
_LISTS = (OWL.propertyChainAxiom, OWL.hasKey, OWL.intersectionOf, OWL.unionOf)

AXIOMS = frozenset((*_SENTENCES, RDF.first, RDF.rest))
"""The predicates of the triples that are said in other words, or in those of others."""


def law(
    triple: tuple[Node, Node, Node], lists: Mapping[Node, tuple[Node, Node]], named: Named
) -> str:
    """Return an axiom in words, nothing for a part of a list or what is no axiom.

    ``lists`` has the first and the rest of each node of a list.
    """
    subject, predicate, value = triple
    if predicate == RDF.type:
        return _KINDS.get(value, "").format(s=named(subject))
    if predicate not in _SENTENCES:
        return ""
    words = _listed(value, lists, named) if predicate in _LISTS else named(value)
    return _SENTENCES[predicate].format(s=named(subject), o=words)


def _listed(node: Node, lists: Mapping[Node, tuple[Node, Node]], named: Named) -> str:
    words: list[str] = []
    while node in lists:
        first, node = lists[node]
        words.append(f"“{named(first)}”")
    return ", then ".join(words) or "what it consists of"
