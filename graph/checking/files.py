"""Whether the files of a release are as the build wrote them, and what the build itself noted."""

from collections.abc import Iterator

from graph.checking.dump import dataset
from graph.release import Release, checksums

__all__ = ["altered", "contradictory", "miscounted"]


def altered(release: Release) -> Iterator[str]:
    """Yield the files that have changed since the build."""
    now = checksums(release.path)
    for file, recorded in release.manifest.files.items():
        if now.get(file) != recorded:
            yield f"{file} is not as the build wrote it: build it again"


def contradictory(release: Release) -> Iterator[str]:
    """Yield the contradictions that the reasoner found."""
    for inconsistency in release.manifest.inconsistencies:
        yield inconsistency.message


def miscounted(release: Release) -> Iterator[str]:
    """Yield the graphs whose size in the dump is not that of the build."""
    for name, count in release.manifest.graphs.items():
        found = len(dataset(release).graph(name))
        if found != count:
            yield f"{name} has {found} triples in detente.nq, not the {count} that were built"
