"""Blocks: the headings, paragraphs, captions, list items, cells and block quotes of a plain text.

Blocks are runs of lines between blank ones. What kind a block is follows from its shape and its
neighbours, never from what it talks about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.facts import Span
from graph.reading.marks import MARK

__all__ = ["Block", "blocks"]

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_BREAK = re.compile(r"\n(?=[ \t]*(?:[-*•] |\d+\. ))")
_ENDING = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_CELL = re.compile(
    r"""\|[ \t]+(?:-[ \t]+)?
        (?P<sentence>[A-Z][^|\n]{20,}[a-z0-9)]\.(?:\[\d+\])*)[ \t]*(?=\|)""",
    re.VERBOSE,
)
_DAY = re.compile(r"\b(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2},) \d{4}\b")
_QUOTED = re.compile(r"^[\"“«].*[\"”»]$", re.DOTALL)
_INTRODUCES = re.compile(r"(?::|\b(?:said|says|stated|wrote|added|declared),)$")
_FURNITURE = re.compile(
    r"""^(?:from\ wikipedia,\ the\ free\ encyclopedia
        |note:\ many\ of\ our\ articles\b.*
        |got\ something\ to\ say\?.*
        |your\ (?:name|email\ address).*
        |the\ full\ wiki
        |[\w().,–-]+(?:\ [\w().,–-]+){0,9}\.(?:png|jpe?g|svg|gif|webm|ogv)
        |.*:\ wikis
        |(?:[^\n]*\ )?category:\S.*
        |\+[-=+]+\+.*|\|.*)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_HEADING_WORDS = 12
BACK_MATTER = frozenset(
    """bibliography|citations|external links|footnotes|further reading|general references|links
    |literature|notes|notes and references|references|references and notes|see also|sources
    |works cited""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Headings of sections of notes and links, in lower case: nothing in them is stated."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block; ``kind`` is heading, paragraph, caption, item, cell, quote or furniture."""

    kind: str
    span: Span


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in their order, without overlap."""
    found: list[Block] = []
    back = False
    for block in _blocks(text):
        span = block.span
        if MARK.match(text, span.start):
            back = True  # a note, which says where something is to be read
        elif block.kind == "heading":
            back = _bare(span.of(text)).lower() in BACK_MATTER
        if back:
            block = replace(block, kind="furniture")
        if block.kind == "paragraph" and found and _is_quote(found[-1], block, text):
            block = replace(block, kind="quote")
        found.append(block)
    return tuple(found)


def _blocks(text: str) -> Iterator[Block]:
    """Yield each block by itself, of the kind that its own shape tells."""
    for match in _PARAGRAPH.finditer(text):
        start = match.start()
        if text.startswith("+-", start):
            yield from _cells(text, match.start(), match.end())
            continue
        for cut in [m.end() for m in _BREAK.finditer(text, match.start(), match.end())]:
            yield _shaped(text, start, cut)
            start = cut
        yield _shaped(text, start, match.end())


def _cells(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield the sentences that stand in cells of a table drawn with bars, and the rest of it."""
    for match in _CELL.finditer(text, start, end):
        if match.start("sentence") > start:
            yield _shaped(text, start, match.start("sentence"))
        yield Block("cell", Span(*match.span("sentence")))
        start = match.end("sentence")
    if start < end:
        yield _shaped(text, start, end)


def _shaped(text: str, start: int, end: int) -> Block:
    span = _trimmed(text, start, end)
    return Block(_kind(_bare(span.of(text))), span)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))


def _bare(words: str) -> str:
    return MARK.sub("", words).strip()


def _kind(words: str) -> str:
    if not words or _FURNITURE.match(words):
        return "furniture"
    if words[:2] in ("- ", "* ", "• "):
        return "item"
    if "\n" in words or _ENDING.search(words):
        return "paragraph"
    count = len(words.split())
    if count > 2 * _HEADING_WORDS:
        return "paragraph"
    return "caption" if _DAY.search(words) or count > _HEADING_WORDS else "heading"


def _is_quote(before: Block, block: Block, text: str) -> bool:
    introduced = before.kind == "paragraph" and _INTRODUCES.search(_bare(before.span.of(text)))
    words = _bare(block.span.of(text))
    return bool(introduced) and bool(
        _QUOTED.match(words) or _bare(before.span.of(text)).endswith(":")
    )
