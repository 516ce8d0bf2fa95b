"""Dumps: the graph and its parts as files, made once by the build and the same in every build.

Named graphs are kept where the format can hold them. Where it cannot, the dump is the merge of
all graphs but claims and proofs, which is what a query sees as the default graph.

The lines of N-Quads are what the build made, to the character; all other formats are written from
them, and none from the store, which rewrites literals. No format is ever held in memory whole.
"""

import shutil
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from rdflib import Dataset, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from graph.errors import ReleaseError
from graph.formats import Format, graph_format
from graph.names import Names
from graph.packing import pack
from graph.parts import WHOLE, Part, parts
from graph.release import Release
from graph.store import convert

__all__ = ["dump", "prefixes", "write_dumps", "write_lines", "write_trig"]

_PREFIXES = {
    "dcterms": str(DCTERMS),
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": "https://schema.org/",
    "skos": str(SKOS),
    "sssom": "https://w3id.org/sssom/",
    "xsd": str(XSD),
}
_NQUADS, _NTRIPLES = graph_format("nquads"), graph_format("ntriples")


def write_dumps(
    dataset: Dataset, names: Names, folder: Path, documents: Iterable[tuple[str, str]]
) -> None:
    """Write every part in every format, plain and compressed; documents are slugs with titles."""
    lines = _lines(dataset)
    paths = [_path(line, names) for line in lines]
    for part in parts(documents):
        held = {path for path in set(paths) if part.holds(path)}
        own = [line for line, path in zip(lines, paths, strict=True) if path in held]
        _write_part(part, own, names, folder)
    _write_reified(lines, names, folder / "detente-evidence.rdf12.ttl")
    for path in sorted(folder.glob("detente*")):
        pack(path)


def _write_part(part: Part, lines: list[bytes], names: Names, folder: Path) -> None:
    stated = [line for line in lines if names.is_merged(_graph_of(line)[1:-1].decode())]
    (folder / part.file(_NQUADS)).write_bytes(b"".join(lines))
    if _NTRIPLES in part.formats:
        (folder / part.file(_NTRIPLES)).write_bytes(b"".join(_triples(stated)))
    by_graph = sorted(lines, key=_graph_of)  # a stable sort: subjects stay together
    for chosen in part.formats:
        if chosen not in (_NQUADS, _NTRIPLES):
            with (folder / part.file(chosen)).open("wb") as out:
                given = by_graph if chosen.dataset else _triples(stated)
                convert(given, out, chosen, prefixes(names))


def _triples(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines without their graphs; as they are sorted, a triple of two graphs comes once."""
    last = b""
    for line in lines:
        triple = line.rstrip(b" .\n").rpartition(b" ")[0] + b" .\n"
        if triple != last:
            yield triple
        last = triple


_TYPE = f"<{RDF.type}> <{RDF.Statement}>".encode()
_ROLES = {f"<{each}>".encode(): each for each in (RDF.subject, RDF.predicate, RDF.object)}


def _write_reified(lines: list[bytes], names: Names, path: Path) -> None:
    """Write the evidence with triple terms, which RDF 1.2 has in the place of four triples.

    https://www.w3.org/TR/rdf12-concepts/#section-reification
    """
    stated = (line for line in lines if _path(line, names).startswith("evidence/"))
    with path.open("wb") as out:
        convert(_reified(_triples(stated)), out, graph_format("turtle"), prefixes(names))


def _reified(triples: Iterable[bytes]) -> Iterator[bytes]:
    for subject, own in groupby(triples, key=lambda line: line.partition(b" ")[0]):
        roles: dict[URIRef, bytes] = {}
        for line in own:
            predicate, _, rest = line.removeprefix(subject + b" ").partition(b" ")
            if predicate in _ROLES:
                roles[_ROLES[predicate]] = rest.removesuffix(b" .\n")
            elif not line.endswith(_TYPE + b" .\n"):
                yield line
        if roles:
            term = b" ".join(roles[each] for each in _ROLES.values())
            yield b"%s <%sreifies> <<( %s )>> .\n" % (subject, str(RDF).encode(), term)


def write_trig(dataset: Dataset, names: Names, out: BinaryIO) -> None:
    """Write a dataset as TriG, one block a graph."""
    by_graph = sorted(_lines(dataset), key=_graph_of)
    convert(by_graph, out, graph_format("trig"), prefixes(names))


def write_lines(dataset: Dataset, path: Path) -> None:
    """Write a dataset as sorted lines of N-Quads."""
    with path.open("wb") as out:
        out.writelines(_lines(dataset))


def _lines(dataset: Dataset) -> list[bytes]:
    written = dataset.serialize(format="nquads", encoding="utf-8").splitlines(keepends=True)
    return sorted(line for line in written if line.strip())


def dump(release: Release, chosen: Format, out: BinaryIO, part: Part = WHOLE) -> None:
    """Write a release, or a part of it, in a format; raises ReleaseError where it is damaged."""
    path = release.path / part.file(chosen)
    try:
        ready = path.open("rb")
    except OSError as error:
        raise ReleaseError(f"cannot read {path}: {error.strerror}; build it again") from error
    with ready:
        shutil.copyfileobj(ready, out, _CHUNK)


_CHUNK = 2**20


def prefixes(names: Names) -> dict[str, str]:
    """Return the prefixes that a dump declares."""
    own = {"det": "ontology#", "graph": "graph/", "id": "id/", "event": "id/event/"}
    return {**{prefix: names.base + end for prefix, end in own.items()}, **_PREFIXES}


def _graph_of(line: bytes) -> bytes:
    """Return the graph of a line of N-Quads, whose last term it is."""
    return line.rstrip(b" .\n").rpartition(b" ")[2]


def _path(line: bytes, names: Names) -> str:
    """Return what follows ``graph/`` in the name of the graph of a line."""
    return _graph_of(line)[1:-1].decode().removeprefix(f"{names.base}graph/")
