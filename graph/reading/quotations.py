"""Quotations: stretches between quotation marks, block by block.

>>> text = 'He called it "an overt provocation" and “a pity”.'
>>> [quotation.span.of(text) for quotation in quotations(text, (Block("paragraph", Span(0, 49)),))]
['an overt provocation', 'a pity']
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.facts import Span
from graph.reading.layout import Block

__all__ = ["Quotation", "quotations"]

_CLOSING = {'"': '"', "“": "”", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two quotation marks, or a whole block quote, without the marks."""

    span: Span
    block: Block

    @property
    def is_block(self) -> bool:
        """Whether the whole block is the quotation."""
        return self.block.kind == "quote"


def quotations(text: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    """Return the quotations in their order; a mark left open closes with its block."""
    return tuple(
        Quotation(span, block)
        for block in blocks
        if block.kind != "furniture"
        for span in (_whole(text, block) if block.kind == "quote" else _pairs(text, block))
        if span.start < span.end
    )


def _pairs(text: str, block: Block) -> Iterator[Span]:
    opened, closing = -1, ""
    for at in range(block.span.start, block.span.end):
        if opened < 0 and text[at] in _CLOSING and not _is_inch(text, at):
            opened, closing = at + 1, _CLOSING[text[at]]
        elif opened >= 0 and (text[at] == closing or (closing == "”" and text[at] == '"')):
            yield Span(opened, at)
            opened = -1
    if opened >= 0:
        yield Span(opened, block.span.end)


def _whole(text: str, block: Block) -> Iterator[Span]:
    words = block.span.of(text)
    start = block.span.start + (1 if words[0] in _CLOSING else 0)
    closing = max(words.rfind(mark) for mark in '"”»')
    tail = words[closing + 1 :] if closing > 0 else ""
    marked = words[0] in _CLOSING and closing > 0 and not tail.strip("[]0123456789 \n.")
    yield Span(start, block.span.start + closing if marked else block.span.end)


def _is_inch(text: str, at: int) -> bool:
    return text[at] == '"' and at > 0 and text[at - 1].isdigit()
