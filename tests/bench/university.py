"""Measure the reasoner on generated data: ``python tests/bench/university.py [SIZE…]``.

Each engine closes the same graph in the same run, and the best of several times is printed. The
time of the columnar engine is that of reasoning; the others' includes what they cannot be timed
without.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator

import numpy as np
from rdflib import Graph

from graph.reasoning.arrays import Ints
from graph.reasoning.columnar import encoded
from graph.reasoning.engine import Engine
from graph.reasoning.owlrl_engine import close as close_by_owlrl
from graph.reasoning.proofs import Prover
from graph.reasoning.terms import Terms, token_of

U = "urn:university:"
ONTOLOGY = f"""
@prefix : <{U}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:FullProfessor rdfs:subClassOf :Professor . :Professor rdfs:subClassOf :Faculty .
:AssociateProfessor rdfs:subClassOf :Professor . :Lecturer rdfs:subClassOf :Faculty .
:Faculty rdfs:subClassOf :Employee . :Employee rdfs:subClassOf :Person .
:Student rdfs:subClassOf :Person . :Graduate rdfs:subClassOf :Student .
:Undergraduate rdfs:subClassOf :Student . :Department rdfs:subClassOf :Organization .
:University rdfs:subClassOf :Organization . :Group rdfs:subClassOf :Organization .
:GraduateCourse rdfs:subClassOf :Course . :Person owl:disjointWith :Organization .
:headOf rdfs:subPropertyOf :worksFor . :worksFor rdfs:subPropertyOf :memberOf .
:memberOf owl:inverseOf :member ; rdfs:domain :Person ; rdfs:range :Organization .
:partOf a owl:TransitiveProperty . :advisor rdfs:domain :Student ; rdfs:range :Professor .
:knows a owl:SymmetricProperty . :advisor rdfs:subPropertyOf :knows .
:teaches owl:inverseOf :taughtBy ; rdfs:range :Course .
:Chair owl:equivalentClass [ owl:onProperty :headOf ; owl:someValuesFrom :Department ] .
:affiliated owl:propertyChainAxiom ( :memberOf :partOf ) .
:taughtStudent owl:propertyChainAxiom ( :teaches :taken ) . :taken owl:inverseOf :takes .
:Teacher owl:equivalentClass [ owl:intersectionOf ( :Faculty :Busy ) ] .
:Busy owl:equivalentClass [ owl:onProperty :teaches ; owl:someValuesFrom :Course ] .
:email a owl:InverseFunctionalProperty . :Person owl:hasKey ( :number ) .
:Student rdfs:subClassOf [ owl:onProperty :takes ; owl:allValuesFrom :Course ] .
"""
RANKS = ("FullProfessor", "AssociateProfessor", "Lecturer")


def department(chance: random.Random, number: int) -> Iterator[tuple[str, str, str]]:
    """Yield about 1,000 triples about one department."""
    here = f"<{U}d{number}>"
    yield here, "type", f"<{U}Department>"
    yield here, f"<{U}partOf>", f"<{U}u{number // 20}>"
    courses = [f"<{U}d{number}c{i}>" for i in range(30)]
    staff = [f"<{U}d{number}f{i}>" for i in range(20)]
    for i, person in enumerate(staff):
        yield person, "type", f"<{U}{RANKS[i % 3]}>"
        yield person, f"<{U}{'headOf' if i == 0 else 'worksFor'}>", here
        yield person, f"<{U}email>", f'"f{i}@d{number}"'
        yield from ((person, f"<{U}teaches>", course) for course in chance.sample(courses, 2))
    for i in range(150):
        student = f"<{U}d{number}s{i}>"
        yield student, "type", f"<{U}{'Graduate' if i % 4 == 0 else 'Undergraduate'}>"
        yield student, f"<{U}memberOf>", here
        yield student, f"<{U}advisor>", chance.choice(staff)
        yield student, f"<{U}number>", f'"{number}-{i}"'
        yield from ((student, f"<{U}takes>", course) for course in chance.sample(courses, 2))


def generated(terms: Terms, size: int) -> dict[int, Ints]:
    """Return about so many triples, the ontology included, as pairs by predicate."""
    chance = random.Random(1)
    columns: dict[int, list[int]] = {}
    ontology = encoded(terms, Graph().parse(data=ONTOLOGY, format="turtle"))
    for predicate, pairs in ontology.items():
        columns[predicate] = pairs.tolist()
    for number in range(max(1, size // 1002)):
        for s, p, o in department(chance, number):
            name = 0 if p == "type" else terms.number(p)
            columns.setdefault(name, []).append(terms.number(s) << 32 | terms.number(o))
    return {p: np.unique(np.array(column, np.int64)) for p, column in columns.items()}


def best(times: int, task: Callable[[], object]) -> float:
    """Return the shortest time that a task took, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        task()
        taken.append(time.perf_counter() - start)
    return min(taken)


def close(terms: Terms, triples: dict[int, Ints]) -> Engine:
    """Return an engine that has closed the triples."""
    engine = Engine(terms)
    engine.add(triples)
    return engine


def memory() -> float:
    """Return the most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(size: int, times: int) -> float:
    """Print the time for a graph of about so many triples, and return it."""
    terms = Terms()
    triples = generated(terms, size)
    given, before = sum(map(len, triples.values())), memory()
    engine = close(terms, triples)
    seconds, more = best(times, lambda: close(terms, triples)), memory() - before
    facts = sum(map(len, engine.facts.relations.values()))
    print(
        f"columnar  {given:>10,} triples -> {facts:>10,} facts  {seconds:8.3f} s  +{more:,.0f} MB"
    )
    explaining(engine, triples)
    adding(engine)
    return seconds


def explaining(engine: Engine, triples: dict[int, Ints]) -> None:
    """Print how long an explanation takes, the first and the following ones."""
    tokens, prover = engine.terms.tokens, Prover(engine)
    people = [tokens[int(n) >> 32] for n in triples[engine.terms.number(f"<{U}worksFor>")][:200]]
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    first = best(1, lambda: prover.explain((people[0], kind, f"<{U}Person>")))
    each = best(3, lambda: [prover.explain((p, kind, f"<{U}Person>")) for p in people])
    print(f"  an explanation: {each / len(people) * 1000:.3f} ms, the first {first * 1000:.1f} ms")


def adding(engine: Engine) -> None:
    """Print how long it takes to add 100 triples."""
    number = engine.terms.number
    pairs = [number(f"<{U}new{i}>") << 32 | number(f"<{U}d0>") for i in range(100)]
    triples = {number(f"<{U}worksFor>"): np.array(sorted(pairs), np.int64)}
    engine.copy().add(triples)  # both ways round are sorted from now on
    print(f"  adding 100 triples: {best(5, lambda: engine.copy().add(triples)) * 1000:.1f} ms")


def beside_owlrl(size: int) -> None:
    """Print both engines' times for a graph that owlrl can close."""
    terms = Terms()
    triples = generated(terms, size)
    tokens = terms.tokens
    lines = (
        f"{tokens[int(n) >> 32]} {tokens[p]} {tokens[int(n) & 0xFFFFFFFF]} ."
        for p, pairs in triples.items()
        for n in pairs
    )
    graph = Graph().parse(data="\n".join(lines), format="nt")
    assert all(terms.find(token_of(t)) is not None for t in graph.all_nodes() if t.n3()[0] != "_")
    slow, fast = best(1, lambda: close_by_owlrl(graph)), best(3, lambda: close(terms, triples))
    ratio = f"{slow / fast:,.0f} times"
    print(f"owlrl {len(graph):>10,} triples {slow:8.2f} s, columnar {fast:.4f} s: {ratio}")


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--owlrl", type=int, default=20_000, help="triples for owlrl; 0 for none")
    chosen = parser.parse_args()
    for size in chosen.sizes:
        report(size, 3)
    if chosen.owlrl:
        beside_owlrl(chosen.owlrl)


if __name__ == "__main__":
    main()
