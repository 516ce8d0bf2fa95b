"""Which extracted statements are of the kinds that a gold table has."""

from collections.abc import Iterator

from rdflib import Literal, URIRef

from graph.evaluating.knowledge import Extracted, Knowledge
from graph.evaluating.voices import JUDGEMENTS

__all__ = ["comparable"]

_ASIDE = (
    *("rdfs:label", "skos:altLabel", "abbreviation", "earliest", "latest", "attestedOn"),
    "inCapacity",
)
_KEEPING = ("rdf:type", "speaker", "modality", "polarity", "madeIn", "contradicts")
_WORDS = ("content", "quotation")


def comparable(knowledge: Knowledge) -> Iterator[Extracted]:
    """Yield the statements that can be held against a table, and leave out the others."""
    aside = frozenset(map(knowledge.iri, _ASIDE))
    nobodies: set[URIRef | Literal] = set(_unnamed_speakers(knowledge))
    judged: set[URIRef | Literal | None] = {s.claim for s in knowledge.statements}
    judged |= {s.object for s in knowledge.by_predicate[knowledge.iri("madeIn")]}
    for name in JUDGEMENTS:
        judged |= {s.subject for s in knowledge.by_predicate[knowledge.iri(name)]}
    for statement in knowledge.statements:
        if statement.predicate in aside or nobodies & {statement.subject, statement.object}:
            continue
        if not _keeps_a_claim(knowledge, statement, judged):
            yield statement


def _unnamed_speakers(knowledge: Knowledge) -> Iterator[URIRef]:
    """Yield those to whom claims are ascribed of which the document does not say whose they are."""
    names, document = knowledge.names, knowledge.document
    yield names.authors(document.slug)
    yield from (names.somebody(document.slug, s.number) for s in document.sentences)


def _keeps_a_claim(
    knowledge: Knowledge, statement: Extracted, judged: set[URIRef | Literal | None]
) -> bool:
    """Tell whether a statement only describes a claim or an act whose contents are judged."""
    claim = knowledge.is_a(statement.subject, knowledge.iri("Claim"))
    names = (_KEEPING if claim else ()) + (_WORDS if statement.subject in judged else ())
    names += ("about",) if claim and statement.subject in judged else ()
    return statement.predicate in frozenset(map(knowledge.iri, names))
