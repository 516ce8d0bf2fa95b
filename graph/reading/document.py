"""Documents: a file of words with its metadata beside it.

``NAME.txt``, or a file in another format, may have a ``NAME.toml`` with title, source, licence,
language and date of retrieval.
"""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from graph.errors import DocumentError
from graph.facts import Span
from graph.names import slug
from graph.reading.alignment import Alignment
from graph.reading.formats import PLAIN, DocumentFormat, format_of
from graph.reading.layout import Block
from graph.reading.marks import Mark, marks
from graph.reading.quotations import Quotation, quotations
from graph.reading.sentences import Sentence, sentences
from graph.reading.transcript import LeftOut

__all__ = ["MAXIMUM_BYTES", "Document", "Metadata", "parse", "read"]

_TITLE = 200
_BLANKS = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0xFEFF], " ")
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
    """A text with its parts; all offsets count code points of ``text``, the words that are read.

    ``source`` is the file as it is, of which ``sha256`` is the checksum; the two are the same in a
    plain text. What leaves the program speaks of the source: see ``in_source``.
    """

    slug: str
    text: str
    source: str
    sha256: str
    format: DocumentFormat
    metadata: Metadata
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...]
    quotations: tuple[Quotation, ...]
    alignment: Alignment
    left_out: tuple[LeftOut, ...] = ()
    """What of the source is not read."""

    def in_source(self, span: Span) -> Span:
        """Return where in the source the words of a span stand."""
        return self.alignment.in_source(span)

    def in_text(self, offset: int) -> int:
        """Return where in the text a character of the source is read, or the one before it."""
        return self.alignment.in_text(offset)

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence in which an offset lies, or the last one that begins before it."""
        return self.sentences[max(bisect_right(_starts(self), offset) - 1, 0)]


@lru_cache(maxsize=16)
def _starts(document: Document) -> list[int]:
    return [sentence.span.start for sentence in document.sentences]


def read(path: Path) -> Document:
    """Read a UTF-8 file in the format that its name ends in, plain text unless it is another.

    Raises DocumentError that says what is wrong and where.
    """
    content = _bytes(path)
    source = _decoded(path, content)
    checksum, chosen = hashlib.sha256(content).hexdigest(), format_of(path.suffix)
    document = parse(path.stem, source, _metadata(path), checksum, chosen)
    if not document.sentences:
        raise DocumentError(f"{path} is empty: there is nothing to read in it")
    return document


def parse(
    name: str,
    source: str,
    metadata: Metadata | None = None,
    sha256: str = "",
    chosen: DocumentFormat = PLAIN,
) -> Document:
    """Divide the words of a source into their parts; its title is its own where none is given."""
    read = chosen.transcribe(_with_plain_blanks(source))
    text, parts = read.text, read.blocks
    first = parts[0].span.of(text) if parts else name
    return Document(
        slug=slug(name),
        text=text,
        source=source,
        sha256=sha256 or hashlib.sha256(source.encode()).hexdigest(),
        format=chosen,
        metadata=metadata or Metadata(title=(read.title or first)[:_TITLE]),
        blocks=parts,
        sentences=sentences(text, parts),
        marks=marks(text),
        quotations=quotations(text, parts),
        alignment=read.alignment,
        left_out=read.left_out,
    )


def _with_plain_blanks(source: str) -> str:
    """Return a text of the same length whose blanks of other widths, or of none, are spaces.

    A byte order mark is no word, and "27\u00a0May" is a date.
    """
    return source.translate(_BLANKS)


def _decoded(path: Path, content: bytes) -> str:
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"{path} is not UTF-8 text (byte {error.start}, 0x{content[error.start]:02x}, in line"
            f" {line}): convert it to UTF-8 first"
        ) from error
    if "\0" in source:
        raise DocumentError(f"{path} is not a text (a zero byte at {source.index(chr(0))})")
    return source


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


def _metadata(path: Path) -> Metadata | None:
    beside = path.with_suffix(".toml")
    if not beside.exists():
        return None
    try:
        return msgspec.toml.decode(beside.read_bytes(), type=Metadata)
    except msgspec.MsgspecError as error:
        raise DocumentError(f"{beside} is malformed: {error}") from error
