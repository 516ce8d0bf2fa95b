"""Ambiguities: what a text leaves open, or what could not be made out in it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from graph.extraction import Populated
from graph.extraction.clauses import Parse
from graph.extraction.items import Mention
from graph.extraction.pipeline import Found
from graph.extraction.scopes import Scopes
from graph.extraction.silences import open_pronouns
from graph.facts import Span
from graph.reading import Document
from graph.reference import decided, entities, readings

__all__ = ["Ambiguity", "Read", "ambiguities"]

_WORDS = 4
"""A shorter quotation lends a phrase; it is not taken for something said."""
_WHOLE = {"whose words these are", "the report goes on", "what was said before"}
"""Decisions on whole sentences, within which each pronoun needs one of its own."""
_TIME = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:last|next|this|previous|following|same) (?:year|month|week|summer|winter|spring|autumn)"
    r"|(?:\w+ )?(?:years?|months?|weeks?|days?|decades?) (?:ago|later|earlier)"
    r"|yesterday|tomorrow|\d{1,2}(?:st|nd|rd|th) century|1[0-9]\d\d|20\d\d)\b"
)


class Ambiguity(msgspec.Struct, frozen=True):
    """Something left open: what it is, its words, the number of its sentence, what it may mean."""

    kind: str
    words: str
    sentence: int
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A document with all that was made of it."""

    document: Document
    found: Found
    populated: Populated
    parses: tuple[Parse, ...]

    @property
    def resolved(self) -> Scopes[None]:
        """The expressions that were taken to stand for something."""
        facts = self.populated.facts
        decisions = (each for fact in facts for each in fact.evidence.antecedents)
        return Scopes((each.anaphor, None) for each in decisions if each.reason not in _WHOLE)

    def sentence(self, span: Span) -> int:
        """Return the number of the sentence in which a span begins."""
        return self.document.sentence_at(span.start).number


def ambiguities(read: Read) -> Iterator[Ambiguity]:
    """Yield what is left open, kind by kind, each in the order of the text."""
    for find in _KINDS:
        yield from find(read)


def _pronouns(read: Read) -> Iterator[Ambiguity]:
    resolved = read.resolved
    decided_here = Scopes((m.span, None) for m in _mentions(read) if m.antecedents)
    for sentence, parse in zip(read.document.sentences, read.parses, strict=True):
        for at in open_pronouns(parse):
            span = parse.items[at].span
            if not resolved.cover(span) and not decided_here.cover(span):
                words = span.of(read.document.text)
                yield Ambiguity("pronoun not resolved", words, sentence.number)


def _definites(read: Read) -> Iterator[Ambiguity]:
    resolved = read.resolved
    for mention in _mentions(read):
        if mention.anaphor and mention.type != "Person" and not resolved.cover(mention.span):
            words = mention.span.of(read.document.text)
            yield Ambiguity("definite noun not resolved", words, read.sentence(mention.span))


def _quotations(read: Read) -> Iterator[Ambiguity]:
    said = (frame.said for frame in read.found.frames if frame.said)
    spoken = Scopes((span, None) for each in said for span in each.scope)
    for quotation in read.document.quotations:
        words = quotation.span.of(read.document.text)
        if len(words.split()) >= _WORDS and not spoken.cover(quotation.span):
            yield Ambiguity("quotation without a speaker", words, read.sentence(quotation.span))


def _dates(read: Read) -> Iterator[Ambiguity]:
    within = Scopes((mention.span, None) for mention in _mentions(read))
    for sentence in read.document.sentences:
        for match in _TIME.finditer(read.document.text, sentence.span.start, sentence.span.end):
            if not within.cover(Span(*match.span())):
                yield Ambiguity("time not understood", match[0], sentence.number)


def _names(read: Read) -> Iterator[Ambiguity]:
    meant = decided(read.document.text)
    longer = Scopes((m.span, None) for m in _mentions(read) if " " in m.label)
    for match in _several().finditer(read.document.text):
        span = Span(*match.span())
        if not meant.get(match[0]) and not longer.cover(span):
            kind = "name with more than one reading"
            yield Ambiguity(kind, match[0], read.sentence(span), _readings()[match[0]])


_KINDS: tuple[Callable[[Read], Iterator[Ambiguity]], ...] = (
    _pronouns,
    _definites,
    _quotations,
    _dates,
    _names,
)


def _mentions(read: Read) -> Iterable[Mention]:
    return (part for _, mention in read.found.mentions for part in mention.walk())


@lru_cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Return what each ambiguous name or adjective may mean; a capital like its state is none."""
    found = {name: tuple(each.label for each in known) for name, known in readings().items()}
    by_adjective: dict[str, list[str]] = {}
    for entity in entities().values():
        for name in entity.adjectives:
            by_adjective.setdefault(name, []).append(entity.label)
    shared = {name: tuple(labels) for name, labels in by_adjective.items() if len(labels) > 1}
    return shared | found


@lru_cache
def _several() -> re.Pattern[str]:
    longest = sorted(_readings(), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
