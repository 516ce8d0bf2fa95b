"""The dump of a release, read back as quads."""

from functools import lru_cache

from rdflib import Dataset

from graph.release import Release

__all__ = ["dataset"]


@lru_cache(maxsize=2)
def dataset(release: Release) -> Dataset:
    """Return the quads of the dump; not to be changed."""
    quads = Dataset()
    quads.parse(release.path / "detente.nq", format="nquads")
    return quads
