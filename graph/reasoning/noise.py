"""The entailments that never leave an engine: true, and of no use to anybody.

What of the rule table of OWL 2 RL is not given out is listed here, in ``NOISE``, and nowhere else.
The columnar engine concludes nothing from it either, but where an axiom makes it matter: that a
literal has a datatype, or that something is a thing.

>>> thing = URIRef("https://example.org/id/nato")
>>> why_noise((thing, OWL.sameAs, thing))
'reflexive: everything is itself and every term is equivalent to and below itself'
>>> why_noise((thing, RDF.type, URIRef("https://example.org/ontology#Body"))) is None
True
"""

from collections.abc import Callable
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, XSD, BNode, Literal, URIRef
from rdflib.term import Node

__all__ = ["NOISE", "VOCABULARIES", "Noise", "Triple", "is_noise", "why_noise"]

Triple = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True)
class Noise:
    """A kind of triple to be held back, and why."""

    reason: str
    matches: Callable[[Triple], bool]
    rules: tuple[str, ...] = ()
    """The rules of OWL 2 RL that conclude such triples."""


_REFLEXIVE = frozenset(
    {
        OWL.sameAs,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
    }
)
_TYPING = frozenset({RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range})
_EVERYTHING = frozenset({OWL.Thing, RDFS.Resource})
VOCABULARIES = (str(RDF), str(RDFS), str(OWL), str(XSD))


def _not_rdf(triple: Triple) -> bool:
    return isinstance(triple[0], Literal) or not isinstance(triple[1], URIRef)


def _anonymous(triple: Triple) -> bool:
    return isinstance(triple[0], BNode) or isinstance(triple[2], BNode)


def _reflexive(triple: Triple) -> bool:
    return triple[1] in _REFLEXIVE and triple[0] == triple[2]


def _everything(triple: Triple) -> bool:
    return triple[1] in _TYPING and triple[2] in _EVERYTHING


def _nothing(triple: Triple) -> bool:
    return triple[1] == RDFS.subClassOf and triple[0] == OWL.Nothing


def _vocabulary(triple: Triple) -> bool:
    return isinstance(triple[0], URIRef) and str(triple[0]).startswith(VOCABULARIES)


def _annotation_property(triple: Triple) -> bool:
    return triple[1] == RDF.type and triple[2] == OWL.AnnotationProperty


NOISE = (
    Noise(
        "not RDF: a subject is no literal and a predicate is an IRI",
        _not_rdf,
        ("dt-eq", "dt-type2"),
    ),
    Noise("anonymous: a blank node has no page, no name and no proof to point to", _anonymous),
    Noise(
        "reflexive: everything is itself and every term is equivalent to and below itself",
        _reflexive,
        ("eq-ref", "scm-cls", "scm-dp", "scm-op"),
    ),
    Noise(
        "universal: everything is a thing and every class is below it", _everything, ("scm-cls",)
    ),
    Noise(
        "empty: the empty class is below every class; from that, what is in it, which is found to "
        "be a contradiction, would be everything",
        _nothing,
        ("scm-cls",),
    ),
    Noise(
        "axiomatic: it speaks of RDF, RDFS, OWL or XSD, not of the world",
        _vocabulary,
        ("cls-nothing1", "cls-thing", "dt-type1", "prp-ap"),
    ),
    Noise(
        "axiomatic: an annotation property is declared where it is used",
        _annotation_property,
        ("prp-ap",),
    ),
)
"""Every kind, the first that matches being the one that is named."""


def why_noise(triple: Triple) -> str | None:
    """Return the reason for which a triple is held back, or nothing."""
    return next((noise.reason for noise in NOISE if noise.matches(triple)), None)


def is_noise(triple: Triple) -> bool:
    """Tell whether a triple is held back."""
    return any(noise.matches(triple) for noise in NOISE)
