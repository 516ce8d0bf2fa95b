"""Triples into an engine and out of it without nodes: the same as with them."""

import pytest
from rdflib import Graph
from test_owlrl_engine import CONSTRUCTS, FAULTS, parse

from graph.reasoning.columnar import engine_of, triples_of
from graph.reasoning.lines import asserted, engine_over, inferred
from graph.reasoning.noise import why_noise
from graph.reasoning.terms import token_of
from ontology.terms import DEFAULT_BASE, ontology_at

GRAPHS = {
    "one of each construct": parse(CONSTRUCTS),
    "contradictions": parse(" ".join([CONSTRUCTS, *FAULTS.values()])),
    "classes of everything": parse(":A a owl:Class ; owl:disjointWith owl:Thing . :a a :A ."),
    "the ontology": ontology_at(DEFAULT_BASE),
}


def tokens(graph: Graph) -> set[tuple[str, ...]]:
    return {tuple(map(token_of, triple)) for triple in graph}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_what_is_left_out_is_noise_but_what_is_said_of_blank_nodes(graph: Graph) -> None:
    kept = {
        tuple(map(token_of, triple))
        for triple in triples_of(engine_of(graph))
        if (why_noise(triple) or "anonymous").startswith("anonymous")
    }
    found = set(inferred(engine_over((s, p, o) for s, p, o in sorted(tokens(graph)))))
    # The first reason that matches is told: what is anonymous may be universal, too.
    assert found <= kept
    assert {triple for triple in kept - found if "_:" not in "".join(triple)} == set()


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_what_is_asserted_comes_out_as_it_went_in(graph: Graph) -> None:
    engine = engine_over((s, p, o) for s, p, o in sorted(tokens(graph)))
    assert set(asserted(engine)) == tokens(graph)
