"""The terms that the rules name, as small numbers that are the same in every dictionary."""

from enum import IntEnum
from typing import Self

from rdflib import OWL, RDF, RDFS

__all__ = ["SCHEMA", "SCHEMA_TYPES", "Word"]


class Word(IntEnum):
    """A term of RDF, RDFS or OWL, numbered in the order of this list."""

    iri: str

    def __new__(cls, iri: str) -> Self:
        """Give the next term the next number."""
        member = int.__new__(cls, len(cls.__members__))
        member._value_ = len(cls.__members__)
        member.iri = str(iri)
        return member

    TYPE = RDF.type
    FIRST = RDF.first
    REST = RDF.rest
    NIL = RDF.nil
    SUB_CLASS = RDFS.subClassOf
    SUB_PROPERTY = RDFS.subPropertyOf
    DOMAIN = RDFS.domain
    RANGE = RDFS.range
    LITERAL = RDFS.Literal
    SAME = OWL.sameAs
    DIFFERENT = OWL.differentFrom
    THING = OWL.Thing
    NOTHING = OWL.Nothing
    CLASS = OWL.Class
    EQUIVALENT_CLASS = OWL.equivalentClass
    EQUIVALENT_PROPERTY = OWL.equivalentProperty
    DISJOINT = OWL.disjointWith
    COMPLEMENT = OWL.complementOf
    INVERSE = OWL.inverseOf
    FUNCTIONAL = OWL.FunctionalProperty
    INVERSE_FUNCTIONAL = OWL.InverseFunctionalProperty
    SYMMETRIC = OWL.SymmetricProperty
    ASYMMETRIC = OWL.AsymmetricProperty
    TRANSITIVE = OWL.TransitiveProperty
    IRREFLEXIVE = OWL.IrreflexiveProperty
    PROPERTY_DISJOINT = OWL.propertyDisjointWith
    CHAIN = OWL.propertyChainAxiom
    KEY = OWL.hasKey
    INTERSECTION = OWL.intersectionOf
    UNION = OWL.unionOf
    ONE_OF = OWL.oneOf
    ON_PROPERTY = OWL.onProperty
    ON_CLASS = OWL.onClass
    SOME = OWL.someValuesFrom
    ALL = OWL.allValuesFrom
    HAS_VALUE = OWL.hasValue
    MAX = OWL.maxCardinality
    MAX_QUALIFIED = OWL.maxQualifiedCardinality
    ALL_DIFFERENT = OWL.AllDifferent
    ALL_DISJOINT_CLASSES = OWL.AllDisjointClasses
    ALL_DISJOINT_PROPERTIES = OWL.AllDisjointProperties
    MEMBERS = OWL.members
    DISTINCT_MEMBERS = OWL.distinctMembers
    SOURCE = OWL.sourceIndividual
    ASSERTION = OWL.assertionProperty
    TARGET = OWL.targetIndividual
    TARGET_VALUE = OWL.targetValue


SCHEMA = frozenset(
    {
        Word.FIRST,
        Word.REST,
        Word.SUB_CLASS,
        Word.SUB_PROPERTY,
        Word.DOMAIN,
        Word.RANGE,
        Word.EQUIVALENT_CLASS,
        Word.EQUIVALENT_PROPERTY,
        Word.DISJOINT,
        Word.COMPLEMENT,
        Word.INVERSE,
        Word.CHAIN,
        Word.KEY,
        Word.INTERSECTION,
        Word.UNION,
        Word.ONE_OF,
        Word.ON_PROPERTY,
        Word.ON_CLASS,
        Word.SOME,
        Word.ALL,
        Word.HAS_VALUE,
        Word.MAX,
        Word.MAX_QUALIFIED,
    }
)
"""The predicates that rules are compiled from, or that make it matter what is a thing."""

SCHEMA_TYPES = frozenset(
    {
        Word.CLASS,
        Word.FUNCTIONAL,
        Word.INVERSE_FUNCTIONAL,
        Word.SYMMETRIC,
        Word.TRANSITIVE,
    }
)
"""The classes whose instances rules are compiled from."""
