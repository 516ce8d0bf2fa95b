"""The engine over rdflib's graphs."""

from collections.abc import Iterable, Iterator

import numpy as np
from rdflib import Graph
from rdflib.term import Node

from graph.reasoning.arrays import Ints, firsts, seconds
from graph.reasoning.engine import Engine
from graph.reasoning.expansion import inferred
from graph.reasoning.facts import LIMIT
from graph.reasoning.findings import Closure
from graph.reasoning.inconsistencies import inconsistencies
from graph.reasoning.noise import Triple, is_noise
from graph.reasoning.terms import Terms, node_of, token_of

__all__ = ["close", "decoded", "encoded", "engine_of", "triples_of"]


def close(asserted: Graph) -> Closure:
    """Return what follows from ``asserted`` by OWL 2 RL, but for what says nothing."""
    engine = engine_of(asserted)
    news = Graph(bind_namespaces="none")
    for triple in triples_of(engine):
        if not is_noise(triple):
            news.add(triple)
    return Closure(news, inconsistencies(engine))


def engine_of(asserted: Graph, limit: int = LIMIT) -> Engine:
    """Return an engine that has closed a graph; raises ClosureError where that does not fit."""
    engine = Engine(Terms(), limit)
    engine.add(encoded(engine.terms, asserted))
    return engine


def encoded(terms: Terms, triples: Iterable[Triple]) -> dict[int, Ints]:
    """Return triples as sorted pairs by predicate, the same whatever their order."""
    tokens = {node: token_of(node) for triple in triples for node in triple}
    numbers = {node: terms.number(token) for node, token in sorted(tokens.items(), key=_token)}
    pairs: dict[int, list[int]] = {}
    for subject, predicate, value in triples:
        pair = numbers[subject] << 32 | numbers[value]
        pairs.setdefault(numbers[predicate], []).append(pair)
    return {p: np.unique(np.array(pairs[p], np.int64)) for p in sorted(pairs)}


def _token(item: tuple[Node, str]) -> str:
    return item[1]


def triples_of(engine: Engine) -> Iterator[Triple]:
    """Yield the inferred triples."""
    for predicate, pairs in inferred(engine):
        yield from decoded(engine.terms, {predicate: pairs})


def decoded(terms: Terms, triples: dict[int, Ints]) -> Iterator[Triple]:
    """Yield triples that are given as pairs by predicate."""
    tokens = terms.tokens
    for predicate, pairs in triples.items():
        name = node_of(tokens[predicate])
        ends = zip(firsts(pairs).tolist(), seconds(pairs).tolist(), strict=True)
        for subject, value in ends:
            yield node_of(tokens[subject]), name, node_of(tokens[value])
