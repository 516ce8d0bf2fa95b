"""Whether one graph entails another, beyond what a closure lists.

An axiom follows where its consequences follow for individuals that nobody has heard of, or where
the opposite is a contradiction. Both are sound for OWL 2; what is not found may still be entailed.

>>> prefixes = '@prefix : <urn:x:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . '
>>> premise = Graph().parse(data=prefixes + ":p rdfs:domain :C . :q rdfs:subPropertyOf :p .")
>>> entails(premise, Graph().parse(data=prefixes + ":q rdfs:domain :C ."))
True
>>> entails(premise, Graph().parse(data=prefixes + ":p rdfs:domain :D ."))
False
"""

from collections.abc import Callable, Iterable
from itertools import combinations, pairwise

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph.reasoning.noise import Triple
from graph.reasoning.reasoner import Reasoner

__all__ = ["entails"]

_DECLARATIONS = frozenset(
    {
        OWL.Ontology,
        OWL.Thing,
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.NamedIndividual,
        RDF.Property,
        RDFS.Class,
        RDFS.Datatype,
    }
)
_A, _B, _C = (URIRef(f"urn:uuid:00000000-0000-4000-8000-00000000000{n}") for n in "abc")
_OPPOSITE = URIRef("urn:uuid:00000000-0000-4000-8000-00000000000d")


class _Premise:
    """A closure that is asked what would follow if more were true."""

    def __init__(self, premise: Graph) -> None:
        self._reasoner = Reasoner.of(premise)
        self.known = set(premise) | set(self._reasoner.inferred())
        self.consistent = not self._reasoner.inconsistencies()

    def would(self, assumed: Iterable[Triple], *wanted: Triple) -> bool:
        """Tell whether assumptions lead to what is wanted, or to a contradiction."""
        assumptions = list(assumed)
        wider = self._reasoner.including(assumptions)
        return bool(wider.inconsistencies()) or (
            bool(wanted) and set(wanted) <= set(wider.inferred()) | set(assumptions)
        )


def entails(premise: Graph, conclusion: Graph) -> bool:
    """Tell whether every triple of a conclusion is found to follow; blank nodes are variables."""
    known = _Premise(premise)
    if not known.consistent:
        return True
    plain, denied = _unfolded(conclusion)
    if not all(known.would([triple]) for triple in denied):
        return False
    open_triples = [t for t in plain if not _declares(t)]
    anonymous = [t for t in open_triples if any(isinstance(node, BNode) for node in t)]
    ground = (t for t in open_triples if t not in anonymous)
    return all(_follows(known, t) for t in ground) and _matches(known.known, anonymous, {})


def _unfolded(conclusion: Graph) -> tuple[list[Triple], list[Triple]]:
    """Return a conclusion without anonymous complements and AllDifferent, and what must be false.

    ``x a [ owl:complementOf C ]`` holds where ``x a C`` is false, and AllDifferent stands for
    ``owl:differentFrom`` among each two of its members.
    """
    plain = Graph() + conclusion
    denied: list[Triple] = []
    for node, kind in conclusion.subject_objects(OWL.complementOf):
        if isinstance(node, BNode) and not isinstance(kind, BNode):
            denied += [(each, RDF.type, kind) for each in conclusion.subjects(RDF.type, node)]
            plain.remove((node, None, None))
            plain.remove((None, RDF.type, node))
    for node in conclusion.subjects(RDF.type, OWL.AllDifferent):
        for predicate in (OWL.members, OWL.distinctMembers):
            for members in conclusion.objects(node, predicate):
                for one, other in combinations(Collection(conclusion, members), 2):
                    plain.add((one, OWL.differentFrom, other))
                _remove_list(plain, members)
        plain.remove((node, None, None))
    return list(plain), denied


def _remove_list(graph: Graph, node: Node | None) -> None:
    while node is not None and node != RDF.nil:
        following = graph.value(node, RDF.rest)
        graph.remove((node, None, None))
        node = following


def _declares(triple: Triple) -> bool:
    return (triple[1] == RDF.type and triple[2] in _DECLARATIONS) or triple[1] == OWL.imports


def _follows(premise: _Premise, triple: Triple) -> bool:
    if triple in premise.known:
        return True
    subject, predicate, value = triple
    if predicate == RDF.type:
        test = _CHARACTERISTICS.get(value)
        return premise.would(_not_a(subject, value)) or (
            test is not None and test(premise, subject)
        )
    relation = _RELATIONS.get(predicate)
    if relation is not None:
        return relation(premise, subject, value)
    denied = {OWL.sourceIndividual: subject, OWL.assertionProperty: predicate}
    denied |= {OWL.targetIndividual: value}
    return premise.would((_A, role, node) for role, node in denied.items())


def _not_a(subject: Node, kind: Node) -> list[Triple]:
    return [(_OPPOSITE, OWL.complementOf, kind), (subject, RDF.type, _OPPOSITE)]


def _below(premise: _Premise, low: Node, high: Node) -> bool:
    return premise.would([(_A, RDF.type, low)], (_A, RDF.type, high))


def _narrower(premise: _Premise, low: Node, high: Node) -> bool:
    return premise.would([(_A, low, _B)], (_A, high, _B))


def _inverse(premise: _Premise, one: Node, other: Node) -> bool:
    forth = premise.would([(_A, one, _B)], (_B, other, _A))
    return forth and premise.would([(_A, other, _B)], (_B, one, _A))


_DATATYPES = [
    (low, RDFS.subClassOf, high)
    for names in (
        (XSD.byte, XSD.short, XSD.int, XSD.long, XSD.integer, XSD.decimal),
        (XSD.unsignedByte, XSD.unsignedShort, XSD.unsignedInt, XSD.unsignedLong),
        (XSD.unsignedByte, XSD.short),
        (XSD.unsignedShort, XSD.int),
        (XSD.unsignedInt, XSD.long),
        (XSD.unsignedLong, XSD.nonNegativeInteger, XSD.integer),
        (XSD.positiveInteger, XSD.nonNegativeInteger),
        (XSD.negativeInteger, XSD.nonPositiveInteger, XSD.integer),
        (XSD.NCName, XSD.Name, XSD.token, XSD.normalizedString, XSD.string),
        (XSD.NMTOKEN, XSD.token),
        (XSD.language, XSD.token),
        (XSD.dateTimeStamp, XSD.dateTime),
    )
    for low, high in pairwise(names)
]
"""Which datatypes of the profile hold only values of which others."""

_RELATIONS: dict[Node, Callable[[_Premise, Node, Node], bool]] = {
    OWL.sameAs: lambda premise, one, other: premise.would([(one, OWL.differentFrom, other)]),
    OWL.differentFrom: lambda premise, one, other: premise.would([(one, OWL.sameAs, other)]),
    RDFS.subClassOf: _below,
    OWL.equivalentClass: lambda p, one, other: _below(p, one, other) and _below(p, other, one),
    RDFS.subPropertyOf: _narrower,
    OWL.equivalentProperty: lambda p, one, other: (
        _narrower(p, one, other) and _narrower(p, other, one)
    ),
    OWL.inverseOf: _inverse,
    RDFS.domain: lambda p, prop, kind: p.would([(_A, prop, _B)], (_A, RDF.type, kind)),
    RDFS.range: lambda p, prop, kind: p.would([(_A, prop, _B), *_DATATYPES], (_B, RDF.type, kind)),
    OWL.disjointWith: lambda p, one, other: p.would([(_A, RDF.type, one), (_A, RDF.type, other)]),
    OWL.propertyDisjointWith: lambda p, one, other: p.would([(_A, one, _B), (_A, other, _B)]),
}
"""What would show that two terms are so related."""

_CHARACTERISTICS: dict[Node, Callable[[_Premise, Node], bool]] = {
    OWL.TransitiveProperty: lambda p, q: p.would([(_A, q, _B), (_B, q, _C)], (_A, q, _C)),
    OWL.SymmetricProperty: lambda p, q: p.would([(_A, q, _B)], (_B, q, _A)),
    OWL.AsymmetricProperty: lambda p, q: p.would([(_A, q, _B), (_B, q, _A)]),
    OWL.IrreflexiveProperty: lambda p, q: p.would([(_A, q, _A)]),
    OWL.FunctionalProperty: lambda p, q: p.would([(_A, q, _B), (_A, q, _C)], (_B, OWL.sameAs, _C)),
    OWL.InverseFunctionalProperty: lambda p, q: p.would(
        [(_B, q, _A), (_C, q, _A)], (_B, OWL.sameAs, _C)
    ),
}
"""What would show that a property has a characteristic."""


def _matches(known: set[Triple], patterns: list[Triple], bound: dict[Node, Node]) -> bool:
    """Tell whether blank nodes can stand for terms so that every pattern is known."""
    if not patterns:
        return True
    first, *others = patterns
    for triple in known:
        wider = _bound(first, triple, bound)
        if wider is not None and _matches(known, others, wider):
            return True
    return False


def _bound(pattern: Triple, triple: Triple, bound: dict[Node, Node]) -> dict[Node, Node] | None:
    wider = dict(bound)
    for wanted, node in zip(pattern, triple, strict=True):
        stands_for = wider.setdefault(wanted, node) if isinstance(wanted, BNode) else wanted
        if stands_for != node:
            return None
    return wider
