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

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph.reasoning.datatypes import DATATYPES, covers
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
_FRESH = "urn:uuid:00000000-0000-4000-8000-"
_A, _B, _C, _OPPOSITE = (URIRef(f"{_FRESH}f0000000000{n}") for n in "abcd")


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

    def types(self, assumed: Iterable[Triple], subject: Node) -> set[Node]:
        """Return the types that assumptions give to something."""
        wider = self._reasoner.including(assumed)
        return {o for s, p, o in wider.inferred() if s == subject and p == RDF.type}


def entails(premise: Graph, conclusion: Graph) -> bool:
    """Tell whether every triple of a conclusion is found to follow; blank nodes are variables."""
    known = _Premise(premise)
    if not known.consistent:
        return True
    plain = Graph() + conclusion
    unfolded = [*_complements(plain), *_chains(plain), *_all_different(plain)]
    if not all(known.would(assumed, *wanted) for assumed, wanted in unfolded):
        return False
    open_triples = [t for t in plain if not _declares(t)]
    anonymous = [t for t in open_triples if any(isinstance(node, BNode) for node in t)]
    ground = (t for t in open_triples if t not in anonymous)
    return all(_follows(known, t) for t in ground) and _matches(known.known, anonymous, {})


_Test = tuple[list[Triple], list[Triple]]
"""What is assumed, and what must follow from that unless it is a contradiction."""


def _complements(plain: Graph) -> Iterator[_Test]:
    """Take out anonymous complements: ``x a [ owl:complementOf C ]`` where ``x a C`` is false."""
    for node, kind in list(plain.subject_objects(OWL.complementOf)):
        if isinstance(node, BNode) and not isinstance(kind, BNode):
            for each in list(plain.subjects(RDF.type, node)):
                yield [(each, RDF.type, kind)], []
            plain.remove((node, None, None))
            plain.remove((None, RDF.type, node))


def _chains(plain: Graph) -> Iterator[_Test]:
    """Take out property chains: they lead from one thing to another as the property does."""
    for prop, links in list(plain.subject_objects(OWL.propertyChainAxiom)):
        members = list(Collection(plain, links))
        nodes: list[Node] = [URIRef(f"{_FRESH}{n:012x}") for n in range(len(members) + 1)]
        way = zip(nodes, members, nodes[1:], strict=False)
        yield list(way), [(nodes[0], prop, nodes[-1])]
        _remove_list(plain, links)
        plain.remove((prop, OWL.propertyChainAxiom, links))


def _all_different(plain: Graph) -> Iterator[_Test]:
    """Take out AllDifferent: of any two members it is false that they are the same."""
    for node in list(plain.subjects(RDF.type, OWL.AllDifferent)):
        for predicate in (OWL.members, OWL.distinctMembers):
            for members in list(plain.objects(node, predicate)):
                for one, other in combinations(Collection(plain, members), 2):
                    yield [(one, OWL.sameAs, other)], []
                _remove_list(plain, members)
        plain.remove((node, None, None))


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


def _ranged(premise: _Premise, prop: Node, kind: Node) -> bool:
    kinds = premise.types([(_A, prop, _B)], _B)
    return kind in kinds or covers(str(kind), [str(k) for k in kinds if str(k) in DATATYPES])


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
    RDFS.range: _ranged,
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
