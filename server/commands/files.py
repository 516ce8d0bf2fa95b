"""The files that commands write: there whole, or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import FormatError

__all__ = ["target"]


@contextmanager
def target(out: Path) -> Iterator[BinaryIO]:
    """Give a file to write, or standard output for ``-``; raises FormatError."""
    if str(out) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()  # here, where a broken pipe is dealt with
        return
    fresh = out.with_name(f".{out.name}-{os.getpid()}")
    try:
        with _opened_to_write(fresh) as file:
            yield file
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


def _opened_to_write(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise FormatError(f"cannot write in {path.parent}: {error.strerror}") from error
