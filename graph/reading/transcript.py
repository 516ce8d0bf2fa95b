"""A transcript: what is read of a file with markup, block by block, and what is left out of it.

The readers of the formats say where a block begins and which characters of the file are words; the
transcript keeps where each of them stands. Blanks and line breaks count as one blank, as browsers
have it. Sections of notes and links at the end are left out, as nothing in them is stated.
"""

import re
from dataclasses import dataclass, field

from graph.facts import Span
from graph.reading.alignment import Alignment, Stretch
from graph.reading.layout import BACK_MATTER, Block

__all__ = ["LeftOut", "Transcribed", "Transcript"]

_BLANKS = re.compile(r"[ \t\r\n\f\u00a0\u2000-\u200a\u202f]+")
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a file that is not read, and what it is."""

    what: str
    span: Span


@dataclass(frozen=True, slots=True)
class Transcribed:
    """The words of a file, their blocks, where they stand in it, and what was left out."""

    text: str
    blocks: tuple[Block, ...]
    alignment: Alignment
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""


@dataclass(slots=True)
class _Piece:
    words: str
    span: Span
    copied: bool


@dataclass(slots=True)
class Transcript:
    """The transcript of a file while it is written."""

    source: str
    title: str = ""
    _left_out: list[LeftOut] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _length: int = 0
    _stretches: list[Stretch] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _pieces: list[_Piece] = field(default_factory=list)
    _blank: Span | None = None
    _kind: str = "paragraph"
    _level: int = 0
    _skipped: tuple[int, str, int] | None = None
    """Level, words and place of the heading whose section is being left out."""

    def begin(self, kind: str, level: int = 0) -> None:
        """End the block so far; the words that follow are of another one."""
        self._end()
        self._kind, self._level = kind, level

    def copy(self, start: int, end: int) -> None:
        """Read characters of the file as they are."""
        at = start
        for blanks in _BLANKS.finditer(self.source, start, end):
            self._add(self.source[at : blanks.start()], Span(at, blanks.start()), copied=True)
            self.blank(blanks.start(), blanks.end())
            at = blanks.end()
        self._add(self.source[at:end], Span(at, end), copied=True)

    def put(self, words: str, start: int, end: int) -> None:
        """Read characters of the file as other words that stand for them."""
        if _BLANKS.fullmatch(words):
            self.blank(start, end)
        else:
            self._add(_BLANKS.sub(" ", words), Span(start, end), copied=False)

    def blank(self, start: int, end: int) -> None:
        """Read characters of the file as a space between words."""
        if self._pieces:
            self._blank = self._blank or Span(start, end)

    def leave_out(self, what: str, start: int, end: int) -> None:
        """Note that a part of the file is not read."""
        if start < end and not self._skipped:
            self._left_out.append(LeftOut(what, Span(start, end)))

    def finish(self) -> Transcribed:
        """Return what was written."""
        self._end()
        self._resume(len(self.source))
        left_out = tuple(sorted(self._left_out, key=lambda part: part.span))
        text, alignment = "".join(self._words), Alignment(tuple(self._stretches))
        return Transcribed(text, tuple(self._blocks), alignment, left_out, self.title)

    def _add(self, words: str, span: Span, *, copied: bool) -> None:
        if not words:
            return
        if self._blank:
            single = self._blank.end - self._blank.start == 1
            self._append(_Piece(" ", self._blank, single))
            self._blank = None
        self._append(_Piece(words, span, copied))

    def _append(self, piece: _Piece) -> None:
        self._pieces.append(piece)

    def _end(self) -> None:
        """Write the block so far down, unless it is part of what is left out."""
        pieces, self._pieces, self._blank = self._pieces, [], None
        if not pieces:
            return
        if self._kind == "heading":
            self._enter(pieces)
        if not self._skipped:
            self._write(pieces)

    def _enter(self, pieces: list[_Piece]) -> None:
        """Let a heading end the section that is left out, or begin one."""
        words = "".join(piece.words for piece in pieces).strip().rstrip(":").lower()
        if self._skipped and self._level <= self._skipped[0]:
            self._resume(pieces[0].span.start)
        if not self._skipped and words in BACK_MATTER:
            self._skipped = (self._level, words, pieces[0].span.start)

    def _resume(self, end: int) -> None:
        if self._skipped:
            _, words, start = self._skipped
            self._skipped = None
            self.leave_out(f'section "{words}"', start, end)

    def _write(self, pieces: list[_Piece]) -> None:
        if self._blocks:
            self._words.append(_BETWEEN)
            self._length += len(_BETWEEN)
        start = self._length
        for piece in pieces:
            self._align(piece)
            self._words.append(piece.words)
            self._length += len(piece.words)
        self._blocks.append(Block(self._kind, Span(start, self._length)))

    def _align(self, piece: _Piece) -> None:
        """Keep where a piece stands, in one stretch with those that it follows in the file."""
        last = self._stretches[-1] if self._stretches else None
        if last and last.copied and piece.copied:
            follows = last.at + piece.span.start - last.span.start == self._length
            if follows and last.span.end == piece.span.start:
                whole = Span(last.span.start, piece.span.end)
                self._stretches[-1] = Stretch(last.at, whole, True)
                return
        self._stretches.append(Stretch(self._length, piece.span, piece.copied))
