"""The closure of the shipped graph: our engines beside owlrl as it comes."""

from pathlib import Path

import owlrl
from rdflib import Dataset, Graph, URIRef
from timing import Row, compared

from graph.building import build
from graph.reasoning import closure

__all__ = ["closures"]

_STATED = ("ontology", "reference", "document/")


def closures(folder: str) -> list[Row]:
    """Return the time of the closure in both."""
    asserted = _asserted(Path(folder))
    return compared(
        f"closure of {len(asserted):,} triples",
        3,
        lambda: closure(asserted),
        "owlrl as it comes",
        lambda: _stock(asserted),
    )


def _asserted(folder: Path) -> Graph:
    release = build([], folder)
    dataset = Dataset()
    dataset.parse(release.path / "detente.nq", format="nquads")
    merged = Graph()
    for name in release.manifest.graphs:
        if name.removeprefix(f"{release.names.base}graph/").startswith(_STATED):
            merged += dataset.graph(URIRef(name))
    return merged


def _stock(asserted: Graph) -> Graph:
    copy = Graph()
    copy += asserted
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(copy)
    return copy
