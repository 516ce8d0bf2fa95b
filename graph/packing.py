"""Files beside their compressed forms, the same bytes whenever they are made."""

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from zstandard import ZstdCompressor

__all__ = ["PACKINGS", "pack"]

_LEVEL = 10


def _gzip(source: BinaryIO, target: BinaryIO) -> None:
    # Neither the time nor the name of the file goes into it.
    with gzip.GzipFile(filename="", mode="wb", fileobj=target, compresslevel=6, mtime=0) as out:
        shutil.copyfileobj(source, out)


def _zstd(source: BinaryIO, target: BinaryIO) -> None:
    ZstdCompressor(level=_LEVEL).copy_stream(source, target)


PACKINGS: dict[str, Callable[[BinaryIO, BinaryIO], None]] = {"gz": _gzip, "zst": _zstd}
"""The ways to compress, by the extension that they add."""


def pack(path: Path) -> None:
    """Write the compressed forms of a file beside it."""
    for extension, compress in PACKINGS.items():
        with path.open("rb") as source, Path(f"{path}.{extension}").open("wb") as target:
            compress(source, target)
