"""Documents: a text file with its metadata beside it.

``NAME.txt`` may have a ``NAME.toml`` with title, source, licence, language and date of retrieval.
"""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from graph.errors import DocumentError
from graph.names import slug
from graph.reading.layout import Block, blocks
from graph.reading.marks import Mark, marks
from graph.reading.quotations import Quotation, quotations
from graph.reading.sentences import Sentence, sentences

__all__ = ["MAXIMUM_BYTES", "Document", "Metadata", "parse", "read"]

MAXIMUM_BYTES = 16 * 2**20
"""Largest file that is read; an encyclopedia article rarely reaches a hundredth of it."""


class Metadata(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a document comes from; empty means not stated."""

    title: str
    source: str = ""
    publisher: str = ""
    written: str = ""
    """When it was written, as EDTF."""
    retrieved: date | None = None
    language: str = "en"
    licence: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A text with its parts; all offsets count code points of ``text``."""

    slug: str
    text: str
    sha256: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...]
    quotations: tuple[Quotation, ...]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence in which an offset lies, or the last one that begins before it."""
        return self.sentences[max(bisect_right(_starts(self), offset) - 1, 0)]


@lru_cache(maxsize=16)
def _starts(document: Document) -> list[int]:
    return [sentence.span.start for sentence in document.sentences]


def read(path: Path) -> Document:
    """Read a UTF-8 text file; raises DocumentError that says what is wrong and where."""
    content = _bytes(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{path} is not UTF-8 text (byte {error.start}): convert it to UTF-8 first"
        ) from error
    if "\0" in text:
        raise DocumentError(f"{path} is not a text (a zero byte at {text.index(chr(0))})")
    if not text.strip():
        raise DocumentError(f"{path} is empty: there is nothing to read in it")
    return parse(path.stem, text, _metadata(path, text), hashlib.sha256(content).hexdigest())


def parse(name: str, text: str, metadata: Metadata, sha256: str = "") -> Document:
    """Divide a text into its parts."""
    parts = blocks(text)
    return Document(
        slug(name),
        text,
        sha256 or hashlib.sha256(text.encode()).hexdigest(),
        metadata,
        parts,
        sentences(text, parts),
        marks(text),
        quotations(text, parts),
    )


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise DocumentError(f"{path} is a directory: name the text files in it")
    try:
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            raise DocumentError(
                f"{path} has {size:,} bytes; no more than {MAXIMUM_BYTES:,} are read: split it"
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror}") from error


def _metadata(path: Path, text: str) -> Metadata:
    beside = path.with_suffix(".toml")
    if not beside.exists():
        return Metadata(title=text.strip().splitlines()[0].strip()[:200])
    try:
        return msgspec.toml.decode(beside.read_bytes(), type=Metadata)
    except msgspec.MsgspecError as error:
        raise DocumentError(f"{beside} is malformed: {error}") from error
