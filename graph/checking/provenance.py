"""Whether all that a release says can still be read where it says it was read."""

from collections.abc import Iterator

from graph.checking.dump import dataset
from graph.facts import Span
from graph.provenance import Reading, misread, readings
from graph.release import Release

__all__ = ["misread_in_dump", "misread_in_store", "without_evidence"]


def misread_in_dump(release: Release) -> Iterator[str]:
    """Yield the spans of the dump that do not say what they are said to."""
    for entry in release.manifest.documents:
        evidence = dataset(release).graph(release.names.graph("evidence", entry.slug))
        yield from misread(readings(evidence), _texts(release))


_READINGS = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?span ?document ?start ?end ?exact WHERE {
  ?span a oa:SpecificResource ; oa:hasSource ?document .
  OPTIONAL { ?span oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end }
  OPTIONAL { ?span oa:hasSelector ?quote . ?quote oa:exact ?exact }
} ORDER BY ?span"""


def misread_in_store(release: Release) -> Iterator[str]:
    """Yield the spans of the store that do not say what they are said to."""
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


def without_evidence(release: Release) -> Iterator[str]:
    """Yield the triples of documents and claims that no annotation supports."""
    for row in release.store.query(_UNSUPPORTED, base=release.names.base).rows():
        triple = " ".join(row[name].n3() for name in ("s", "p", "o"))
        yield f"{triple} stands in {row['g']} without evidence"


def _texts(release: Release) -> dict[str, str]:
    return {
        str(release.names.document(slug)): path.read_bytes().decode()
        for slug, path in release.texts().items()
    }
