"""Wikitext as a transcript: what a page of Wikipedia says, without the machinery around it.

What a template stands for is data, in ``templates.toml``.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
from mwparserfromhell import parse
from mwparserfromhell.nodes import Argument, Comment, ExternalLink, Node, Tag, Template, Wikilink
from mwparserfromhell.wikicode import Wikicode

from graph.facts import Span
from graph.reading.defusing import defused
from graph.reading.transcript import Transcribed, Transcript

__all__ = ["wikitext"]

_TOKEN = re.compile(
    r"(?P<line>\n)|(?P<style>'{2,})|(?P<tag></?[A-Za-z][^<>\n]*>)|(?P<entity>&#?\w+;)"
    r"|(?P<switch>__[A-Z]+__)|(?P<signature>~{3,5})"
)
_LINE = re.compile(
    r"(?P<heading>={1,6})(?=[^\n=].*=[ \t]*$)|(?P<item>[*#;:]*[*#;][*#;: ]*)|(?P<indent>:+)"
    r"|(?P<rule>-{4,})|(?P<empty>[ \t]*$)",
    re.MULTILINE,
)
_HEADING_ENDS = re.compile(r"={1,6}[ \t]*$", re.MULTILINE)
_IMAGE_OPTION = re.compile(
    r"\s*(?:thumb(?:nail)?|frame(?:d|less)?|border|left|right|cent(?:er|re)|none|baseline|sub|super"
    r"|top|text-top|middle|bottom|text-bottom|upright.*|\d*x?\d+ ?px"
    r"|(?:link|alt|lang|page|class|thumbtime)=.*|start=.*|end=.*|loop|muted)\s*",
    re.IGNORECASE | re.DOTALL,
)
_FILES = {"file", "image", "media"}
_UNSHOWN = {"category", "template", "special"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*")
_PLACE = re.compile(r"\{(\d)\}")


class _Templates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What templates stand for, by their names in lower case."""

    shows: dict[str, tuple[str, ...]]
    quotes: dict[str, tuple[str, ...]]
    says: dict[str, str]
    fills: dict[str, str]
    marks: dict[str, str]


@lru_cache
def _templates() -> _Templates:
    table = Path(__file__).with_name("templates.toml")
    return msgspec.toml.decode(table.read_bytes(), type=_Templates)


def wikitext(source: str) -> Transcribed:
    """Transcribe the source of a page of a wiki."""
    reader = _Reader(source)
    reader.read()
    return reader.transcript.finish()


class _Reader:
    """What is open while a page is read."""

    def __init__(self, source: str) -> None:
        self.transcript = Transcript(source)
        self._source = source
        self._kind = "paragraph"
        self._heading_end = 0
        self._quoted = 0
        self._sources: dict[str, int] = {}
        self._notes: dict[str, int] = {}

    def read(self) -> None:
        """Read the whole page."""
        code = parse(defused(self._source), skip_style_tags=True)
        first = self._line(0)
        self._nodes(code, 0, first)

    def _nodes(self, code: Wikicode, start: int, skip: int = 0) -> None:
        """Read nodes that begin at an offset; words before ``skip`` are read already."""
        for node in code.nodes:
            end = start + len(str(node))
            handle = _HANDLERS.get(type(node))
            if handle:
                handle(self, node, start, end)
            else:
                self._text(max(start, skip), end)
            start = end

    # Words and lines.

    def _text(self, start: int, end: int) -> None:
        at = start
        while at < end:
            found = _TOKEN.search(self._source, at, end)
            self._words(at, found.start() if found else end)
            if found is None:
                return
            at = max(self._token(found), found.end())

    def _words(self, start: int, end: int) -> None:
        if self._kind == "heading":
            end = min(end, self._heading_end)
        self.transcript.copy(start, max(start, end))

    def _token(self, found: re.Match[str]) -> int:
        """Read one piece of markup; return where the reading goes on."""
        if found["line"]:
            return self._line(found.end())
        if found["entity"]:
            self.transcript.put(unescape(found[0]), found.start(), found.end())
        elif found["tag"]:
            self._tag_alone(found[0].lower(), found.start(), found.end())
        return found.end()

    def _line(self, at: int) -> int:
        """Begin a line; return where its words begin."""
        found = _LINE.match(self._source, at)
        kind = found.lastgroup if found else None
        if found and kind == "heading":
            self._begin("heading", len(found[0]))
            ending = _HEADING_ENDS.search(self._source, found.end())
            self._heading_end = ending.start() if ending else len(self._source)
        elif kind == "item":
            self._begin("item")
        elif kind or self._kind != "paragraph":
            self._begin("paragraph")
        else:
            self.transcript.blank(at - 1, at)
        return found.end() if found else at

    def _begin(self, kind: str, level: int = 0) -> None:
        self._kind = kind
        self.transcript.begin("quote" if self._quoted and kind == "paragraph" else kind, level)

    def _tag_alone(self, tag: str, start: int, end: int) -> None:
        name = tag.strip("</> ").split()[0] if tag.strip("</> ") else ""
        if name.startswith("br"):
            self.transcript.blank(start, end)
        elif name == "blockquote":
            self._quoted = max(0, self._quoted + (-1 if tag.startswith("</") else 1))
            self._begin("paragraph")
        elif name in {"p", "div", "center", "poem"}:
            self._begin("paragraph")
        elif name == "li":
            self._begin("item")

    # Constructs.

    def _comment(self, _node: Node, _start: int, _end: int) -> None:
        """Read nothing."""

    def _argument(self, _node: Node, start: int, end: int) -> None:
        self.transcript.leave_out("parameter", start, end)

    def _tag(self, node: Tag, start: int, end: int) -> None:
        name = str(node.tag).strip().lower()
        if name == "ref":
            group, given = (_attribute(node, key) for key in ("group", "name"))
            numbers = self._notes if group else self._sources
            self._mark(numbers, given or f"#{start}", start, end)
        elif name == "nowiki":
            inner = start + str(node).index(">") + 1
            self.transcript.copy(inner, max(inner, self._source.rfind("</", inner, end)))
        else:
            self.transcript.leave_out(_TAGS.get(name, name), start, end)

    def _mark(self, numbers: dict[str, int], name: str, start: int, end: int) -> None:
        number = numbers.setdefault(name, len(numbers) + 1)
        label = f"note {number}" if numbers is self._notes else str(number)
        self.transcript.put(f"[{label}]", start, end)

    def _external(self, node: ExternalLink, start: int, end: int) -> None:
        if not node.brackets:
            self.transcript.copy(start, end)
        elif node.title is not None:
            self._nodes(node.title, end - 1 - len(str(node.title)))

    def _wikilink(self, node: Wikilink, start: int, end: int) -> None:
        title = str(node.title)
        space, colon, _ = title.partition(":")
        space = space.strip().lower()
        inner = start + 2 + len(title) + 1
        if colon and space in _FILES:
            self._image(node, inner, start, end)
        elif colon and (space in _UNSHOWN or (node.text is None and _LANGUAGE.fullmatch(space))):
            self.transcript.leave_out("category" if space == "category" else "link", start, end)
        elif node.text is not None:
            self._nodes(node.text, inner)
        else:
            begins = start + 2 + title.startswith(":")
            self.transcript.copy(begins, start + 2 + len(title))

    def _image(self, node: Wikilink, at: int, start: int, end: int) -> None:
        """Read the caption of an image: its last part that is no option of its layout."""
        self.transcript.leave_out("image", start, end)
        captions = [
            part
            for part in (_divided(node.text, at) if node.text is not None else ())
            if not _IMAGE_OPTION.fullmatch(self._source, part.start, part.end)
        ]
        if not captions or node.text is None:
            return
        caption, kind = captions[-1], self._kind
        self._begin("caption")
        self._within(node.text, at, caption)
        self._begin(kind)

    def _within(self, code: Wikicode, at: int, span: Span) -> None:
        """Read those nodes, and those parts of words, that lie in a span."""
        for node in code.nodes:
            end = at + len(str(node))
            handle = _HANDLERS.get(type(node))
            if handle and span.covers(Span(at, end)):
                handle(self, node, at, end)
            elif not handle:
                self._text(max(at, span.start), min(end, span.end))
            at = end

    # Templates.

    def _template(self, node: Template, start: int, end: int) -> None:
        name = " ".join(str(node.name).replace("_", " ").split()).lower()
        templates = _templates()
        if name in templates.says:
            self.transcript.put(templates.says[name], start, end)
        elif name in templates.marks:
            numbers = self._notes if templates.marks[name] == "note" else self._sources
            self._mark(numbers, str(node), start, end)
        elif name in templates.fills:
            self.transcript.put(_filled(templates.fills[name], node), start, end)
        elif name in templates.quotes:
            self._quotation(node, templates.quotes[name], start)
        elif name in templates.shows:
            self._parameter(node, templates.shows[name], start)
        else:
            self.transcript.leave_out(f"template {name[:40]}", start, end)

    def _quotation(self, node: Template, wanted: tuple[str, ...], start: int) -> None:
        self._quoted += 1
        self._begin("paragraph")
        self._parameter(node, wanted, start)
        self._quoted -= 1
        self._begin("paragraph")

    def _parameter(self, node: Template, wanted: tuple[str, ...], start: int) -> None:
        """Read the first of the parameters that is there."""
        places = dict(_places(node, start))
        for name in wanted:
            if name in places:
                value, at = places[name]
                self._nodes(value, at)
                return


def _attribute(node: Tag, name: str) -> str:
    return str(node.get(name).value).strip() if node.has(name) else ""


def _places(node: Template, start: int) -> Iterator[tuple[str, tuple[Wikicode, int]]]:
    """Yield the parameters of a template by name, with the offsets of their values."""
    at = start + 2 + len(str(node.name))
    for parameter in node.params:
        at += 1 + (len(str(parameter.name)) + 1 if parameter.showkey else 0)
        yield str(parameter.name).strip(), (parameter.value, at)
        at += len(str(parameter.value))


def _filled(pattern: str, node: Template) -> str:
    values = {str(p.name).strip(): str(p.value.strip_code()).strip() for p in node.params}
    filled = _PLACE.sub(lambda place: values.get(place[1], ""), pattern)
    return " ".join(filled.split()).strip("- ")


def _divided(code: Wikicode, at: int) -> Iterator[Span]:
    """Yield the parts of the text of a link between the bars that are its own."""
    start = at
    for node in code.nodes:
        if type(node) not in _HANDLERS:
            for bar in re.finditer(r"\|", str(node)):
                yield Span(start, at + bar.start())
                start = at + bar.end()
        at += len(str(node))
    yield Span(start, at)


_TAGS = {"references": "references", "gallery": "gallery", "math": "formula", "pre": "code"}
_HANDLERS: dict[type[Node], Callable[[_Reader, Any, int, int], None]] = {
    Argument: _Reader._argument,
    Comment: _Reader._comment,
    ExternalLink: _Reader._external,
    Tag: _Reader._tag,
    Template: _Reader._template,
    Wikilink: _Reader._wikilink,
}
