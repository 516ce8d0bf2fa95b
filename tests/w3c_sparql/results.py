"""What a query gave and what it should have given, brought into one form to be compared."""

from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

__all__ = ["dataset_of", "expected_result", "result_of", "same"]

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
}

Result = bool | frozenset[Any]


def dataset_of(default: Path | None, named: dict[str, Path]) -> list[ox.Quad]:
    """Return the quads of some files."""
    quads = [] if default is None else list(_parsed(default, ox.DefaultGraph()))
    for name, path in named.items():
        quads += _parsed(path, ox.NamedNode(name))
    return quads


@cache
def _parsed(path: Path, graph: Any) -> list[ox.Quad]:
    found = ox.parse(
        path.read_bytes(),
        format=_GRAPHS[path.suffix],
        base_iri=path.as_uri(),
        rename_blank_nodes=True,
    )
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found]


def same(quads: list[ox.Quad]) -> frozenset[Any]:
    """Return quads in a form that does not depend on the names of blank nodes."""
    store = ox.Store()  # literals as a store keeps them
    store.extend(quads)
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(dataset)


def result_of(content: bytes, media_type: str) -> Result:
    """Return what a server has sent."""
    if media_type == "text/turtle":
        return same(list(ox.parse(content, format=ox.RdfFormat.TURTLE)))
    given = ox.parse_query_results(
        content, format=ox.QueryResultsFormat.from_media_type(media_type)
    )
    return bool(given) if isinstance(given, ox.QueryBoolean) else _table(given)


def expected_result(path: Path) -> Result:
    """Return what a file says."""
    if path.suffix in _RESULTS:
        given = ox.parse_query_results(path.read_bytes(), format=_RESULTS[path.suffix])
        return bool(given) if isinstance(given, ox.QueryBoolean) else _table(given)
    quads = _parsed(path, ox.DefaultGraph())
    return (
        _result_set(quads)
        if any(_is(q.predicate, "resultVariable") for q in quads)
        else same(quads)
    )


def _table(solutions: Any) -> frozenset[Any]:
    """Return solutions as a graph, each a blank node with its values, to compare them as a bag."""
    names = [variable.value for variable in solutions.variables]
    quads = []
    for solution in solutions:
        row = ox.BlankNode()
        quads.append(ox.Quad(row, ox.NamedNode("x:is"), ox.Literal("a row")))
        for name in names:
            if solution[name] is not None:
                quads.append(ox.Quad(row, ox.NamedNode(f"x:{name}"), solution[name]))
    return same(quads)


def _result_set(quads: list[Any]) -> frozenset[Any]:
    by_subject: dict[Any, list[Any]] = {}
    for quad in quads:
        by_subject.setdefault(quad.subject, []).append(quad)
    rows = []
    for solution in (quad.object for quad in quads if _is(quad.predicate, "solution")):
        rows.append(ox.Quad(solution, ox.NamedNode("x:is"), ox.Literal("a row")))
        for binding in (q.object for q in by_subject[solution] if _is(q.predicate, "binding")):
            parts = {q.predicate.value: q.object for q in by_subject[binding]}
            name = parts[f"{RS}variable"].value
            rows.append(ox.Quad(solution, ox.NamedNode(f"x:{name}"), parts[f"{RS}value"]))
    return same(rows)


def _is(predicate: ox.NamedNode, name: str) -> bool:
    return predicate.value == RS + name
