"""Quotations: whose words stand between quotation marks."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.extraction.frames import Frame
from graph.extraction.matching import Match
from graph.extraction.scopes import Scopes
from graph.facts import Span
from graph.reading import Document, Quotation

__all__ = ["attribute_quotations", "leave_to_content", "of_nobody"]

_WORDS = 4
"""A shorter quotation lends a phrase; it is not taken for something said."""
_LOOK_BACK = 3
_REACH = 200
"""How many characters back the word before a quotation is looked for."""
_BEFORE = {"called", "named", "dubbed", "term", "terms", "name", "names", "known", "titled", "or"}
_BEFORE |= {"that", "who", "which", "would", "will", "had", "has", "was", "were", "is", "are"}
"""Words after which a quotation is a name, or the predicate of somebody who is named."""
_PRINTED = {"paragraph", "quote"}
"""Kinds of blocks whose quotations are somebody's words; in lists and captions they are titles."""
_MARK = re.compile(r"\[\d+\]")
"""A footnote mark, which stands in a quotation where its end was not found."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def of_nobody(
    document: Document, frames: Iterable[Frame], speaking: Collection[int]
) -> Iterator[Quotation]:
    """Yield the quotations of which the document does not say whose they are.

    Where a sentence among ``speaking`` has a verb of speech, somebody says them, though perhaps it
    was not made out who.
    """
    scopes = Scopes((scope, frame) for frame in frames if frame.said for scope in frame.said.scope)
    for quotation in document.quotations:
        free = not scopes.cover(quotation.span)
        around = document.sentence_at(quotation.span.start).number
        if free and around not in speaking and _is_phrase(document, quotation):
            yield quotation


def _is_phrase(document: Document, quotation: Quotation) -> bool:
    """Tell words that somebody said from the title of a work, a name and a predicate."""
    start = quotation.block.span.start
    words = _WORD.findall(quotation.span.of(document.text))
    around = max(start, quotation.span.start - _REACH)
    before = _WORD.findall(document.text[around : quotation.span.start])
    if quotation.block.kind not in _PRINTED or document.text[start] == "[" or not before:
        return False
    capitals = sum(word[0].isupper() for word in words)
    plain = before[-1].islower() and before[-1] not in _BEFORE
    marked = _MARK.search(quotation.span.of(document.text)) is not None
    said = plain and not marked and _is_said(document, quotation)
    return said and 2 * capitals < len(words)


def leave_to_content(frame: Frame, content: Span) -> None:
    """Take from a speech act what is part of its content."""
    keep = {"speaker", "content"}
    frame.fills = [f for f in frame.fills if f.property in keep or not content.covers(f.span)]
    if frame.date_span and content.covers(frame.date_span):
        frame.edtf, frame.date_span = "", None


def attribute_quotations(document: Document, matches: list[Match]) -> list[Quotation]:
    """Give each quotation to its speech act; return those that nobody is found to say."""
    left = []
    speech: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        if match.rule.content and "quotation" in match.rule.content.forms:
            speech[match.frame.sentence].append(match)
    words = Scopes((scope, m) for m in matches for scope in _scopes_of_words(m))
    for quotation in document.quotations:
        said_by = _speaker_of(document, quotation, speech)
        if said_by is None and _is_said(document, quotation):
            said_by = _around(quotation, words)
        if said_by and said_by.frame.said:
            said = said_by.frame.said
            said.quotations.append((quotation.span.of(document.text), quotation.span))
            said.scope = (*said.scope, quotation.span)
            leave_to_content(said_by.frame, quotation.span)
        elif _is_said(document, quotation):
            left.append(quotation)
    return left


def _is_said(document: Document, quotation: Quotation) -> bool:
    return quotation.is_block or len(quotation.span.of(document.text).split()) >= _WORDS


def _speaker_of(
    document: Document, quotation: Quotation, speech: Mapping[int, list[Match]]
) -> Match | None:
    """Return who says a quotation; ``speech`` has the acts by the number of their sentence."""
    if not _is_said(document, quotation):
        return None
    first, ending = (
        document.sentence_at(at).number for at in (quotation.span.start, quotation.span.end - 1)
    )
    before = [m for m in speech.get(first, ()) if m.frame.trigger.end <= quotation.span.start]
    if before:
        return before[-1]
    after = [
        m
        for m in speech.get(ending, ())
        if m.frame.trigger.start >= quotation.span.end and not (m.frame.said and m.frame.said.words)
    ]
    if after:
        return after[0]
    return _introduced(document, first, speech) if quotation.is_block else None


def _introduced(document: Document, first: int, speech: Mapping[int, list[Match]]) -> Match | None:
    """Return the last act that introduces a block quote whose first sentence has that number."""
    for number in range(first - 1, first - 1 - _LOOK_BACK, -1):
        between = document.sentences[max(number - 1, 0) : first - 1]
        if speech.get(number) and all(s.block.kind != "heading" for s in between):
            return speech[number][-1]
    return None


def _around(quotation: Quotation, words: Scopes[Match]) -> Match | None:
    """Return the first speech act in whose words a quotation stands."""
    start, end = quotation.span.start, quotation.span.end
    inner = Span(start, max(start, end - 1))  # its stop may end the sentence
    around = [match for _, match in words.around(inner)]
    return min(around, key=lambda match: match.frame.trigger, default=None)


def _scopes_of_words(match: Match) -> tuple[Span, ...]:
    said = match.frame.said
    return said.scope if said and said.words else ()
