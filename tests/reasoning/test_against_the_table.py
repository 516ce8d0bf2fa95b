"""The columnar engine against the rule table, on random ontologies.

``REASONER_CASES=10000`` draws as many in place of what every day has.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

import numpy as np
from hypothesis import HealthCheck, given, settings
from random_ontologies import ontologies, short, token
from w3c_rules import (
    KINDS,
    SAME,
    Contradiction,
    Facts,
    Triple,
    closed,
    conclusions,
    is_literal,
    kind_of,
    value_of,
)
from w3c_rules import contradictions as contradictions_of

from graph.reasoning.arrays import Ints, firsts, seconds
from graph.reasoning.contradictions import contradictions
from graph.reasoning.datatypes import DATATYPES, Value, contains
from graph.reasoning.engine import Engine
from graph.reasoning.expansion import inferred
from graph.reasoning.inconsistencies import inconsistencies
from graph.reasoning.problems import ClosureError
from graph.reasoning.proofs import Proof, ProofStep, Prover
from graph.reasoning.terms import Terms

MORE_DATATYPES = {short(f"<{iri}>") for iri in DATATYPES} - set(KINDS)
Test = Callable[[frozenset[Triple]], None]
REFLEXIVE = (
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "owl:equivalentClass",
    "owl:equivalentProperty",
)
UNIVERSAL = ("rdf:type", "rdfs:subClassOf", "rdfs:domain", "rdfs:range")


def closed_by_engine(triples: frozenset[Triple]) -> Engine:
    engine = Engine(Terms())
    engine.add(numbered(engine, triples))
    return engine


def numbered(engine: Engine, triples: frozenset[Triple]) -> dict[int, Ints]:
    columns: dict[int, list[int]] = {}
    for triple in sorted(triples):
        s, p, o = (engine.terms.number(token(term)) for term in triple)
        columns.setdefault(p, []).append(s << 32 | o)
    return {p: np.unique(np.array(pairs, np.int64)) for p, pairs in columns.items()}


def given_out(engine: Engine) -> set[Triple]:
    names = engine.terms.tokens
    return {
        (short(names[s]), short(names[p]), short(names[o]))
        for p, pairs in inferred(engine)
        for s, o in zip(firsts(pairs).tolist(), seconds(pairs).tolist(), strict=True)
    }


def expected(facts: Facts, triples: frozenset[Triple]) -> set[Triple]:
    return {
        (s, p, o)
        for s, p, o in facts.all - triples
        if not (p in REFLEXIVE and s == o)
        and not is_literal(s)
        and not is_literal(p)
        and not p.startswith("_:")
    }


def telling(triples: set[Triple]) -> set[Triple]:
    """Leave out what holds of everything, and the datatypes that the table here leaves out."""
    return {
        t
        for t in triples
        if not (t[1] in UNIVERSAL and t[2] == "owl:Thing") and not MORE_DATATYPES & {*t}
    }


Wrong = set[tuple[str, frozenset[object]]]
"""Rules by which something is false, each with its premises."""


def wrong(facts: Facts) -> Wrong:
    """Return what is false by the table."""
    return told({(rule, premises) for rule, premises in contradictions_of(facts)}, facts)


def found_wrong(engine: Engine, facts: Facts) -> Wrong:
    """Return what the engine finds to be false."""
    names = engine.terms.tokens
    found = set()
    for each in contradictions(engine):
        premises = [
            (short(names[s]), short(names[p]), short(names[o])) for s, p, o in each.premises
        ]
        if each.rule == "dt-not-type" and premises[0][1] != "rdf:type":
            literal = premises[0][2]
            premises = [(literal, "rdf:type", kind_of(literal))]
        if not MORE_DATATYPES & {term for premise in premises for term in premise}:
            found.add((each.rule, frozenset(premises)))
    return told(found, facts)


def told(found: set[Contradiction], facts: Facts) -> Wrong:
    """Tell contradictions in one way: of equal terms the first, of different values each group."""
    first = firsts_of_equals((s, o) for s, p, o in facts.all if p == SAME)
    values = [
        (value_of(s), value_of(o))
        for rule, premises in found
        if rule == "dt-diff"
        for s, _, o in premises
    ]
    groups = firsts_of_equals((str(one), str(other)) for one, other in values)
    plain: Wrong = {
        (rule, frozenset(named(t, first) for t in premises if not is_reflexive(named(t, first))))
        for rule, premises in found
        if rule != "dt-diff"
    }
    return plain | {("dt-diff", frozenset([group])) for group in groups.items()}


def is_reflexive(triple: Triple) -> bool:
    """Tell whether a triple says that something is itself, which holds anyway (eq-ref)."""
    return triple[1] == SAME and triple[0] == triple[2]


def named(triple: Triple, first: dict[str, str]) -> Triple:
    s, p, o = (first.get(term, term) for term in triple)
    return s, p, o


def firsts_of_equals(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each term that is equal to another the first of its set."""
    sets: dict[str, set[str]] = {}
    for one, other in pairs:
        both = sets.get(one, {one}) | sets.get(other, {other})
        sets |= dict.fromkeys(both, both)
    return {term: min(equals) for term, equals in sets.items()}


def cases(most: int) -> Callable[[Test], Callable[[], None]]:
    """Draw so many ontologies, or more if they are asked for."""
    several = int(os.environ.get("REASONER_CASES", most))
    drawn = settings(max_examples=several, deadline=None, suppress_health_check=list(HealthCheck))
    return lambda test: drawn(given(ontologies)(test))


@cases(1000)
def test_the_closure_and_the_contradictions_are_those_of_the_table(
    triples: frozenset[Triple],
) -> None:
    with refusing_to_equate_vocabulary():
        engine, facts = closed_by_engine(triples), closed(triples)
        found = telling(given_out(engine)), found_wrong(engine, facts)
        assert found == (telling(expected(facts, triples)), wrong(facts))


@cases(200)
def test_every_step_of_every_proof_follows_by_its_rule(triples: frozenset[Triple]) -> None:
    with refusing_to_equate_vocabulary():
        engine = closed_by_engine(triples)
        assert unproved(engine, triples) == []


def unproved(engine: Engine, triples: frozenset[Triple]) -> list[ProofStep]:
    """Return the steps that do not follow, in the proofs of all that is inferred or is a clash."""
    prover, faults = Prover(engine), []
    premises = {p for each in inconsistencies(engine) for p in each.premises}
    inferred_triples = {(token(s), token(p), token(o)) for s, p, o in given_out(engine)}
    for triple in sorted(premises | inferred_triples):
        proof = prover.explain(triple)
        assert proof is not None
        assert proof.steps[-1].triple == triple
        faults += unfounded(proof, triples)
    return faults


def unfounded(proof: Proof, given_triples: frozenset[Triple]) -> list[ProofStep]:
    """Return the steps of a proof that do not follow by the rule that they name."""
    names = [short_triple(step) for step in proof.steps]
    return [
        step
        for place, step in enumerate(proof.steps)
        if not follows(
            step, names[place], [names[n] for n in step.premises if n < place], given_triples
        )
    ]


def short_triple(step: ProofStep) -> Triple:
    s, p, o = map(short, step.triple)
    return s, p, o


def follows(
    step: ProofStep, triple: Triple, premises: list[Triple], given_triples: frozenset[Triple]
) -> bool:
    """Apply the rule of a step to its premises and look for its conclusion."""
    if step.rule == "asserted":
        return triple in given_triples
    if step.rule == "dt-eq":
        return value_of(triple[0]) is not None and value_of(triple[0]) == value_of(triple[2])
    if step.rule == "dt-type2":
        return contains(token(triple[2])[1:-1], value_in(token(triple[0])))
    return (step.rule, triple) in set(conclusions(Facts(premises)))


def value_in(written: str) -> Value:
    terms = Terms()
    value = terms.value(terms.number(written))
    assert value is not None
    return value


@contextmanager
def refusing_to_equate_vocabulary() -> Iterator[None]:
    """Go on where terms of the vocabulary would be equal, which the engine refuses aloud."""
    with suppress(ClosureError):
        yield
