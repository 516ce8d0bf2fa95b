"""A small graph written by hand, made into a release, and the program as a process."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import msgspec
import pyoxigraph as ox
from rdflib import Dataset, URIRef

from graph.formats import GRAPH_FORMATS
from graph.names import Names
from graph.proving import proof_graph
from graph.reasoning import Reasoner
from graph.reasoning.derivations import together
from graph.release import INDEX, DocumentEntry, Manifest, switch
from graph.searching import write_index
from graph.store import Store

BASE = "https://example.org/detente/"
ROOT = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-c", "from server.cli import main; main()"]
SMALL = Path(__file__).with_name("small.trig")


def write_release(data: Path, identifier: str, extra: str = "", *, proven: bool = False) -> None:
    """Write the small graph, and ``extra`` in TriG, as a release and switch to it.

    With ``proven`` it tells how what it has as inferred follows.
    """
    text = SMALL.read_text("utf-8") + extra
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.TRIG, base_iri=BASE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)  # the same names in each release
    quads = list(dataset)
    quads = sorted([*quads, *(proofs(quads) if proven else ())], key=str)
    path = data / "releases" / identifier
    path.mkdir(parents=True)
    write_dumps(path, quads)
    graphs = Counter(graph_of(quad) for quad in quads)
    merged = [name for name in graphs if Names(BASE).is_merged(name)]
    Store.write(path / "store", path / "detente.nq", merged)
    write_index(Store(path / "store"), path / INDEX, BASE)
    entry = DocumentEntry(
        "small", "A small document", "https://example.org/small", "CC0", "", "en", "0" * 64, 4, 7, 1
    )
    manifest = Manifest(identifier, "0.1.0", BASE, "none", (entry,), dict(graphs))
    (path / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    switch(data, path)


def proofs(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Return the proofs of what the small graph has as inferred."""
    names, dataset = Names(BASE), Dataset()
    dataset.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")
    kinds = (names.graph("ontology"), names.graph("reference"), names.graph("document", ""))
    graphs = (URIRef(graph.identifier) for graph in dataset.graphs())
    asserted = [name for name in graphs if str(name).startswith(kinds)]
    reasoner = Reasoner.of(triple for name in asserted for triple in dataset.graph(name))
    follows = set(reasoner.inferred()) & set(dataset.graph(names.graph("inferred")))
    proof = together(map(reasoner.explain, sorted(follows)))
    graph = proof_graph(proof, asserted, dataset, names)
    where = ox.NamedNode(names.graph("proofs"))
    triples = ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    return [ox.Quad(t.subject, t.predicate, t.object, where) for t in triples]


def graph_of(quad: ox.Quad) -> str:
    """Return the IRI of the graph of a quad."""
    return str(quad.graph_name).strip("<>")


def write_dumps(path: Path, quads: list[ox.Quad]) -> None:
    """Write the whole graph in each format; what has no graphs has no claims."""
    triples = [quad.triple for quad in quads if "graph/claim/" not in graph_of(quad)]
    for chosen in GRAPH_FORMATS:
        kind = ox.RdfFormat.from_extension(chosen.extension)
        given = quads if chosen.dataset else triples
        ox.serialize(given, path / f"detente.{chosen.extension}", format=kind)


def running(*arguments: str) -> subprocess.Popen[str]:
    """Start the program; its output can be read line by line."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [*PROGRAM, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )
