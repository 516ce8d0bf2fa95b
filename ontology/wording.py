"""The axioms of each term in words, for a page that people read.

What a term is a kind of is left out: a page says that with the definition.

>>> from ontology.terms import DEFAULT_BASE, ontology_at
>>> worded = axioms_in_words(ontology_at(DEFAULT_BASE), f"{DEFAULT_BASE}ontology#")
>>> [axiom.text for axiom in worded["signatory"]][-1]
'It follows from signed in, then agent.'
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SDO, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["Axiom", "Word", "axioms_in_words"]


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a sentence, and the anchor of the term that it names, if it names one."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Axiom:
    """A sentence about a term."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence without its links."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """What is needed to name a term."""

    graph: Graph
    namespace: str

    def anchor(self, node: Node) -> str:
        return str(node).removeprefix(self.namespace) if self.owns(node) else ""

    def owns(self, node: Node) -> bool:
        return isinstance(node, URIRef) and node.startswith(self.namespace)

    def word(self, node: Node) -> Word:
        label = self.graph.value(node, RDFS.label)
        short = str(node).rstrip("/").replace("#", "/").rpartition("/")[2]
        return Word(str(label or short), self.anchor(node))

    def listed(self, nodes: Sequence[Node], between: str) -> Iterator[Word]:
        for index, node in enumerate(nodes):
            if index:
                yield Word(between)
            yield self.word(node)


# A sentence about whatever has a value of the predicate: its beginning, what stands between several
# values, and its end. The values of the last ones are lists.
_SENTENCES: tuple[tuple[URIRef, str, str, str], ...] = (
    (RDFS.domain, "What it starts from is: ", " and ", "."),
    (RDFS.range, "What it leads to is: ", " and ", "."),
    (SDO.domainIncludes, "It is used of: ", ", ", "; nothing follows from that."),
    (SDO.rangeIncludes, "It leads, for instance, to: ", ", ", "; nothing follows from that."),
    (OWL.inverseOf, "Read backwards it is ", " and ", "."),
    (OWL.disjointWith, "It has nothing in common with: ", ", ", "."),
)
_LISTS: tuple[tuple[URIRef, str, str, str], ...] = (
    (OWL.propertyChainAxiom, "It follows from ", ", then ", "."),
    (OWL.hasKey, "Two that share the same ", " and ", " are one."),
)
# The other way round, about a class: which properties start from it and lead to it.
_PROPERTIES: tuple[tuple[str, tuple[URIRef, ...]], ...] = (
    ("These start from it: ", (RDFS.domain, SDO.domainIncludes)),
    ("These lead to it: ", (RDFS.range, SDO.rangeIncludes)),
)
_KINDS: dict[URIRef, str] = {
    OWL.SymmetricProperty: "It holds in both directions.",
    OWL.TransitiveProperty: "It reaches on: what holds step by step holds from end to end.",
    OWL.AsymmetricProperty: "It never holds in both directions.",
    OWL.IrreflexiveProperty: "Nothing is so related to itself.",
    OWL.FunctionalProperty: "It leads to one thing at most.",
    OWL.InverseFunctionalProperty: "One thing at most leads to another by it.",
}


def axioms_in_words(graph: Graph, namespace: str) -> Mapping[str, tuple[Axiom, ...]]:
    """Return the sentences about each term of a namespace by the term's local name."""
    speaker = _Speaker(graph, namespace)
    said: defaultdict[str, list[Axiom]] = defaultdict(list)
    for gather in _GATHERERS:
        for term, axiom in gather(speaker):
            if speaker.owns(term):
                said[speaker.anchor(term)].append(axiom)
    return {anchor: tuple(axioms) for anchor, axioms in said.items()}


_Said = Iterator[tuple[Node, Axiom]]


def _simple(speaker: _Speaker) -> _Said:
    for predicate, begin, between, end in _SENTENCES:
        for term in set(speaker.graph.subjects(predicate, None)):
            values = sorted(
                o for o in speaker.graph.objects(term, predicate) if isinstance(o, URIRef)
            )
            if values:
                yield term, _axiom(begin, speaker.listed(values, between), end)


def _kinds(speaker: _Speaker) -> _Said:
    for kind, sentence in _KINDS.items():
        for term in speaker.graph.subjects(RDF.type, kind):
            yield term, Axiom((Word(sentence),))


def _lists(speaker: _Speaker) -> _Said:
    for predicate, begin, between, end in _LISTS:
        for term, start in speaker.graph.subject_objects(predicate):
            nodes = list(Collection(speaker.graph, start))
            yield term, _axiom(begin, speaker.listed(nodes, between), end)


def _properties(speaker: _Speaker) -> _Said:
    for begin, predicates in _PROPERTIES:
        tied: defaultdict[Node, set[Node]] = defaultdict(set)
        for predicate in predicates:
            for term, kind in speaker.graph.subject_objects(predicate):
                tied[kind].add(term)
        for kind, terms in tied.items():
            yield kind, _axiom(begin, speaker.listed(sorted(terms, key=str), ", "), ".")


def _disjoint(speaker: _Speaker) -> _Said:
    for axiom in speaker.graph.subjects(RDF.type, OWL.AllDisjointClasses):
        start = speaker.graph.value(axiom, OWL.members)
        nodes = list(Collection(speaker.graph, start)) if start is not None else []
        for term in nodes:
            others = [node for node in nodes if node != term]
            begin = "It has nothing in common with: "
            yield term, _axiom(begin, speaker.listed(others, ", "), ".")


_GATHERERS: tuple[Callable[[_Speaker], _Said], ...] = (
    _simple,
    _kinds,
    _lists,
    _disjoint,
    _properties,
)


def _axiom(begin: str, words: Iterator[Word], end: str) -> Axiom:
    return Axiom((Word(begin), *words, Word(end)))
