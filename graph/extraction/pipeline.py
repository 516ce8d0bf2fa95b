"""Extraction: a document in, frames out."""

from dataclasses import dataclass, replace

from graph.extraction.attending import attended
from graph.extraction.capitals import Capitals
from graph.extraction.causes import set_answered, set_causes, set_ground_before, set_grounds
from graph.extraction.chunker import chunk
from graph.extraction.clauses import Parse
from graph.extraction.discourse import Discourse
from graph.extraction.frames import Frame
from graph.extraction.items import Item, Mention
from graph.extraction.lexical import lexical_items
from graph.extraction.matching import Match, matches
from graph.extraction.nominals import described_events
from graph.extraction.openings import openings, set_topic
from graph.extraction.quotations import attribute_quotations, of_nobody
from graph.extraction.reports import (
    accusations,
    go_on,
    held_views,
    impersonal,
    set_occasion,
    set_parenthetical,
    sourced,
)
from graph.extraction.scopes import Scopes
from graph.extraction.speech import (
    is_empty,
    planned_within,
    put_under_speakers,
    repeated,
    set_assessed,
    set_content,
)
from graph.extraction.triggers import introduces_speech
from graph.extraction.twins import referring, set_twins
from graph.reading import Block, Document, Quotation, Sentence, tokens
from graph.reference import decided

__all__ = ["Found", "find"]

_APART = {"heading", "caption", "cell", "quote"}
"""Blocks in which no date leans on one before them."""
_SPOKEN = {"quality", "class", "description"}
"""Words of a noun phrase that say what something is, and do not only name it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a document: mentions with the number of their sentence, and frames."""

    mentions: tuple[tuple[int, Mention], ...]
    frames: tuple[Frame, ...]
    topic: Mention | None = None
    """The relations that the document is about."""
    unattributed: tuple[Quotation, ...] = ()
    """The quotations of which the document does not say whose they are."""


def find(document: Document) -> Found:
    """Read a document from its first sentence to its last."""
    reading = _Reading(document)
    for sentence in document.sentences:
        reading.read(sentence)
    return reading.result()


class _Reading:
    """What has been read of a document so far."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._discourse = Discourse()
        self._cell: Block | None = None
        self._in_cell = Discourse()
        self._capitals = Capitals()
        self._date: Mention | None = None
        """The last date of the section, on which "the next day" leans."""
        self._meant = decided(document.text)
        self._mentions: list[tuple[int, Mention]] = []
        self._found: list[Match] = []
        self._described: list[Frame] = []
        self._openings: dict[int, Mention] = {}
        self._speaking: set[int] = set()
        """The sentences that have a verb of speech."""

    def read(self, sentence: Sentence) -> None:
        """Read the next sentence."""
        text, number, discourse = self._document.text, sentence.number, self._discourse_of(sentence)
        if sentence.block.kind in _APART:
            self._date = None
        words = lexical_items(text, tokens(text, sentence.span), self._meant, self._date)
        self._date = _last_date(words) or self._date
        items = chunk(self._capitals.read(words))
        parse = Parse(discourse.read(items, number))
        self._mentions += [(number, item.mention) for item in parse.items if item.mention]
        self._described += described_events(parse, number)
        self._openings |= openings(parse)
        here = matches(parse, number, discourse)
        for reported in (impersonal, accusations, held_views):
            here += reported(parse, number)
        set_causes(here, parse)
        set_grounds(here, parse)
        set_ground_before(self._found, parse, number)
        set_answered(here)
        set_assessed(here, parse)
        self._read_speech(here, parse, number)
        self._found += here

    def _discourse_of(self, sentence: Sentence) -> Discourse:
        """Return what a sentence goes on with: a cell of a table with nothing but itself."""
        if sentence.block.kind != "cell":
            return self._discourse
        if sentence.block != self._cell:
            self._cell, self._in_cell = sentence.block, Discourse()
        return self._in_cell

    def _read_speech(self, here: list[Match], parse: Parse, number: int) -> None:
        """Find what the acts of a sentence say, and whether it says what an earlier one does."""
        for match in here:
            set_content(match, parse)
            set_parenthetical(match, parse)
            set_occasion(match, parse)
        here += sourced(parse, number)
        if not any(match.frame.said for match in here):
            go_on(self._document, parse, number, self._found)
        if any(introduces_speech(group) for group in parse.groups):
            self._speaking.add(number)

    def result(self) -> Found:
        """Return what was found, each event under whoever tells of it."""
        left = attribute_quotations(self._document, self._found)
        for frame in (match.frame for match in self._found if match.frame.said):
            for _, span in frame.said.quotations[:1] if frame.said else ():
                set_topic(frame, self._openings.get(span.start))
        frames = self._frames(left)
        frames += attended(frames)
        said = [scope for frame in frames if frame.said for scope in frame.said.scope]
        scopes = Scopes((span, None) for span in (*said, *(quotation.span for quotation in left)))
        own = [f for f in self._described if not scopes.cover(f.trigger)]
        mentions = tuple((number, _plain(m, scopes)) for number, m in self._mentions)
        nobodys = tuple(of_nobody(self._document, frames, self._speaking))
        return Found(mentions, (*frames, *own), self._discourse.relation, nobodys)

    def _frames(self, left: list[Quotation]) -> list[Frame]:
        found = [match for match in self._found if not is_empty(match.frame, match)]
        nouns = referring(found)
        frames = [*put_under_speakers(found, left)]
        frames += [copy for frame in frames for copy in repeated(frame, frames)]
        told = set_twins(nouns, frames)
        there = set(map(id, frames))
        frames += [frame for frame in told if id(frame) not in there]
        return [*frames, *planned_within(self._described, frames)]


def _last_date(items: list[Item]) -> Mention | None:
    dates = [item.mention for item in items if item.is_mention("Date")]
    return dates[-1] if dates else None


def _plain(mention: Mention, scopes: Scopes[None]) -> Mention:
    """Return a mention without what a speaker calls it: that is no fact of the document's."""
    if not scopes.cover(mention.span):
        return mention
    return replace(mention, texts=tuple(t for t in mention.texts if t[0] not in _SPOKEN))
