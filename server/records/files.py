"""The files of a build as distributions: which part they hold, in what form, how large."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.formats import Format
from graph.packing import PACKINGS
from graph.parts import Part, parts
from graph.release import Release

__all__ = ["Distribution", "distributions", "parts_of"]

_PACKED = {"gz": "application/gzip", "zst": "application/zstd"}


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file."""

    file: str
    format: Format
    packing: str
    """The media type of the compression, empty for a plain file."""
    size: int
    sha256: str


def parts_of(release: Release) -> tuple[Part, ...]:
    """Return the parts of a release that have files."""
    entries = ((entry.slug, entry.title) for entry in release.manifest.documents)
    return tuple(part for part in parts(entries) if next(distributions(release, part), None))


def distributions(release: Release, part: Part) -> Iterator[Distribution]:
    """Yield the files of a part that are there."""
    for chosen in part.formats:
        for extension in ("", *PACKINGS):
            name = part.file(chosen) + (f".{extension}" if extension else "")
            path = release.path / name
            if path.is_file():
                packing = _PACKED.get(extension, "")
                sha256 = release.manifest.files.get(name, "")
                yield Distribution(name, chosen, packing, path.stat().st_size, sha256)
