"""The example queries: the store of a release beside rdflib's own engine, both in process."""

from pathlib import Path

from rdflib import Dataset, URIRef
from timing import Row, best_of, compared

from graph.building import build
from graph.release import Release
from queries.catalogue import Example, catalogue

__all__ = ["query_times"]


def query_times(folder: str) -> list[Row]:
    """Return the time of each example query in both engines."""
    release = build([], Path(folder))
    other = _dataset(release)
    rows = [Row("build of the shipped documents", best_of(3, lambda: build([], Path(folder))))]
    for example in catalogue():
        rows += _one(example, release, other)
    return rows


def _dataset(release: Release) -> Dataset:
    dataset = Dataset()
    for name in release.manifest.graphs:
        dataset.graph(URIRef(name))
    dataset.parse(release.path / "detente.nq", format="nquads")
    dataset.parse(release.path / "detente.ttl", format="turtle")
    return dataset


def _one(example: Example, release: Release, other: Dataset) -> list[Row]:
    base = release.manifest.base
    return compared(
        example.name,
        5,
        lambda: list(release.store.query(example.query, base=base).rows()),
        "rdflib",
        lambda: list(other.query(example.standalone(base))),
    )
