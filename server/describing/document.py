"""A document as it is written, with every span marked in which something was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rdflib import URIRef

from graph.reading import Document, read
from graph.release import DocumentEntry, Release
from graph.store import Node
from server.binding import bound, query
from server.describing.told import Told, read_told
from server.labels import Labels, Shown
from server.remembering import remembered

__all__ = ["Block", "DocumentPage", "Piece", "Sentence", "describe_document"]


_LONGEST = 1_000
"""Longest span that is marked; a longer one is a whole section, of which nothing stands out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text to which the same things apply."""

    text: str
    told: tuple[Told, ...] = ()
    mark: str = ""
    """The label of a footnote mark, where the stretch is one."""
    speaker: str = ""
    """Whose words these are, where they are quoted."""

    @property
    def claimed(self) -> bool:
        """Tell whether nothing was read here but claims."""
        return bool(self.told) and all(each.claimed for each in self.told)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in pieces, its anchor, and what was read in it."""

    anchor: str
    pieces: tuple[Piece, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a caption, a quotation or what is not part of the article."""

    kind: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """What the page of a document shows."""

    document: Shown
    entry: DocumentEntry | None
    blocks: tuple[Block, ...]

    @property
    def told(self) -> Iterator[tuple[Sentence, tuple[Told, ...]]]:
        """The sentences in which anything was read, each with that."""
        return ((s, s.told) for block in self.blocks for s in block.sentences if s.told)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence with its place in the text, or words between sentences without an anchor."""

    start: int
    text: str
    anchor: str


@remembered(16)
def describe_document(release: Release, document: URIRef) -> DocumentPage:
    """Gather what the page of a document shows."""
    slug = document.rsplit("/", 1)[-1]
    entries = (entry for entry in release.manifest.documents if entry.slug == slug)
    told = read_told(release, document)
    shown = Labels(release, {document}).shown(document)
    return DocumentPage(shown, next(entries, None), tuple(_blocks(release, document, told)))


def _blocks(release: Release, document: URIRef, told: tuple[Told, ...]) -> Iterator[Block]:
    text = release.path / "documents" / f"{document.rsplit('/', 1)[-1]}.txt"
    article = read(text) if text.exists() else None
    speakers = _speakers(release)
    for kind, stretches in _layout(release, document, article):
        sentences = (_sentence(each, told, article, speakers) for each in stretches)
        yield Block(kind, tuple(sentences))


def _layout(
    release: Release, document: URIRef, article: Document | None
) -> Iterator[tuple[str, list[_Stretch]]]:
    """Return the kind and the stretches of each block; sentence by sentence without the text."""
    rows = release.store.query(
        bound(query("sentences"), this=document), base=release.manifest.base
    ).rows()
    found = [
        _Stretch(int(str(r["start"])), str(r["text"]), str(r["sentence"]).partition("#")[2])
        for r in rows
    ]
    if article is None:
        yield from (("paragraph", [each]) for each in found)
        return
    for block in article.blocks:
        start, end = block.span.start, block.span.end
        yield block.kind, list(_filled(article.text, start, end, found))


def _filled(text: str, start: int, end: int, found: list[_Stretch]) -> Iterator[_Stretch]:
    """Yield the sentences between two offsets, and the words around them."""
    at = start
    for each in (each for each in found if start <= each.start < end):
        if at < each.start:
            yield _Stretch(at, text[at : each.start], "")
        yield each
        at = each.start + len(each.text)
    if at < end:
        yield _Stretch(at, text[at:end], "")


def _speakers(release: Release) -> dict[str, str]:
    rows = list(release.store.query(query("quoted"), base=release.manifest.base).rows())
    nodes: set[Node] = {row["speaker"] for row in rows}
    labels = Labels(release, nodes)
    return {str(row["words"]): labels.shown(row["speaker"]).text for row in rows}


def _sentence(
    stretch: _Stretch, told: tuple[Told, ...], article: Document | None, speakers: dict[str, str]
) -> Sentence:
    own = tuple(each for each in told if each.sentence == stretch.anchor != "")
    spans: list[tuple[int, int, Told]] = []
    for each in own:
        start = _place(stretch, each)
        if start >= 0:
            spans.append((start, min(start + len(each.words), len(stretch.text)), each))
    marks = list(_within(stretch, _marks(article)))
    quoted = list(_within(stretch, _quotations(article, speakers)))
    edges = {0, len(stretch.text)}
    edges.update(edge for start, end, _ in (*spans, *marks, *quoted) for edge in (start, end))
    pieces = (
        Piece(
            stretch.text[start:end],
            tuple(each for a, b, each in spans if a <= start and end <= b),
            next((label for a, b, label in marks if a <= start and end <= b), ""),
            next((speaker for a, b, speaker in quoted if a <= start and end <= b), ""),
        )
        for start, end in pairwise(sorted(edges))
    )
    return Sentence(stretch.anchor, tuple(pieces), own)


def _place(stretch: _Stretch, told: Told) -> int:
    """Return where a span begins in its sentence; words that are elsewhere are looked for."""
    if len(told.words) > _LONGEST:
        return -1
    start = told.start - stretch.start
    here = stretch.text[max(start, 0) :]
    if start >= 0 and here and told.words.startswith(here[: len(told.words)]):
        return start
    return stretch.text.find(told.words)


def _marks(article: Document | None) -> list[tuple[int, int, str]]:
    return [(m.span.start, m.span.end, m.label) for m in article.marks] if article else []


def _quotations(article: Document | None, speakers: dict[str, str]) -> list[tuple[int, int, str]]:
    """Return the quotations whose speaker is known."""
    if article is None:
        return []
    spans = [(each.span.start, each.span.end) for each in article.quotations]
    named = ((a, b, _speaker(article.text[a:b], speakers)) for a, b in spans)
    return [(a, b, speaker) for a, b, speaker in named if speaker]


def _speaker(words: str, speakers: dict[str, str]) -> str:
    found = (speaker for quoted, speaker in speakers.items() if quoted in words or words in quoted)
    return next(found, "")


def _within(stretch: _Stretch, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans that meet a stretch, cut to it and counted from its beginning."""
    first, last = stretch.start, stretch.start + len(stretch.text)
    for start, end, value in spans:
        if start < last and first < end:
            yield max(start, first) - first, min(end, last) - first, value
