"""Pieces: the single things that a speech act says, and how their speaker holds them."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction.frames import Frame, Part, Said
from graph.facts import Antecedent, Span
from graph.reading import split

__all__ = ["Piece", "pieces", "stance_of"]

_NEUTRAL = "Claimed"
"""Modality of what is said without more, to which the verb of the words may add its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing said: its words, and the event that they tell of where one was made out."""

    words: str
    span: Span
    content: Frame | None = None
    modality: str = ""
    """What the verb of the words makes of them, if anything."""
    antecedents: tuple[Antecedent, ...] = ()


def pieces(frame: Frame, inner: list[Frame], text: str) -> Iterator[Piece]:
    """Yield what a speech act says: the events made out, and words of which they are not the most.

    A quotation of several sentences says several things.
    """
    for part in _said(frame, text):
        contents = [content for content in inner if part.span.covers(content.trigger)]
        for content in contents:
            yield _piece(part, content)
        if not any(_makes_up(content, part) for content in contents):
            yield _piece(part)


def _piece(part: Part, content: Frame | None = None) -> Piece:
    return Piece(part.words, part.span, content, part.modality, part.antecedents)


def _makes_up(content: Frame, part: Part) -> bool:
    """Tell whether an event is what words say, and not only a part of it that they mention."""
    own, whole = content.span, part.span
    return 2 * (own.end - own.start) >= whole.end - whole.start


def _said(frame: Frame, text: str) -> Iterator[Part]:
    said = frame.said
    if said is None:
        return
    quoted = [span for _, span in said.quotations]
    yield from (part for part in said.parts if not any(_is_quoted(part, q) for q in quoted))
    for _, quotation in said.quotations:
        if not (said.span and said.span.covers(quotation)):
            yield from (Part(span.of(text), span) for span in split(text, quotation))


def _is_quoted(part: Part, quotation: Span) -> bool:
    """Tell whether words are the beginning of a longer quotation, which says them."""
    return part.span.start >= quotation.start and part.span.end < quotation.end


def stance_of(frame: Frame, piece: Piece | None = None) -> tuple[str, str]:
    """Return the modality and the polarity of a claim."""
    content = piece.content if piece else None
    told = frame if frame.is_stance else content
    negative = told is not None and told.polarity == "Negative"
    modality = content.modality if content else ""
    if frame.is_fact and frame.said:
        modality = _held(frame.said, piece, modality)
        negative = negative != (frame.said.polarity == "Negative")
    return modality or "Asserted", "Negative" if negative else "Affirmative"


def _held(said: Said, piece: Piece | None, modality: str) -> str:
    """Return how a speaker holds a piece: what depends on the act's own verb as that has it."""
    if piece and piece.content:
        governed = said.span and piece.content.trigger.start == said.span.start
        return said.modality if governed else modality or said.modality
    own = piece.modality if piece and said.modality == _NEUTRAL else ""
    return own or said.modality
