"""HTML as a transcript: the words of a saved page without its furniture.

The tokens are those of the standard library's parser, whose positions lead back into the file.
Which elements are blocks and which are left out is said in tables.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path

import msgspec

from graph.reading.marks import is_label
from graph.reading.transcript import Transcribed, Transcript

__all__ = ["html"]

_Attributes = list[tuple[str, str | None]]

_Table = dict[str, tuple[str, ...]]
_HEADING = re.compile(r"h[1-6]")
_REFERENCE = re.compile(r"&(?:#[xX]?)?\w+;?")
_UNSEEN = re.compile(r"<(?:(!--)|(script|style)\b|!(?!doctype\b))", re.IGNORECASE)
_BREAK_BEFORE = re.compile(r"<br\s*/?>\s*$", re.IGNORECASE)
_NEAR = 40
"""How many characters back a line break may follow another."""
_ENDS = {
    "!--": re.compile(r"--!?>|(?<=<!--)-?>"),
    "script": re.compile(r"</script[^>]*>", re.IGNORECASE),
    "style": re.compile(r"</style[^>]*>", re.IGNORECASE),
    "": re.compile(">"),
}


class _Elements(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How elements are read, as the tables of ``elements.toml`` say."""

    kinds: _Table
    blocks: _Table
    void: _Table
    left_out: _Table
    left_out_names: _Table
    left_out_roles: _Table
    marks: _Table
    captions: _Table


@dataclass(frozen=True, slots=True)
class _Tables:
    """The same by element, class or role."""

    kinds: Mapping[str, str]
    blocks: frozenset[str]
    void: frozenset[str]
    left_out: Mapping[str, str]
    left_out_names: Mapping[str, str]
    left_out_roles: Mapping[str, str]
    marks: frozenset[str]
    captions: frozenset[str]


@lru_cache
def _tables() -> _Tables:
    content = Path(__file__).with_name("elements.toml").read_bytes()
    said = msgspec.toml.decode(content, type=_Elements)
    kinds = _inverted(said.kinds)
    return _Tables(
        kinds,
        frozenset({*kinds, *_inverted(said.blocks)}),
        frozenset(_inverted(said.void)),
        _inverted(said.left_out),
        _inverted(said.left_out_names),
        _inverted(said.left_out_roles),
        frozenset(_inverted(said.marks)),
        frozenset(_inverted(said.captions)),
    )


def _inverted(table: _Table) -> Mapping[str, str]:
    return {name: what for what, names in table.items() for name in names}


def html(source: str) -> Transcribed:
    """Transcribe a saved page: its main part where it has one, or else all of it."""
    if re.search(r"<main[\s>]", source, re.IGNORECASE):
        found = _read(source, main_only=True)
        if found.blocks:
            return found
    return _read(source, main_only=False)


def _read(source: str, *, main_only: bool) -> Transcribed:
    reader = _Reader(source, _seen(source), main_only)
    return reader.finish()


def _seen(source: str) -> str:
    """Return a text of the same length in which comments and scripts are one instruction each.

    The parser takes exception at ``<![`` and searches to the end of the text from each beginning
    of markup that has none. As in browsers, a comment without an end reaches to that of the file.
    """
    end = source.rfind(">") + 1
    parts, at = [], 0
    while found := _UNSEEN.search(source, at):
        closing = _ENDS[(found[1] or found[2] or "").lower()].search(source, found.end())
        stop = closing.end() if closing else len(source)
        parts += [source[at : found.start()], f"<?{'x' * (stop - found.start() - 3)}>"]
        at = stop
    return "".join(parts) + source[at:end] + source[max(at, end) :].replace("<", " ")


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: the kind of its words, and where it begins if it is left out."""

    tag: str
    kind: str
    start: int
    left_out: str = ""
    mark: bool = False


class _Reader(HTMLParser):
    """What is open while a page is read."""

    def __init__(self, source: str, seen: str, main_only: bool) -> None:
        super().__init__(convert_charrefs=False)
        self._tables = _tables()
        self._source = source
        self._transcript = Transcript(source)
        self._lines = [0, *accumulate(len(line) + 1 for line in seen.split("\n"))]
        self._open: list[_Open] = []
        self._tags: Counter[str] = Counter()
        self._hidden: _Open | None = None
        self._mark: _Open | None = None
        self._label: list[str] = []
        self._outside = main_only
        """Whether no words are read because the main part is not there yet."""
        self.feed(seen)
        self.close()

    def finish(self) -> Transcribed:
        """Close what is open and return what was read."""
        self._close_to(0, len(self._source))
        return self._transcript.finish()

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        """Open an element."""
        start, length = self._at(), len(self.get_starttag_text() or "")
        if tag in self._tables.void:
            self._void(tag, start, start + length)
            return
        element = self._element(tag, dict(attrs), start)
        self._open.append(element)
        self._tags[tag] += 1
        if self._hidden or self._mark:
            return
        if element.left_out or element.mark:
            self._hidden, self._mark = (element, None) if element.left_out else (None, element)
        elif tag == "main":
            self._outside = False
        elif tag in self._tables.blocks:
            self._begin()
        elif tag == "q":
            self._transcript.put("“", start, start + length)

    def handle_startendtag(self, tag: str, attrs: _Attributes) -> None:
        """Open an element; a slash at its end says nothing in HTML."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and all that was left open in it; an end without a beginning is none."""
        start = self._at()
        if self._tags[tag]:
            downwards = reversed(range(len(self._open)))
            last = next(n for n in downwards if self._open[n].tag == tag)
            self._close_to(last, start)

    def handle_data(self, data: str) -> None:
        """Read words."""
        start = self._at()
        if self._mark:
            self._label.append(data)
        elif not self._hidden and not self._outside:
            self._transcript.copy(start, start + len(data))

    def handle_entityref(self, _name: str) -> None:
        """Read a named character."""
        self._reference()

    def handle_charref(self, _name: str) -> None:
        """Read a numbered character."""
        self._reference()

    def _reference(self) -> None:
        start = self._at()
        found = _REFERENCE.match(self._source, start)
        if found and self._mark:
            self._label.append(unescape(found[0]))
        elif found and not self._hidden and not self._outside:
            self._transcript.put(unescape(found[0]), start, found.end())

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _void(self, tag: str, start: int, end: int) -> None:
        if tag == "hr":
            self._begin()
        elif tag == "br" and not self._hidden:
            self._line_break(start, end)

    def _line_break(self, start: int, end: int) -> None:
        """Read a line break; a second one ends the paragraph."""
        before = _BREAK_BEFORE.search(self._source, max(0, start - _NEAR), start)
        if before:
            self._begin()
        else:
            self._transcript.blank(start, end)

    def _begin(self) -> None:
        if not self._hidden:
            top = self._open[-1] if self._open else None
            level = int(top.tag[1]) if top and _HEADING.fullmatch(top.tag) else 0
            self._transcript.begin(top.kind if top else "paragraph", level)

    def _element(self, tag: str, attributes: Mapping[str, str | None], start: int) -> _Open:
        names = {*(attributes.get("class") or "").split(), attributes.get("id") or ""}
        roles = {*(attributes.get("role") or "").split(), attributes.get("epub:type") or ""}
        around = self._open[-1].kind if self._open else "paragraph"
        tables = self._tables
        kind = "caption" if names & tables.captions else tables.kinds.get(tag, around)
        kind = "quote" if around == "quote" else kind
        mark = tag in {"sup", "a", "span"} and bool(tables.marks & (names | roles))
        return _Open(tag, kind, start, _left_out(tag, names, roles, attributes), mark)

    def _close_to(self, depth: int, at: int) -> None:
        """Close the elements from a depth on."""
        is_block = False
        while len(self._open) > depth:
            element = self._open.pop()
            self._tags[element.tag] -= 1
            is_block = is_block or element.tag in self._tables.blocks
            self._leave(element, at)
        if is_block and not self._mark:
            self._begin()

    def _leave(self, element: _Open, at: int) -> None:
        end = self._source.find(">", at) + 1 or len(self._source)
        if element is self._hidden:
            self._hidden = None
            self._transcript.leave_out(element.left_out, element.start, end)
        elif element is self._mark:
            self._end_mark(element, end)
        elif element.tag == "main":
            self._transcript.begin("paragraph")
            self._outside = True
        elif element.tag == "q" and not self._hidden and not self._mark:
            self._transcript.put("”", at, end)

    def _end_mark(self, element: _Open, end: int) -> None:
        label = "".join(self._label).strip("[]()^ \t\n\xa0").lower()
        self._mark, self._label = None, []
        if is_label(label):
            self._transcript.put(f"[{label}]", element.start, end)
        else:
            self._transcript.leave_out("note", element.start, end)


def _left_out(
    tag: str, names: set[str], roles: set[str], attributes: Mapping[str, str | None]
) -> str:
    """Return as what an element is left out, or nothing."""
    if tag in {"html", "body", "main"}:
        return ""
    if "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", ""):
        return "hidden"
    tables = _tables()
    named = (tables.left_out_names.get(name, "") for name in sorted(names))
    by_role = (tables.left_out_roles.get(role, "") for role in sorted(roles))
    return next(filter(None, (*named, *by_role)), "") or tables.left_out.get(tag, "")
