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
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = _locked(path)
        except OSError as error:
            raise ReleaseError(f"cannot write to {path}: {error.strerror}") from error
        _sync(path.parent)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return os.fstat(self._file).st_size

    def read(self) -> list[bytes]:
        """Return the records, and cut off what follows the last whole one."""
        os.lseek(self._file, 0, os.SEEK_SET)
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
            _append(self._file, record)
        except OSError:
            os.ftruncate(self._file, start)
            os.lseek(self._file, start, os.SEEK_SET)
            raise

    def replace(self, record: bytes) -> None:
        """Let the journal be one record, in one step; raises OSError, and is as it was then."""
        aside = self._path.with_name(f"{self._path.name}.new")
        other = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _append(other, record)
            aside.replace(self._path)
        except OSError:
            os.close(other)
            raise
        _sync(self._path.parent)
        os.close(self._file)
        self._file = other

    def close(self) -> None:
        """Let others write."""
        os.close(self._file)


def _append(file: int, record: bytes) -> None:
    """Write a record where a file stands, and return when it is on the disk."""
    rest = memoryview(_HEAD.pack(len(record), zlib.crc32(record)) + record)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)


def _locked(path: Path) -> int:
    """Return a file that is kept from others.

    The processes of a server that has just died may still have it, or have put another one in its
    place.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(file), path.stat()):
                return file
        except (BlockingIOError, FileNotFoundError) as error:
            if time.monotonic() > end:
                os.close(file)
                raise ReleaseError(f"another server writes to {path}: stop it first") from error
        os.close(file)
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
