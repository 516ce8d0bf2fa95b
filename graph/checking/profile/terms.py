"""The words in which a violation of the profile is told."""

from dataclasses import dataclass
from enum import Enum

from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["Clause", "Violation", "written"]


class Clause(Enum):
    """A clause of the profile, or of the restrictions that it takes over from OWL 2 DL."""

    ENTITIES = "OWL 2 Profiles, 4.2.1 Entities"
    CLASSES = "OWL 2 Profiles, 4.2.3 Class Expressions"
    RANGES = "OWL 2 Profiles, 4.2.4 Data Ranges"
    AXIOMS = "OWL 2 Profiles, 4.2.5 Axioms"
    TYPING = "OWL 2 Structural Specification, 5.8.1 Typing Constraints of OWL 2 DL"
    GLOBAL = "OWL 2 Structural Specification, 11.2 The Restrictions on the Axiom Closure"


@dataclass(frozen=True, slots=True)
class Violation:
    """An axiom that is outside the profile, why, and by which clause."""

    axiom: str
    reason: str
    clause: Clause

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"{self.axiom}: {self.reason} ({self.clause.value})"


_PREFIXES = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD}


def written(graph: Graph, node: Node, depth: int = 4) -> str:
    """Return a term as Turtle would have it, a blank node as what is said of it."""
    if not isinstance(node, BNode):
        return _short(node)
    if not depth:
        return "[ … ]"
    if (node, RDF.first, None) in graph:
        members = (written(graph, member, depth - 1) for member in Collection(graph, node))
        return f"( {' '.join(members)} )"
    said = sorted(
        f"{_short(p)} {written(graph, o, depth - 1)}"
        for p, o in graph.predicate_objects(node)
        if p != RDF.type
    )
    return f"[ {' ; '.join(said)} ]"


def _short(node: Node) -> str:
    if isinstance(node, Literal):
        return node.n3()
    for prefix, namespace in _PREFIXES.items():
        if str(node).startswith(str(namespace)):
            return f"{prefix}:{str(node).removeprefix(str(namespace))}"
    return str(node).rpartition("#")[2] or str(node)
