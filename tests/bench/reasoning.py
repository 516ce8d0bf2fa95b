"""Measure the reasoner beside others: ``python tests/bench/reasoning.py --help``.

Each line is measured in a process of its own, so that memory can be told, and its time is the best
of several, as processor time: each works on one core, and other work on the machine counts little.
The time of the columnar engine is that of reasoning over triples that are in memory;
so is that of reasonable, from which the conversion of its answer to Python's objects is taken away
as far as it can be told. owlrl has its own graph to work on.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from campus import U, campus, class_tree
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, Graph, URIRef

from graph.reasoning.arrays import Ints
from graph.reasoning.engine import Engine
from graph.reasoning.expansion import inferred
from graph.reasoning.lines import Tokens, numbered
from graph.reasoning.noise import Triple
from graph.reasoning.reasoner import Reasoner
from graph.reasoning.terms import Terms, node_of

TREE = "class tree"
_DATA: dict[str, Callable[[int], Iterator[Tokens]]] = {
    "lubm-like": lambda size: campus("lubm-like", size),
    "university": lambda size: campus("university", size),
    TREE: lambda size: class_tree(size // 5, size),
}


def best(times: int, task: Callable[[], object]) -> float:
    """Return the shortest time that a task kept the processor busy, in seconds."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        task()
        taken.append(time.process_time() - start)
    return min(taken)


def memory() -> float:
    """Return the most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def closed(terms: Terms, triples: dict[int, Ints]) -> Engine:
    """Return an engine that has closed the triples."""
    engine = Engine(terms)
    engine.add(triples)
    return engine


def columnar(kind: str, size: int) -> float:
    """Print how long our engine takes and how much memory, and return the time."""
    terms = Terms()
    triples = numbered(terms, _DATA[kind](size))
    before = memory()
    first = best(1, lambda: closed(terms, triples))
    more = memory() - before
    engine = closed(terms, triples)
    times = 2 if size > 2_000_000 else 5 if size > 200_000 else 15
    seconds = min(first, best(times, lambda: closed(terms, triples)))
    given, facts = sum(map(len, triples.values())), sum(map(len, engine.facts.relations.values()))
    told = sum(len(pairs) for _, pairs in inferred(engine)) if size <= 1_000_000 else 0
    told_of = f", {told:,} inferred" if told else ""
    print(
        f"  columnar    {seconds:9.4f} s  {facts:,} facts of {given:,} triples{told_of}, ", end=""
    )
    print(f"{seconds / facts * 1e9:.0f} ns a fact, +{more:,.0f} MB, at most {memory():,.0f} MB")
    return seconds


def changing(kind: str, size: int) -> None:
    """Print how long an explanation takes, and adding and removing 100 triples."""
    terms = Terms()
    reasoner = Reasoner(closed(terms, numbered(terms, _DATA[kind](size))))
    people = [URIRef(f"{U}d{i // 20}f{i % 20}") for i in range(min(400, size // 100))]
    asked = [(person, RDF.type, URIRef(f"{U}Person")) for person in people]
    first = best(1, lambda: reasoner.explain(asked[0]))
    each = best(3, lambda: [reasoner.explain(triple) for triple in asked]) / len(asked)
    print(
        f"  explanation {each * 1000:9.4f} ms each of {len(asked)}, the first {first * 1e3:.1f} ms"
    )
    works = URIRef(f"{U}worksFor")
    new: list[Triple] = [(URIRef(f"{U}new{i}"), works, URIRef(f"{U}d0")) for i in range(100)]
    reasoner.including(new)  # both ways round are sorted from now on
    print(f"  adding 100  {best(5, lambda: reasoner.including(new)) * 1000:9.1f} ms")
    given = islice((t for t in _DATA[kind](size) if t[1] == f"<{U}takes>"), 100)
    old: list[Triple] = [(node_of(s), node_of(p), node_of(o)) for s, p, o in given]
    print(f"  removing 100{best(3, lambda: reasoner.without(old)) * 1000:9.1f} ms")


def _graph(kind: str, size: int) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in _DATA[kind](size):
        s, p, o = map(node_of, triple)
        graph.add((s, p, o))
    return graph


def owlrl(kind: str, size: int) -> float:
    """Print how long owlrl takes as it comes; keys are left out, because it ignores the last one.

    With them it would take all persons to be one.
    """
    graph = _graph(kind, size)
    graph.remove((None, OWL.hasKey, None))
    seconds = best(1, lambda: DeductiveClosure(OWLRL_Semantics).expand(graph))
    print(f"  owlrl       {seconds:9.2f} s")
    return seconds


def reasonable(kind: str, size: int) -> float:
    """Print how long reasonable takes, without the conversion of its answer."""
    from reasonable import PyReasoner

    resource.setrlimit(resource.RLIMIT_AS, (9 << 30, 9 << 30))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "data.ttl"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(f"{s} {p} {o} .\n" for s, p, o in _DATA[kind](size))
        whole, conversion = [], []
        for _ in range(1 if size > 200_000 else 5):
            reasoner = PyReasoner()
            reasoner.load_file(str(file))
            whole.append(best(1, reasoner.reason))
            conversion.append(best(1, reasoner.reason))  # nothing is new: the answer is left
    seconds = min(whole) - min(conversion)
    print(f"  reasonable  {seconds:9.4f} s  and {min(conversion):.2f} s for its answer, ", end="")
    print(f"at most {memory():,.0f} MB")
    return seconds


def apart(task: Callable[..., float | None], kind: str, size: int) -> float:
    """Run a measurement in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(task, kind, size).result() or 0.0


def compare(kind: str, size: int, chosen: argparse.Namespace) -> None:
    """Print a data set of one size in each engine that can do it."""
    print(f"\n{kind}, {size:,} triples")
    own = apart(columnar, kind, size)
    others: list[tuple[str, Callable[..., float], bool]] = [
        ("reasonable", reasonable, kind != "university" and size <= chosen.reasonable),
        ("owlrl", owlrl, kind != TREE and size <= chosen.owlrl),
    ]
    for name, task, wanted in others:
        if wanted:
            print(f"    {name} takes {apart(task, kind, size) / own:,.0f} times as long")
    if kind != TREE and size <= 1_000_000:
        apart(changing, kind, size)


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[9_000, 100_000, 1_000_000])
    parser.add_argument("--owlrl", type=int, default=9_000, help="most triples for owlrl")
    parser.add_argument("--reasonable", type=int, default=100_000, help="most for reasonable")
    parser.add_argument("--ten-million", action="store_true", help="10,000,000 triples, too")
    chosen = parser.parse_args()
    for kind in ("lubm-like", "university"):
        for size in chosen.sizes + [10_000_000] * chosen.ten_million:
            compare(kind, size, chosen)
    compare(TREE, 100_000, chosen)


if __name__ == "__main__":
    main()
