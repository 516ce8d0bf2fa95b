"""Whether each inferred triple has a proof, and whether each proof ends in what is asserted."""

from collections.abc import Iterator

from graph.release import Release

__all__ = ["groundless", "without_proof"]

_UNPROVED = """
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?s ?p ?o WHERE {
  GRAPH <graph/inferred> { ?s ?p ?o }
  FILTER NOT EXISTS {
    GRAPH <graph/proofs> {
      ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasGeneratedBy ?derivation
    }
  }
}"""

_GROUNDLESS = """
PREFIX det: <ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?premise WHERE {
  {
    SELECT DISTINCT ?premise WHERE {
      GRAPH <graph/proofs> {
        ?derivation prov:used ?premise
        FILTER NOT EXISTS { ?premise prov:wasGeneratedBy ?other }
      }
    }
  }
  OPTIONAL {
    GRAPH ?description {
      ?premise rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; det:inGraph ?graph
    }
    GRAPH ?graph { ?s ?p ?o }
  }
  FILTER(!BOUND(?graph))
}"""


def without_proof(release: Release) -> Iterator[str]:
    """Yield the inferred triples that no derivation gives."""
    for row in release.store.query(_UNPROVED, base=release.names.base).rows():
        triple = " ".join(row[name].n3() for name in ("s", "p", "o"))
        yield f"{triple} is inferred without a proof: build the graph again"


def groundless(release: Release) -> Iterator[str]:
    """Yield the premises that are neither inferred nor asserted."""
    for row in release.store.query(_GROUNDLESS, base=release.names.base).rows():
        yield f"{row['premise']} is a premise, and neither inferred nor asserted: build again"
