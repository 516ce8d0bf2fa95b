"""What the ontology says of each of its terms."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from ontology.wording import Axiom, axioms_in_words

__all__ = ["Code", "Described", "codes", "described"]


@dataclass(frozen=True, slots=True)
class Code:
    """A code of event data."""

    anchor: str
    label: str
    broader: str


@dataclass(frozen=True, slots=True)
class Described:
    """A term's label, definition, examples, notes, axioms and codes."""

    label: str
    definition: str
    examples: tuple[str, ...]
    notes: tuple[str, ...]
    axioms: tuple[Axiom, ...]
    codes: tuple[Code, ...]
    deprecated: bool


def described(graph: Graph, base: str) -> Mapping[str, Described]:
    """Return what is said of each term by its local name."""
    namespace = f"{base}ontology#"
    worded = axioms_in_words(graph, namespace)
    terms = {s for s in graph.subjects(RDF.type, None) if str(s).startswith(namespace)}
    anchors = {term: str(term).removeprefix(namespace) for term in terms}
    return {
        anchor: _described(graph, base, term, worded.get(anchor, ()))
        for term, anchor in anchors.items()
    }


def _described(graph: Graph, base: str, term: Node, axioms: tuple[Axiom, ...]) -> Described:
    return Described(
        " ".join(_texts(graph, term, RDFS.label)),
        " ".join(_texts(graph, term, SKOS.definition)),
        _texts(graph, term, SKOS.example),
        (*_texts(graph, term, SKOS.scopeNote), *_texts(graph, term, SKOS.note)),
        axioms,
        tuple(
            _code(graph, code, base)
            for scheme in ("cameo", "plover")
            for code in graph.objects(term, URIRef(f"{base}ontology#{scheme}"))
        ),
        any(graph.objects(term, OWL.deprecated)),
    )


def codes(graph: Graph, base: str, scheme: str) -> tuple[Code, ...]:
    """Return the codes of a scheme in their order."""
    members = graph.subjects(SKOS.inScheme, URIRef(f"{base}ontology/{scheme}"))
    return tuple(
        sorted((_code(graph, code, base) for code in members), key=lambda code: code.anchor)
    )


def _texts(graph: Graph, term: Node, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(text) for text in graph.objects(term, predicate)))


def _code(graph: Graph, code: Node, base: str) -> Code:
    broader = graph.value(code, SKOS.broader)
    return Code(
        str(code).removeprefix(f"{base}ontology/").replace("/", "-"),
        str(graph.value(code, RDFS.label) or code),
        str(graph.value(broader, RDFS.label)) if broader is not None else "",
    )
