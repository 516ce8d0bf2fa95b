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
>>> _, change = after.updated(more=[(URIRef("urn:x:paris"), RDF.type, URIRef("urn:x:Summit"))])
>>> change.added == {meeting}, change.removed
(True, frozenset())
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from rdflib import RDF, Graph, URIRef

from graph.reasoning.arrays import EMPTY
from graph.reasoning.changes import Change, change
from graph.reasoning.columnar import encoded, triples_of
from graph.reasoning.engine import Engine
from graph.reasoning.facts import LIMIT
from graph.reasoning.findings import Inconsistency
from graph.reasoning.inconsistencies import inconsistencies
from graph.reasoning.noise import Triple
from graph.reasoning.problems import ClosureError
from graph.reasoning.proofs import Proof, Prover
from graph.reasoning.rendering import as_text
from graph.reasoning.retraction import without
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

    def updated(
        self, more: Iterable[Triple] = (), fewer: Iterable[Triple] = ()
    ) -> "tuple[Reasoner, Change]":
        """Return the closure with some triples more and others fewer, and how it differs.

        The change is what a store of inferred triples is patched with; what is both to be added
        and to be taken away stays.
        """
        terms = self._engine.terms
        gone, come = encoded(terms, list(fewer)), encoded(terms, list(more))
        after = without(self._engine, gone).copy()
        after.add(come)
        stated = {p: np.union1d(gone.get(p, EMPTY), come.get(p, EMPTY)) for p in {*gone, *come}}
        return Reasoner(after), change(self._engine, after, stated)

    def inferred(self) -> Iterator[Triple]:
        """Yield the triples that follow and were not asserted."""
        return triples_of(self._engine)

    def inconsistencies(self) -> tuple[Inconsistency, ...]:
        """Return what contradicts itself, sorted; the closure is of use all the same."""
        return inconsistencies(self._engine)

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
