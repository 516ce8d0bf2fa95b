"""Alignment: where the words that are read stand in the file as it is.

Markup is not read, so the reading text of a page is shorter than its file. What was copied from
the file is aligned character by character; what stands for markup ("–" for ``&ndash;``, "[3]" for
a reference) is aligned with all of it.
"""

from bisect import bisect_right
from dataclasses import dataclass

from graph.facts import Span

__all__ = ["Alignment", "Stretch"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that begin at ``at`` of the reading text, and the span of the file they are from."""

    at: int
    span: Span
    copied: bool


class Alignment:
    """The stretches of a reading text in their order.

    >>> there = Alignment((Stretch(0, Span(3, 9), True), Stretch(6, Span(13, 20), False)))
    >>> there.in_source(Span(1, 6)), there.in_source(Span(2, 7))
    (Span(start=4, end=9), Span(start=5, end=20))
    """

    def __init__(self, stretches: tuple[Stretch, ...]) -> None:
        """Keep stretches; without any, the file itself is the reading text."""
        self._stretches = stretches
        self._starts = [stretch.at for stretch in stretches]

    def in_source(self, span: Span) -> Span:
        """Return the span of the file from which the words of a span of the text were read."""
        if not self._stretches:
            return span
        first, last = self._around(span.start), self._around(max(span.end - 1, span.start))
        start = first.span.start + (span.start - first.at if first.copied else 0)
        end = last.span.start + (span.end - last.at) if last.copied else last.span.end
        return Span(start, max(start, min(end, last.span.end)))

    def in_text(self, offset: int) -> int:
        """Return where a character of the file is read, or the next one before it that is.

        >>> Alignment((Stretch(0, Span(3, 9), True), Stretch(6, Span(13, 20), False))).in_text(10)
        5
        """
        if not self._stretches:
            return offset
        place = bisect_right(self._stretches, offset, key=lambda stretch: stretch.span.start) - 1
        stretch = self._stretches[max(place, 0)]
        length = stretch.span.end - stretch.span.start if stretch.copied else 1
        return stretch.at + max(0, min(offset - stretch.span.start, length - 1))

    def _around(self, offset: int) -> Stretch:
        return self._stretches[max(bisect_right(self._starts, offset) - 1, 0)]
