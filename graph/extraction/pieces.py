"""Pieces: the single things that a speech act says, and how their speaker holds them."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction.frames import Frame
from graph.facts import Span
from graph.reading import split

__all__ = ["Piece", "pieces", "stance_of"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing said: its words, and the event that they tell of where one was made out."""

    words: str
    span: Span
    content: Frame | None = None


def pieces(frame: Frame, inner: list[Frame], text: str) -> Iterator[Piece]:
    """Yield what a speech act says: the events made out, and words in which none was.

    A quotation of several sentences says several things.
    """
    for span in _said(frame, text):
        words = frame.said.words if frame.said and span == frame.said.span else span.of(text)
        contents = [content for content in inner if span.covers(content.trigger)]
        none: list[Frame | None] = [None]
        yield from (Piece(words, span, content) for content in contents or none)


def _said(frame: Frame, text: str) -> Iterator[Span]:
    said = frame.said
    if said is None:
        return
    if said.span:
        yield said.span
    for _, span in said.quotations:
        if not (said.span and said.span.covers(span)):
            yield from split(text, span)


def stance_of(frame: Frame, content: Frame | None) -> tuple[str, str]:
    """Return the modality and the polarity of a claim."""
    negative = content is not None and content.polarity == "Negative"
    modality = content.modality if content else ""
    if frame.is_fact and frame.said:
        modality = modality or frame.said.modality
        negative = negative != (frame.said.polarity == "Negative")
    return modality or "Asserted", "Negative" if negative else "Affirmative"
