"""A proof as a tree in words, from the triple through rules and axioms to quoted sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import RDF, BNode
from rdflib.term import Node as AnyNode

from graph.explaining import Explanation
from graph.explaining import Step as ProofStep
from graph.reasoning.terms import node_of
from graph.release import Release
from graph.store import Node
from server.binding import bound, query
from server.describing.evidence import Evidence, Quote, Triple, read_evidence_of
from server.describing.laws import AXIOMS, law
from server.describing.phrases import clause
from server.labels import Labels, Shown

__all__ = ["Step", "describe_proof"]

_ORIGINS = (
    ("graph/document/", "stated"),
    ("graph/reference", "reference"),
    ("graph/links/", "reference"),
    ("graph/ontology", "ontology"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A triple in a proof, and why it holds: from other steps, by laws, or as it was read."""

    subject: Shown
    predicate: Shown
    object: Shown
    rule: str
    laws: tuple[str, ...]
    premises: tuple["Step", ...]
    origin: str
    quotes: tuple[Quote, ...]
    above: bool
    """Whether its premises stand further up already."""

    @property
    def clause(self) -> str:
        """The triple in words."""
        return clause(self.subject.text, self.predicate.text, self.object.text)


def describe_proof(release: Release, proof: Explanation) -> Step:
    """Return the last step of a proof with all that it rests on."""
    triples = [_triple(step) for step in proof.steps]
    asserted = tuple(
        triple
        for step, triple in zip(proof.steps, triples, strict=True)
        if step.rule == "asserted" and not any(isinstance(node, BNode) for node in triple)
    )
    graphs = _graphs(release, asserted)
    evidence = read_evidence_of(release, asserted)
    nodes = {node for triple in triples for node in triple}
    labels = Labels(release, nodes | evidence.nodes())
    return _Writing(release, proof, triples, graphs, evidence, labels).step(len(triples) - 1)


def _triple(step: ProofStep) -> Triple:
    subject, predicate, value = (node_of(token) for token in step.triple)
    return subject, predicate, value


def _graphs(release: Release, triples: tuple[Triple, ...]) -> dict[Triple, list[Node]]:
    found: dict[Triple, list[Node]] = {}
    text = bound(query("origins"), these=triples)
    for row in release.store.query(text, base=release.manifest.base).rows():
        triple = (row["subject"], row["predicate"], row["object"])
        found.setdefault(triple, []).append(row["graph"])
    return found


class _Writing:
    """A proof while it is turned into a tree; what was shown once is not unfolded again."""

    def __init__(
        self,
        release: Release,
        proof: Explanation,
        triples: list[Triple],
        graphs: Mapping[Triple, list[Node]],
        evidence: Evidence,
        labels: Labels,
    ) -> None:
        self._base, self._proof, self._triples = release.manifest.base, proof, triples
        self._graphs, self._evidence, self._labels = graphs, evidence, labels
        self._done: set[int] = set()

    def step(self, place: int) -> Step:
        """Return a step with its premises."""
        rule, premises = self._proof.steps[place].rule, self._proof.steps[place].premises
        above = place in self._done and bool(premises)
        self._done.add(place)
        triple = subject, predicate, value = self._triples[place]
        facts = [each for each in premises if not self._is_law(each)]
        facts.sort(key=lambda each: self._triples[each][0] != subject)  # as one would tell it
        graphs = self._graphs.get(triple, [])
        return Step(
            self._labels.shown(subject),
            self._labels.shown(predicate),
            self._labels.shown(value),
            rule,
            tuple(self._laws(premises)),
            () if above else tuple(self.step(each) for each in facts),
            "inferred" if premises else self._origin(graphs),
            self._evidence.of([(*triple, graph) for graph in graphs], self._labels),
            above,
        )

    def _is_law(self, place: int) -> bool:
        """Tell whether a premise is an axiom as it stands in the ontology."""
        triple, rule = self._triples[place], self._proof.steps[place].rule
        return rule == "asserted" and (triple[1] in AXIOMS or bool(self._law(place, {})))

    def _laws(self, premises: tuple[int, ...]) -> Iterator[str]:
        found: dict[Node, dict[AnyNode, Node]] = {}
        for place in premises:
            subject, predicate, value = self._triples[place]
            found.setdefault(subject, {})[predicate] = value
        lists: dict[AnyNode, tuple[AnyNode, AnyNode]] = {
            node: (parts[RDF.first], parts[RDF.rest])
            for node, parts in found.items()
            if RDF.first in parts and RDF.rest in parts
        }
        return (words for place in premises if (words := self._law(place, lists)))

    def _law(self, place: int, lists: Mapping[AnyNode, tuple[AnyNode, AnyNode]]) -> str:
        return law(self._triples[place], lists, self._named)

    def _named(self, node: AnyNode) -> str:
        return self._labels.shown(node).text if isinstance(node, Node) else str(node)

    def _origin(self, graphs: list[Node]) -> str:
        paths = [str(graph).removeprefix(self._base) for graph in graphs]
        return next(
            (origin for start, origin in _ORIGINS if any(path.startswith(start) for path in paths)),
            "stated",
        )
