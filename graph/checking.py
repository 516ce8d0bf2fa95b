"""The check of a release: whether all it says can still be read where it says it was read.

Each check is a function from a release to findings, and a row in ``_CHECKS``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rdflib import Dataset

from graph.facts import Span
from graph.provenance import Reading, misread, readings
from graph.release import Release, checksums

__all__ = ["Finding", "check"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be, in words."""

    check: str
    message: str


def check(release: Release) -> list[Finding]:
    """Return what is wrong with a release; an empty list means that all checks hold."""
    return [
        Finding(name, message)
        for name, find in _CHECKS.items()
        for message in dict.fromkeys(find(release))
    ]


def _texts(release: Release) -> dict[str, str]:
    return {
        str(release.names.document(path.stem)): path.read_bytes().decode()
        for path in sorted((release.path / "documents").glob("*.txt"))
    }


@lru_cache(maxsize=2)
def _dataset(release: Release) -> Dataset:
    dataset = Dataset()
    dataset.parse(release.path / "detente.nq", format="nquads")
    return dataset


def _misread_in_dump(release: Release) -> Iterator[str]:
    for entry in release.manifest.documents:
        evidence = _dataset(release).graph(release.names.graph("evidence", entry.slug))
        yield from misread(readings(evidence), _texts(release))


_READINGS = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?span ?document ?start ?end ?exact WHERE {
  ?span a oa:SpecificResource ; oa:hasSource ?document .
  OPTIONAL { ?span oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end }
  OPTIONAL { ?span oa:hasSelector ?quote . ?quote oa:exact ?exact }
} ORDER BY ?span"""


def _misread_in_store(release: Release) -> Iterator[str]:
    answer = release.store.query(_READINGS, base=release.names.base)
    rows = (
        Reading(
            str(row["span"]),
            str(row["document"]),
            Span(int(row.get("start", -1)), int(row.get("end", -1))),
            str(row.get("exact", "")),
        )
        for row in answer.rows()
    )
    yield from misread(rows, _texts(release))


_UNSUPPORTED = """
PREFIX det: <ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?s ?p ?o ?g WHERE {
  GRAPH ?g { ?s ?p ?o }
  FILTER(STRSTARTS(STR(?g), STR(<graph/document/>)) || STRSTARTS(STR(?g), STR(<graph/claim/>)))
  FILTER(!STRSTARTS(STR(?s), STR(<document/>)))
  FILTER NOT EXISTS {
    ?evidence rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; det:inGraph ?g ;
              det:evidence ?annotation .
    ?annotation oa:hasTarget ?span ; det:foundBy ?rule .
  }
}"""


def _without_evidence(release: Release) -> Iterator[str]:
    for row in release.store.query(_UNSUPPORTED, base=release.names.base).rows():
        triple = " ".join(row[name].n3() for name in ("s", "p", "o"))
        yield f"{triple} stands in {row['g']} without evidence"


def _altered(release: Release) -> Iterator[str]:
    now = checksums(release.path)
    for file, recorded in release.manifest.files.items():
        if now.get(file) != recorded:
            yield f"{file} is not as the build wrote it: build it again"


def _contradictory(release: Release) -> Iterator[str]:
    for inconsistency in release.manifest.inconsistencies:
        yield inconsistency.message


def _miscounted(release: Release) -> Iterator[str]:
    for name, count in release.manifest.graphs.items():
        found = len(_dataset(release).graph(name))
        if found != count:
            yield f"{name} has {found} triples in detente.nq, not the {count} that were built"


_CHECKS: dict[str, Callable[[Release], Iterator[str]]] = {
    "evidence in the dump": _misread_in_dump,
    "evidence in the store": _misread_in_store,
    "evidence for each triple": _without_evidence,
    "files": _altered,
    "counts": _miscounted,
    "consistency": _contradictory,
}
