"""A closure of triples in the words of N-Triples: what was there, what follows, and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import Graph

from graph.reasoning import Proof, closure
from graph.reasoning.derivations import together
from graph.reasoning.engine import Engine
from graph.reasoning.facts import LIMIT
from graph.reasoning.findings import Inconsistency
from graph.reasoning.inconsistencies import inconsistencies
from graph.reasoning.lines import Tokens, asserted, engine_over, inferred
from graph.reasoning.proofs import Prover
from graph.reasoning.terms import node_of, token_of

__all__ = ["Closed", "close", "close_by_owlrl"]


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure, each part of which is made when it is asked for."""

    asserted: Callable[[], Iterator[Tokens]]
    inferred: Callable[[], Iterator[Tokens]]
    inconsistencies: Callable[[], tuple[Inconsistency, ...]]
    proof: Callable[[], Proof] = lambda: Proof(())
    """One derivation of each inferred triple, if the engine tells them."""


def close(triples: Iterable[Tokens], limit: int = LIMIT) -> Closed:
    """Return what follows from triples; raises ClosureError where it does not fit."""
    engine = engine_over(triples, limit)
    return Closed(
        lambda: asserted(engine),
        lambda: inferred(engine),
        cache(lambda: inconsistencies(engine)),
        lambda: together(_proofs(engine)),
    )


def _proofs(engine: Engine) -> Iterator[Proof]:
    prover = Prover(engine)
    for triple in inferred(engine):
        proof = prover.explain(triple)
        assert proof is not None, f"{triple} is inferred and has no proof"
        yield proof


def close_by_owlrl(triples: Iterable[Tokens]) -> Closed:
    """Return what follows from triples by owlrl, which gives no proofs."""
    given = Graph(bind_namespaces="none")
    for triple in triples:
        s, p, o = map(node_of, triple)
        given.add((s, p, o))
    found = closure(given, "owlrl")
    return Closed(
        lambda: _sorted(given),
        lambda: _sorted(found.inferred),
        lambda: found.inconsistencies,
    )


def _sorted(graph: Graph) -> Iterator[Tokens]:
    yield from sorted((token_of(s), token_of(p), token_of(o)) for s, p, o in graph)
