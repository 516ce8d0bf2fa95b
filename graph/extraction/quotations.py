"""Quotations: whose words stand between quotation marks."""

import re
from collections.abc import Collection, Iterable, Iterator

from graph.extraction.frames import Frame
from graph.extraction.matching import Match
from graph.facts import Span
from graph.reading import Document, Quotation

__all__ = ["attribute_quotations", "leave_to_content", "of_nobody"]

_WORDS = 4
"""A shorter quotation lends a phrase; it is not taken for something said."""
_LOOK_BACK = 3
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
    scopes = [scope for frame in frames if frame.said for scope in frame.said.scope]
    for quotation in document.quotations:
        free = not any(scope.covers(quotation.span) for scope in scopes)
        around = document.sentence_at(quotation.span.start).number
        if free and around not in speaking and _is_phrase(document, quotation):
            yield quotation


def _is_phrase(document: Document, quotation: Quotation) -> bool:
    """Tell words that somebody said from the title of a work, a name and a predicate."""
    start = quotation.block.span.start
    words = _WORD.findall(quotation.span.of(document.text))
    before = _WORD.findall(document.text[start : quotation.span.start])
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
    speech = [m for m in matches if m.rule.content and "quotation" in m.rule.content.forms]
    for quotation in document.quotations:
        match = _speaker_of(document, quotation, speech)
        if match is None and _is_said(document, quotation):
            match = _around(quotation, matches)
        if match and match.frame.said:
            said = match.frame.said
            said.quotations.append((quotation.span.of(document.text), quotation.span))
            said.scope = (*said.scope, quotation.span)
            leave_to_content(match.frame, quotation.span)
        elif _is_said(document, quotation):
            left.append(quotation)
    return left


def _is_said(document: Document, quotation: Quotation) -> bool:
    return quotation.is_block or len(quotation.span.of(document.text).split()) >= _WORDS


def _speaker_of(document: Document, quotation: Quotation, speech: list[Match]) -> Match | None:
    if not _is_said(document, quotation):
        return None
    outside = [m for m in speech if not quotation.span.covers(m.frame.trigger)]
    here = [
        m for m in outside if m.frame.sentence == document.sentence_at(quotation.span.start).number
    ]
    before = [m for m in here if m.frame.trigger.end <= quotation.span.start]
    if before:
        return before[-1]
    ending = document.sentence_at(quotation.span.end - 1).number
    after = [
        m
        for m in outside
        if m.frame.sentence == ending
        and m.frame.trigger.start >= quotation.span.end
        and not (m.frame.said and m.frame.said.words)
    ]
    if after:
        return after[0]
    return _introduced(document, quotation, outside) if quotation.is_block else None


def _introduced(document: Document, quotation: Quotation, speech: list[Match]) -> Match | None:
    first = document.sentence_at(quotation.span.start).number
    for match in reversed(speech):
        back = first - match.frame.sentence
        between = document.sentences[match.frame.sentence - 1 : first - 1]
        if 0 < back <= _LOOK_BACK and all(s.block.kind != "heading" for s in between):
            return match
    return None


def _around(quotation: Quotation, matches: list[Match]) -> Match | None:
    """Return the speech act in whose words a quotation stands."""
    saying = (m for m in matches if m.frame.said and m.frame.said.words)
    return next((m for m in saying if _covers(m, quotation.span)), None)


def _covers(match: Match, span: Span) -> bool:
    said = match.frame.said
    return said is not None and any(scope.covers(span) for scope in said.scope)
