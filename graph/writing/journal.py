"""A file of records that are there to stay once they are written, whatever happens then.

A record is its length and its checksum (CRC-32), four bytes each, and its content. A record that
was not written to its end is cut off when the journal is opened again: nobody was told of it.
"""

import fcntl
import os
import struct
import time
import zlib
from pathlib import Path

from graph.errors import ReleaseError

__all__ = ["Journal"]

_PATIENCE = 3.0
"""Seconds that another process may take to let go of a journal."""
_HEAD = struct.Struct(">II")


class Journal:
    """The records of one file, which nobody else may write meanwhile."""

    def __init__(self, path: Path) -> None:
        """Open a journal, or begin one; raises ReleaseError where it cannot be written."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise ReleaseError(f"cannot write to {path}: {error.strerror}") from error
        _lock(self._file, path)
        _sync(path.parent)

    def read(self) -> list[bytes]:
        """Return the records, and cut off what follows the last whole one."""
        content = b"".join(iter(lambda: os.read(self._file, 2**20), b""))
        records, at = [], 0
        while (record := _record(content, at)) is not None:
            records.append(record)
            at += _HEAD.size + len(record)
        os.ftruncate(self._file, at)
        os.lseek(self._file, at, os.SEEK_SET)
        return records

    def write(self, record: bytes) -> None:
        """Add a record, and return when it is on the disk; raises OSError where it cannot be."""
        start = os.lseek(self._file, 0, os.SEEK_CUR)
        try:
            rest = memoryview(_HEAD.pack(len(record), zlib.crc32(record)) + record)
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, start)
            os.lseek(self._file, start, os.SEEK_SET)
            raise

    def close(self) -> None:
        """Let others write."""
        os.close(self._file)


def _lock(file: int, path: Path) -> None:
    """Keep others from a file; the processes of a server that has just died may still have it."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > end:
                os.close(file)
                raise ReleaseError(f"another server writes to {path}: stop it first") from error
            time.sleep(0.02)


def _record(content: bytes, at: int) -> bytes | None:
    if at + _HEAD.size > len(content):
        return None
    length, checksum = _HEAD.unpack_from(content, at)
    record = content[at + _HEAD.size : at + _HEAD.size + length]
    whole = len(record) == length and zlib.crc32(record) == checksum
    return record if whole else None


def _sync(folder: Path) -> None:
    """Let the name of a new file be on the disk as well."""
    number = os.open(folder, os.O_RDONLY)
    os.fsync(number)
    os.close(number)
