"""Footnote marks: where a document points to its sources.

>>> [(mark.label, mark.span.start) for mark in marks("fighting terrorism[5][6], and others.[9]")]
[('5', 18), ('6', 21), ('9', 37)]
"""

import re
from dataclasses import dataclass

from graph.facts import Span

__all__ = ["MARK", "Mark", "is_label", "marks"]

MARK = re.compile(r"\[(\d{1,5}|[a-z]|(?:note|nb|n) ?\d{1,5}|citation needed)\]", re.IGNORECASE)
"""What a footnote mark looks like in plain text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One footnote mark; ``label`` is what stands between the brackets."""

    label: str
    span: Span


def marks(text: str) -> tuple[Mark, ...]:
    """Return the footnote marks of a text in their order."""
    return tuple(Mark(m[1], Span(m.start(), m.end())) for m in MARK.finditer(text))


def is_label(words: str) -> bool:
    """Tell whether words can be the label of a mark.

    >>> is_label("12"), is_label("note 3"), is_label("who?")
    (True, True, False)
    """
    return MARK.fullmatch(f"[{words}]") is not None
