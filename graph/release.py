"""A built graph in a directory of its own, and the switch that says which one is served.

::

    DATA/current            a symbolic link to the release that is served
    DATA/releases/ID/       one build, never changed once it is there
        manifest.json       what it was built from, and its counts
        documents/          the documents, byte for byte, with their metadata
        detente.nq …        the dumps, one per format
        store/              the same quads for SPARQL
        search.db           their names, quotations and sentences as a full-text index
"""

import hashlib
import os
import shutil
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from graph.errors import ReleaseError
from graph.formats import Format
from graph.names import Names
from graph.searching import Hit, search
from graph.store import Store

if TYPE_CHECKING:
    from graph.reasoning.proofs import Proof, Tokens

__all__ = [
    "INDEX",
    "DocumentEntry",
    "Inconsistency",
    "Manifest",
    "Release",
    "checksums",
    "current",
    "empty_release",
    "switch",
]

INDEX = "search.db"
"""The file of a release that holds its full-text index."""


class DocumentEntry(msgspec.Struct, frozen=True):
    """A document that went into a release."""

    slug: str
    title: str
    source: str
    licence: str
    retrieved: str
    language: str
    sha256: str
    sentences: int
    facts: int
    claims: int


class Inconsistency(msgspec.Struct, frozen=True):
    """A contradiction that the reasoner found."""

    message: str


class Manifest(msgspec.Struct, frozen=True):
    """What a release was built from, and its counts."""

    identifier: str
    version: str
    base: str
    engine: str
    documents: tuple[DocumentEntry, ...]
    graphs: dict[str, int]
    """Number of triples by graph name."""
    files: dict[str, str] = {}
    """SHA-256 of each file but this one and the store, by its path in the release."""
    inconsistencies: tuple[Inconsistency, ...] = ()


class Release:
    """One build, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open the release in ``path``; raises ReleaseError where it is not one."""
        self.path = path
        try:
            self.manifest = msgspec.json.decode(
                (path / "manifest.json").read_bytes(), type=Manifest
            )
        except (OSError, msgspec.MsgspecError) as error:
            raise ReleaseError(f"{path} is not a release: {error}; build it again") from error

    @cached_property
    def names(self) -> Names:
        """The names that the release was built with."""
        return Names(self.manifest.base)

    @property
    def view(self) -> tuple[str, ...]:
        """The graphs that make up the default graph: none, the store has it as it is."""
        return ()

    @cached_property
    def store(self) -> Store:
        """The quads of the release for SPARQL."""
        return Store(self.path / "store")

    def nquads(self) -> bytes:
        """Return all quads as N-Quads; raises ReleaseError where they are not there."""
        path = self.path / "detente.nq"
        try:
            return path.read_bytes()
        except OSError as error:
            raise ReleaseError(f"cannot read {path}: {error.strerror}; build it again") from error

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return at most ``limit`` things that go by ``text``, the best first.

        Raises ReleaseError where the release has no index.
        """
        return search(self.path / INDEX, text, limit)

    def proof(self, triple: "Tokens") -> "Proof | None":  # noqa: ARG002 - others need it
        """Return None: how things follow is written down in the graph of proofs."""
        return None

    def texts(self) -> dict[str, Path]:
        """Return the files of the documents, as they were given, by slug."""
        files = sorted((self.path / "documents").iterdir())
        return {file.stem: file for file in files if file.suffix != ".toml"}

    def dump(self, chosen: Format) -> Path:
        """Return the file that holds the whole graph in a format."""
        return self.path / f"detente.{chosen.extension}"


def empty_release(data: Path, base: str) -> Path:
    """Return a folder that is a release of no document, but for its store and its index.

    Raises ReleaseError where it cannot be written.
    """
    path = data / "empty"
    manifest = Manifest("empty", version("detente"), base, "none", (), {})
    try:
        path.mkdir(parents=True, exist_ok=True)
        for extension in ("nq", "trig", "ttl"):
            (path / f"detente.{extension}").touch()
        (path / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    except OSError as error:
        raise ReleaseError(f"cannot write to {path}: {error.strerror}") from error
    return path


def checksums(path: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a release but its manifest and its store."""
    files = [*path.glob("detente*"), *path.glob("documents/*")]
    return {
        str(file.relative_to(path)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(files)
    }


def current(data: Path) -> Release:
    """Return the release that is served from ``data``; raises ReleaseError where there is none."""
    link = data / "current"
    if not link.exists():
        raise ReleaseError(f"there is no graph in {data}: run 'detente build --data {data}' first")
    return Release(link.resolve())


def switch(data: Path, release: Path) -> None:
    """Serve ``release`` from now on, in one step, and forget all others but the previous."""
    link = data / "current"
    previous = link.resolve() if link.exists() else None
    fresh = data / f".current-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(release.relative_to(data))
    fresh.replace(link)
    for other in release.parent.iterdir():
        if other not in (release, previous):
            shutil.rmtree(other, ignore_errors=True)
