"""The formats of documents, one row each: how a file is called and how it is read.

Whatever is not listed is read as plain text.
"""

from collections.abc import Callable
from dataclasses import dataclass

from graph.reading.alignment import Alignment
from graph.reading.html import html
from graph.reading.layout import blocks
from graph.reading.markdown import markdown
from graph.reading.transcript import LeftOut, Transcribed
from graph.reading.wikitext import wikitext

__all__ = ["FORMATS", "PLAIN", "DocumentFormat", "format_of"]


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format: its name, media type, the endings of its files, and the function that reads it."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    transcribe: Callable[[str], Transcribed]


def plain(source: str) -> Transcribed:
    """Read a plain text, whose blocks show in its layout and which is read as it is."""
    parts = blocks(source)
    left_out = (LeftOut("furniture", block.span) for block in parts if block.kind == "furniture")
    return Transcribed(source, parts, Alignment(()), tuple(left_out), _first_line(source))


def _first_line(source: str) -> str:
    return next(iter(source.strip().splitlines()), "").strip()


PLAIN = DocumentFormat("text", "text/plain", (".txt", ".text"), plain)
FORMATS = (
    PLAIN,
    DocumentFormat("markdown", "text/markdown", (".md", ".markdown"), markdown),
    DocumentFormat("wikitext", "text/x-wiki", (".wiki", ".wikitext", ".mediawiki"), wikitext),
    DocumentFormat("html", "text/html", (".html", ".htm", ".xhtml"), html),
)
"""Formats of documents."""


def format_of(suffix: str) -> DocumentFormat:
    """Return the format of files that end so.

    >>> format_of(".HTM").name, format_of(".log").name
    ('html', 'text')
    """
    found = (each for each in FORMATS if suffix.lower() in each.suffixes)
    return next(found, PLAIN)
