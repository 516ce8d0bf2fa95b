"""Markdown as a transcript: CommonMark with tables, footnotes and front matter.

The parser is pulldown-cmark, which tells of every event the bytes that it is read from.
"""

import re
from collections.abc import Callable

import numpy as np
from pyromark import Options, events_with_range

from graph.reading.marks import is_label
from graph.reading.transcript import Transcribed, Transcript

__all__ = ["markdown"]

_OPTIONS = (
    Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TABLES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
)
_LEFT_OUT = {
    "Table": "table",
    "CodeBlock": "code",
    "HtmlBlock": "HTML",
    "FootnoteDefinition": "footnote",
    "MetadataBlock": "front matter",
}
_KINDS = {"Paragraph": "paragraph", "Heading": "heading", "BlockQuote": "quote", "Item": "item"}
_WITHOUT_NOTE = re.compile(r"\[\^([^\]\s\[]{1,80})\]")
_TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_BARE = {"Collapsed", "Shortcut"}
_NUMBER = re.compile(r"\[(\d{1,4})\]")


def markdown(source: str) -> Transcribed:
    """Transcribe a Markdown file."""
    reader = _Reader(source)
    at = _offsets(source)
    for event, span in events_with_range(source, options=_OPTIONS):
        reader.event(event, at(span["start"]), at(span["end"]))
    return reader.transcript.finish()


def _offsets(source: str) -> Callable[[int], int]:
    """Return the function from offsets in UTF-8 bytes to those in code points."""
    if source.isascii():
        return lambda offset: offset
    octets = np.frombuffer(source.encode(), np.uint8)
    begun = np.cumsum((octets & 0xC0) != 0x80, dtype=np.int32)
    return lambda offset: int(begun[offset - 1]) if offset else 0


class _Reader:
    """What is open while a file is read."""

    def __init__(self, source: str) -> None:
        self.transcript = Transcript(source)
        self._source = source
        self._kinds: list[str] = []
        self._hidden = 0
        self._done = 0
        """The end of a mark that was read ahead of its events."""
        self._labels: dict[str, str] = {}

    def event(self, event: object, start: int, end: int) -> None:
        """Read one event of the parser."""
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        handle = _HANDLERS.get(name)
        if handle and start >= self._done:
            handle(self, value, start, end)

    def start(self, value: object, start: int, end: int) -> None:
        """Open a block, or hide what is left out."""
        name, given = next(iter(value.items())) if isinstance(value, dict) else (value, None)
        if name in _LEFT_OUT:
            self._hidden += 1
            if self._hidden == 1:
                self._leave_out(str(name), start, end)
        elif name == "Link" and isinstance(given, dict) and not self._hidden:
            self._link(given, start, end)
        elif name in _KINDS:
            self._kinds.append(self._kind(str(name)))
            level = int(given["level"][1:]) if name == "Heading" and isinstance(given, dict) else 0
            self.transcript.begin(self._kinds[-1], level)

    def end(self, value: object, _start: int, _end: int) -> None:
        """Close a block."""
        name = next(iter(value)) if isinstance(value, dict) else value
        if name in _LEFT_OUT:
            self._hidden -= 1
        elif name in _KINDS:
            self._kinds.pop()
            self.transcript.begin(self._kinds[-1] if self._kinds else "paragraph")

    def words(self, value: object, start: int, end: int) -> None:
        """Read words; a reference to a footnote that is not there is a mark all the same."""
        if self._hidden:
            return
        mark = _WITHOUT_NOTE.match(self._source, start)
        if mark:
            self.mark(mark[1], start, mark.end())
            self._done = mark.end()
        elif self._source[start:end] == value:
            self.transcript.copy(start, end)
        else:
            self.transcript.put(str(value), start, end)

    def code(self, value: object, start: int, end: int) -> None:
        """Read words set as code."""
        found = self._source.find(str(value), start, end)
        if found >= 0:
            self.words(value, found, found + len(str(value)))
        else:
            self.words(value, start, end)

    def mark(self, value: object, start: int, end: int) -> None:
        """Read a reference to a footnote; notes with names are numbered as they are referred to."""
        name = str(value).lower()
        if not self._hidden:
            given = name if is_label(name) else f"note {len(self._labels) + 1}"
            self.transcript.put(f"[{self._labels.setdefault(name, given)}]", start, end)

    def blank(self, _value: object, start: int, end: int) -> None:
        """Read a line break."""
        self.transcript.blank(start, end)

    def _kind(self, name: str) -> str:
        """Return the kind of a block: what stands in a quote or an item is one, too."""
        around = self._kinds[-1] if self._kinds else "paragraph"
        inherits = name == "Paragraph" or around == "quote"
        return around if inherits and around != "heading" else _KINDS[name]

    def _leave_out(self, name: str, start: int, end: int) -> None:
        self.transcript.leave_out(_LEFT_OUT[name], start, end)
        title = _TITLE.search(self._source[start:end]) if name == "MetadataBlock" else None
        self.transcript.title = title[1] if title else self.transcript.title

    def _link(self, given: dict[str, str], start: int, end: int) -> None:
        """Read a number that leads to a note, or to an address given below, as a mark."""
        found = _NUMBER.match(self._source, start, end)
        if found and (given["link_type"] in _BARE or given["dest_url"].startswith("#")):
            self.mark(found[1], start, end)
            self._done = end


_HANDLERS: dict[object, Callable[[_Reader, object, int, int], None]] = {
    "Start": _Reader.start,
    "End": _Reader.end,
    "Text": _Reader.words,
    "Code": _Reader.code,
    "FootnoteReference": _Reader.mark,
    "SoftBreak": _Reader.blank,
    "HardBreak": _Reader.blank,
}
