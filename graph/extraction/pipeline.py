"""Extraction: a document in, frames out."""

from dataclasses import dataclass, replace

from graph.extraction.causes import set_answered, set_causes
from graph.extraction.chunker import chunk
from graph.extraction.clauses import Parse
from graph.extraction.discourse import Discourse
from graph.extraction.frames import Frame
from graph.extraction.items import Mention
from graph.extraction.lexical import lexical_items
from graph.extraction.matching import Match, matches
from graph.extraction.nominals import described_events
from graph.extraction.quotations import attribute_quotations, of_nobody
from graph.extraction.reports import accusations, go_on, impersonal, set_parenthetical, sourced
from graph.extraction.speech import is_empty, put_under_speakers, repeated, set_content
from graph.extraction.triggers import introduces_speech
from graph.extraction.twins import referring, set_twins
from graph.facts import Span
from graph.reading import Document, Quotation, tokens

__all__ = ["Found", "find"]

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
    discourse = Discourse()
    mentions: list[tuple[int, Mention]] = []
    found: list[Match] = []
    described: list[Frame] = []
    speaking: set[int] = set()
    for sentence in document.sentences:
        items = chunk(lexical_items(document.text, tokens(document.text, sentence.span)))
        parse = Parse(discourse.read(items, sentence.number))
        mentions += [(sentence.number, i.mention) for i in parse.items if i.mention]
        here = matches(parse, sentence.number, discourse)
        here += [*impersonal(parse, sentence.number), *accusations(parse, sentence.number)]
        set_causes(here, parse)
        set_answered(here)
        for match in here:
            set_content(match, parse)
            set_parenthetical(match, parse)
        here += sourced(parse, sentence.number)
        if not any(match.frame.said for match in here):
            go_on(document, parse, sentence.number, found)
        found += here
        if any(introduces_speech(group) for group in parse.groups):
            speaking.add(sentence.number)
        described += described_events(parse, sentence.number)
    left = attribute_quotations(document, found)
    found = [match for match in found if not is_empty(match.frame, match)]
    nouns = referring(found)
    frames = [*put_under_speakers(found, left)]
    frames += [copy for frame in frames for copy in repeated(frame, frames)]
    told = set_twins(nouns, frames)
    frames += [frame for frame in told if frame not in frames]
    scopes = [scope for frame in frames if frame.said for scope in frame.said.scope]
    scopes += [quotation.span for quotation in left]
    own = [f for f in described if not any(scope.covers(f.trigger) for scope in scopes)]
    mentions = [(number, _plain(m, scopes)) for number, m in mentions]
    nobodys = tuple(of_nobody(document, frames, speaking))
    return Found(tuple(mentions), (*frames, *own), discourse.relation, nobodys)


def _plain(mention: Mention, scopes: list[Span]) -> Mention:
    """Return a mention without what a speaker calls it: that is no fact of the document's."""
    if not any(scope.covers(mention.span) for scope in scopes):
        return mention
    return replace(mention, texts=tuple(t for t in mention.texts if t[0] not in _SPOKEN))
