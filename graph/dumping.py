"""Dumps: the whole graph as files, made once by the build and the same in every build.

Named graphs are kept where the format can hold them. Where it cannot, the dump is the merge of
all graphs but the claims, which is what a query sees as the default graph.
"""

from pathlib import Path
from typing import BinaryIO

from rdflib import Dataset, Graph
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, Namespace

from graph.formats import Format
from graph.names import Names
from graph.release import Release

__all__ = ["dump", "write_dumps"]

_READY = {"turtle", "nquads", "trig"}
_RDFLIB = {"ntriples": "nt11", "jsonld": "json-ld", "rdfxml": "xml"}


def write_dumps(dataset: Dataset, names: Names, folder: Path) -> None:
    """Write ``detente.nq``, ``detente.ttl`` and ``detente.trig`` into a folder."""
    lines = dataset.serialize(format="nquads", encoding="utf-8").splitlines(keepends=True)
    (folder / "detente.nq").write_bytes(b"".join(sorted(line for line in lines if line.strip())))
    _bind(dataset, names)
    (folder / "detente.trig").write_bytes(dataset.serialize(format="trig", encoding="utf-8"))
    merged = _merge(dataset, names)
    _bind(merged, names)
    (folder / "detente.ttl").write_bytes(merged.serialize(format="turtle", encoding="utf-8"))


def dump(release: Release, chosen: Format, out: BinaryIO) -> None:
    """Write the whole graph of a release in a format."""
    if chosen.name in _READY:
        out.write(release.dump(chosen).read_bytes())
        return
    source = Dataset() if chosen.dataset else Graph()
    source.parse(release.path / ("detente.nq" if chosen.dataset else "detente.ttl"))
    _bind(source, release.names)
    out.write(source.serialize(format=_RDFLIB[chosen.name], encoding="utf-8"))


def _merge(dataset: Dataset, names: Names) -> Graph:
    merged = Graph()
    for graph in dataset.graphs():
        if not names.is_claim(str(graph.identifier)):
            for triple in graph:
                merged.add(triple)
    return merged


def _bind(graph: Graph, names: Names) -> None:
    for prefix, namespace in (
        ("det", Namespace(f"{names.base}ontology#")),
        ("oa", Namespace("http://www.w3.org/ns/oa#")),
        ("dcterms", DCTERMS),
        ("prov", PROV),
        ("rdf", RDF),
        ("rdfs", RDFS),
        ("skos", SKOS),
    ):
        graph.bind(prefix, namespace, override=True, replace=True)
