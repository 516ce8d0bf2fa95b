"""The door to owlrl, and the mending of what it gets wrong.

owlrl 7.6 walks through all triples in every round and tries every rule on each, and stores ``x
sameAs x`` for every term, literals included. Here a round visits only the triples that a rule can
start from, and no such triple is stored. The conclusions are the same, as a test holds, and come
sooner.

Five of its rules are wrong or missing and are replaced:

* ``prp-key`` ignores the last key, so that a class with one key becomes a single individual;
* ``eq-diff2`` and ``eq-diff3`` (AllDifferent) and ``prp-adp`` skip the last member;
* without ``dt-diff``, two values of a functional property become the same literal, and the
  one is then copied to wherever the other stands.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise, product

from owlrl.OWLRL import OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal
from rdflib.term import Node

from graph.reasoning.findings import Closure, Inconsistency
from graph.reasoning.noise import Triple, is_noise

__all__ = ["close"]

# The predicates that some rule of owlrl starts from, ``rdf:type`` apart.
_STARTERS = frozenset(
    {
        OWL.allValuesFrom,
        OWL.complementOf,
        OWL.differentFrom,
        OWL.disjointWith,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        OWL.hasKey,
        OWL.hasValue,
        OWL.intersectionOf,
        OWL.inverseOf,
        OWL.maxCardinality,
        OWL.maxQualifiedCardinality,
        OWL.oneOf,
        OWL.propertyChainAxiom,
        OWL.propertyDisjointWith,
        OWL.sameAs,
        OWL.someValuesFrom,
        OWL.sourceIndividual,
        OWL.unionOf,
        RDFS.domain,
        RDFS.range,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
    }
)

# The types that some rule starts from.
_STARTING_TYPES = frozenset(
    {
        OWL.AllDifferent,
        OWL.AllDisjointClasses,
        OWL.AllDisjointProperties,
        OWL.AsymmetricProperty,
        OWL.Class,
        OWL.DatatypeProperty,
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.IrreflexiveProperty,
        OWL.Nothing,
        OWL.ObjectProperty,
        OWL.SymmetricProperty,
        OWL.TransitiveProperty,
        RDF.Property,
    }
)


def close(asserted: Graph) -> Closure:
    """Return what follows from ``asserted`` by OWL 2 RL, found by owlrl."""
    working = _copy(asserted)
    semantics = _Semantics(working)
    semantics.closure()
    return Closure(_news(working, asserted), _findings(semantics.error_messages, asserted))


class _Semantics(OWLRL_Semantics):  # type: ignore[misc]  # owlrl ships no types
    """The rules of owlrl, started only where they can fire, with five of them mended."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph, axioms=False, daxioms=False)
        self._mended: dict[Node, Callable[[Triple], None]] = {
            OWL.differentFrom: self._different,
            OWL.hasKey: self._key,
            OWL.AllDifferent: self._all_different,
            OWL.AllDisjointProperties: self._all_disjoint_properties,
        }

    def closure(self) -> None:
        """Run all rules to the end; contradictions are in ``error_messages``, not in the graph."""
        self.one_time_rules()
        self.flush_stored_triples()
        fresh = True
        while fresh:
            for triple in _starting(self.graph):
                self._start(triple)
            fresh = bool(self.added_triples)
            self.flush_stored_triples()

    def store_triple(self, triple: Triple) -> None:
        """Keep a conclusion for the next round, unless it is known, trivial or absurd."""
        if triple in self.added_triples or triple in self.graph:
            return
        if triple[1] != OWL.sameAs or self._can_be_same(triple[0], triple[2]):
            self.added_triples.add(triple)

    def _can_be_same(self, one: Node, other: Node) -> bool:
        """Apply ``dt-diff``, and tell whether saying that the two are the same says anything."""
        if not (isinstance(one, Literal) and isinstance(other, Literal)):
            return one != other
        if _differ(one, other):
            first, second = sorted((one.n3(), other.n3()))
            self.add_error(f"The different values {first} and {second} would have to be the same")
        return False

    def _start(self, triple: Triple) -> None:
        rule = self._mended.get(triple[2] if triple[1] == RDF.type else triple[1])
        if rule is not None:
            rule(triple)
        else:
            # In its first round owlrl also collects blank nodes, slowly; here they do no harm.
            self.rules(triple, cycle_num=2)

    def _key(self, axiom: Triple) -> None:
        """Apply ``prp-key``: who shares a value of every key is the same."""
        keys = self._list(axiom[2])
        bearers: defaultdict[tuple[Node, ...], list[Node]] = defaultdict(list)
        for thing in self.graph.subjects(RDF.type, axiom[0]) if keys else ():
            for values in product(*(tuple(self.graph.objects(thing, key)) for key in keys)):
                bearers[values].append(thing)
        for same in bearers.values():
            for one, other in pairwise(same):
                self.store_triple((one, OWL.sameAs, other))

    def _different(self, axiom: Triple) -> None:
        """Apply the case of ``eq-diff1`` that ``x sameAs x`` is otherwise needed for."""
        if axiom[0] == axiom[2]:
            self.add_error(f"{axiom[0]} would have to be different from itself")

    def _all_different(self, axiom: Triple) -> None:
        """Apply ``eq-diff2`` and ``eq-diff3``: no two members are the same."""
        for one, other in self._pairs(axiom[0]):
            if one == other or (one, OWL.sameAs, other) in self.graph:
                self.add_error(f"{one} and {other} would have to be the same and different")

    def _all_disjoint_properties(self, axiom: Triple) -> None:
        """Apply ``prp-adp``: no two members relate the same subject to the same object."""
        for one, other in self._pairs(axiom[0]):
            for subject, value in self.graph.subject_objects(one):
                if (subject, other, value) in self.graph:
                    self.add_error(f"Disjoint {one} and {other} both relate {subject} to {value}")

    def _pairs(self, axiom: Node) -> Iterator[tuple[Node, Node]]:
        for predicate in (OWL.members, OWL.distinctMembers):
            for members in self.graph.objects(axiom, predicate):
                yield from combinations(self._list(members), 2)


def _starting(graph: Graph) -> Iterator[Triple]:
    for predicate in _STARTERS:
        yield from graph.triples((None, predicate, None))
    for starting_type in _STARTING_TYPES:
        yield from graph.triples((None, RDF.type, starting_type))


def _differ(one: Literal, other: Literal) -> bool:
    return bool((one.value, one.language) != (other.value, other.language))


def _copy(graph: Graph) -> Graph:
    # A store without contexts: nothing here needs them, and each look-up would pay for them.
    copy = Graph(store="SimpleMemory", bind_namespaces="none")
    copy += graph
    return copy


def _news(working: Graph, asserted: Graph) -> Graph:
    news = Graph(bind_namespaces="none")
    for triple in working:
        if triple not in asserted and not is_noise(triple):
            news.add(triple)
    return news


def _findings(messages: Iterable[str], asserted: Graph) -> tuple[Inconsistency, ...]:
    """Sort the messages and name no blank node, whose identifier differs from run to run."""
    anonymous = {node for triple in asserted for node in triple if isinstance(node, BNode)}
    longest_first = sorted(anonymous, key=len, reverse=True)  # "b1" is part of "b10"
    plain = {_without(longest_first, message) for message in messages}
    return tuple(map(Inconsistency, sorted(plain)))


def _without(anonymous: Iterable[BNode], message: str) -> str:
    for node in anonymous:
        message = message.replace(str(node), "an anonymous node")
    return message
