"""What follows from the facts of a document, for the rows that a reader had to infer."""

from functools import cached_property

from rdflib import Graph, Literal, URIRef

from graph.evaluating.gold import Row
from graph.evaluating.knowledge import Knowledge
from graph.evaluating.matching import way_is_met
from graph.reasoning import closure
from ontology.terms import ontology_at

__all__ = ["Reasoner"]


class Reasoner:
    """What follows from the facts of the document, computed only if a row asks for it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @cached_property
    def _closed(self) -> Graph:
        """Return the facts with the reference data, and what follows from them."""
        knowledge = self._knowledge
        graph = Graph(bind_namespaces="none")
        graph += knowledge.reference
        for statement in knowledge.statements:
            if statement.claim is None:
                graph.add((statement.subject, statement.predicate, statement.object))
        inferred = closure(graph + ontology_at(knowledge.names.base)).inferred
        graph += inferred
        return graph

    def finds(self, row: Row) -> bool:
        """Tell whether a row follows, and its subject or object was read within its span."""
        knowledge = self._knowledge
        read = {
            node
            for statement in knowledge.statements
            if statement.claim is None and statement.touches(row.span)
            for node in (statement.subject, statement.object)
        }
        return any(
            (subject in read or value in read) and way_is_met(knowledge, way, subject, value)
            for way in row.ways
            for predicate in knowledge.below(knowledge.iri(way.predicate))
            for subject, value in self._closed.subject_objects(predicate)
            if isinstance(subject, URIRef) and isinstance(value, URIRef | Literal)
        )
