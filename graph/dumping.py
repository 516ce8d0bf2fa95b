"""Dumps: the whole graph as files, made once by the build and the same in every build.

Named graphs are kept where the format can hold them. Where it cannot, the dump is the merge of
all graphs but claims and proofs, which is what a query sees as the default graph.
"""

from pathlib import Path
from typing import BinaryIO

from rdflib import Dataset, Graph
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from graph.errors import ReleaseError
from graph.formats import Format, graph_format
from graph.names import Names
from graph.release import Release
from graph.store import convert

__all__ = ["dump", "prefixes", "write_dumps", "write_trig"]

_READY = {"turtle", "nquads", "trig"}
_VOCABULARIES = {
    "dcterms": str(DCTERMS),
    "oa": "http://www.w3.org/ns/oa#",
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}


def write_dumps(dataset: Dataset, names: Names, folder: Path) -> None:
    """Write ``detente.nq``, ``detente.trig`` and ``detente.ttl`` into a folder."""
    lines = _lines(dataset)
    (folder / "detente.nq").write_bytes(b"".join(lines))
    with (folder / "detente.trig").open("wb") as out:
        _write_trig(lines, names, out)
    merged = _merge(dataset, names)
    (folder / "detente.ttl").write_bytes(merged.serialize(format="turtle", encoding="utf-8"))


def write_trig(dataset: Dataset, names: Names, out: BinaryIO) -> None:
    """Write a dataset as TriG, one block a graph."""
    _write_trig(_lines(dataset), names, out)


def _write_trig(lines: list[bytes], names: Names, out: BinaryIO) -> None:
    by_graph = sorted(lines, key=_graph_of)  # a stable sort: subjects stay together
    convert(by_graph, out, graph_format("trig"), prefixes(names))


def _lines(dataset: Dataset) -> list[bytes]:
    written = dataset.serialize(format="nquads", encoding="utf-8").splitlines(keepends=True)
    return sorted(line for line in written if line.strip())


def dump(release: Release, chosen: Format, out: BinaryIO) -> None:
    """Write the whole graph of a release in a format; raises ReleaseError where it is damaged."""
    if chosen.name in _READY:
        out.write(_read(release, chosen))
        return
    lines = _read(release, graph_format("nquads")).splitlines(keepends=True)
    names = release.names
    kept = [line for line in lines if chosen.dataset or _is_merged(line, names)]
    convert(kept, out, chosen, prefixes(names))


def _read(release: Release, chosen: Format) -> bytes:
    path = release.dump(chosen)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReleaseError(f"cannot read {path}: {error.strerror}; build it again") from error


def prefixes(names: Names) -> dict[str, str]:
    """Return the prefixes that a dump declares."""
    return {"det": f"{names.base}ontology#", **_VOCABULARIES}


def _graph_of(line: bytes) -> bytes:
    """Return the graph of a line of N-Quads, whose last term it is."""
    return line.rstrip(b" .\n").rpartition(b" ")[2]


def _is_merged(line: bytes, names: Names) -> bool:
    return names.is_merged(_graph_of(line)[1:-1].decode())


def _merge(dataset: Dataset, names: Names) -> Graph:
    """Return the default graph; its blank nodes keep their names, so that its order is stable."""
    merged = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes(names).items():
        merged.bind(prefix, namespace)
    for graph in dataset.graphs():
        if names.is_merged(str(graph.identifier)):
            for triple in graph:
                merged.add(triple)
    return merged
