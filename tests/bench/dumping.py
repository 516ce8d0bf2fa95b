"""A million quads as N-Quads: a release's dump beside the store's own serialiser.

What a release hands out was written by its build, to the character; the store would write literals
in a way of its own. The memory is what Python takes meanwhile, at its most.
"""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyoxigraph as ox
from campus import campus
from rdflib import Dataset
from timing import Row, compared

from graph.dumping import dump, write_lines
from graph.formats import graph_format
from graph.release import Manifest, Release

__all__ = ["dumping"]

BASE = "https://example.org/"
_GRAPH = f"<{BASE}graph/document/campus>"
_NQUADS = graph_format("nquads")


def dumping(folder: str) -> list[Row]:
    """Return how long a dump takes of a tenth of a million quads, and of a million."""
    rows = [row for size in (100_000, 1_000_000) for row in _ready(Path(folder) / str(size), size)]
    return [*rows, *_written(Path(folder), 100_000)]


def _ready(folder: Path, size: int) -> list[Row]:
    """Return the time of the dump of a release, and of the store's."""
    release, store = _release(folder, size), ox.Store()
    store.bulk_load(path=str(release.dump(_NQUADS)), format=ox.RdfFormat.N_QUADS)

    def ours() -> None:
        with (folder / "ours").open("wb") as out:
            dump(release, _NQUADS, out)

    def theirs() -> None:
        store.dump(str(folder / "theirs"), format=ox.RdfFormat.N_QUADS)

    what = f"dump of {len(store):,} quads, in {_megabytes(ours):.1f} MB"
    return compared(what, 5, ours, "the store's own serialiser", theirs)


def _written(folder: Path, size: int) -> list[Row]:
    """Return the time in which a build writes the lines from what it made."""
    dataset, store = Dataset(), ox.Store()
    dataset.parse(data=b"".join(_lines(size)), format="nquads")
    store.load(b"".join(_lines(size)), format=ox.RdfFormat.N_QUADS)
    return compared(
        f"lines of {len(store):,} quads in a build",
        3,
        lambda: write_lines(dataset, folder / "ours"),
        "the store's own serialiser",
        lambda: store.dump(str(folder / "theirs"), format=ox.RdfFormat.N_QUADS),
    )


def _release(folder: Path, size: int) -> Release:
    folder.mkdir()
    (folder / "detente.nq").write_bytes(b"".join(_lines(size)))
    manifest = Manifest("bench", "0", BASE, "none", (), {})
    (folder / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    return Release(folder)


def _lines(size: int) -> list[bytes]:
    rows = campus("university", size + size // 10)
    return sorted({f"{s} {p} {o} {_GRAPH} .\n".encode() for s, p, o in rows})[:size]


def _megabytes(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20
