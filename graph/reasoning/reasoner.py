"""A closure that can be asked, explained, added to and taken from.

>>> data = '''@prefix : <urn:x:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
... :Summit rdfs:subClassOf :Meeting . :paris a :Summit .'''
>>> before = Reasoner.of(Graph().parse(data=data, format="turtle"))
>>> meeting = (URIRef("urn:x:paris"), RDF.type, URIRef("urn:x:Meeting"))
>>> meeting in set(before.inferred())
True
>>> print(as_text(before.explain(meeting)), end="")
<urn:x:paris> rdf:type <urn:x:Meeting>   by cax-sco
  <urn:x:paris> rdf:type <urn:x:Summit>   asserted
  <urn:x:Summit> rdfs:subClassOf <urn:x:Meeting>   asserted
>>> after = before.without([(URIRef("urn:x:paris"), RDF.type, URIRef("urn:x:Summit"))])
>>> meeting in set(after.inferred()), meeting in set(before.inferred())
(False, True)
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from rdflib import RDF, Graph, URIRef

from graph.reasoning.columnar import encoded, triples_of
from graph.reasoning.engine import Engine
from graph.reasoning.facts import LIMIT
from graph.reasoning.noise import Triple
from graph.reasoning.problems import ClosureError
from graph.reasoning.proofs import Proof, Prover
from graph.reasoning.rendering import as_text
from graph.reasoning.retraction import without
from graph.reasoning.sentences import sentences
from graph.reasoning.terms import Terms, token_of

__all__ = ["RDF", "Graph", "Reasoner", "URIRef", "as_text"]


class Reasoner:
    """The closure of some triples; it never changes, and each change makes another."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def of(cls, asserted: Iterable[Triple], limit: int = LIMIT) -> "Reasoner":
        """Return the closure of triples; raises ClosureError where it would not fit."""
        engine = Engine(Terms(), limit)
        engine.add(encoded(engine.terms, list(asserted)))
        return cls(engine)

    def including(self, triples: Iterable[Triple]) -> "Reasoner":
        """Return the closure with more triples; only what is new is looked at."""
        engine = self._engine.copy()
        engine.add(encoded(engine.terms, list(triples)))
        return Reasoner(engine)

    def without(self, triples: Iterable[Triple]) -> "Reasoner":
        """Return the closure with fewer triples; only what rests on them is looked at."""
        return Reasoner(without(self._engine, encoded(self._engine.terms, list(triples))))

    def inferred(self) -> Iterator[Triple]:
        """Yield the triples that follow and were not asserted."""
        return triples_of(self._engine)

    def inconsistencies(self) -> tuple[str, ...]:
        """Return what contradicts itself, a sentence each, sorted."""
        return sentences(self._engine)

    def explain(self, triple: Triple) -> Proof:
        """Return why a triple holds; raises ClosureError where it does not."""
        s, p, o = (token_of(node) for node in triple)
        proof = self._prover.explain((s, p, o))
        if proof is None:
            raise ClosureError(f"{s} {p} {o} does not follow: ask for a triple that is there")
        return proof

    @cached_property
    def _prover(self) -> Prover:
        return Prover(self._engine)
