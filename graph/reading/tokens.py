"""Tokens: words, numbers and punctuation with their offsets; footnote marks are not among them.

>>> [token.text for token in tokens("Russia's anti-drug aid (NATO–Russia)[1] ended.", Span(0, 46))]
['Russia', "'s", 'anti-drug', 'aid', '(', 'NATO', '–', 'Russia', ')', 'ended', '.']
"""

import re
from dataclasses import dataclass

from graph.facts import Span
from graph.reading.marks import MARK

__all__ = ["Token", "tokens"]

_TOKEN = re.compile(
    rf"(?P<mark>{MARK.pattern})"
    r"|(?P<abbreviation>(?:[A-Z]\.){2,}|[A-Z]\.(?= [A-Z][a-z]))"
    r"|(?P<possessive>['’]s?(?=\W|$)(?<=\w.)|['’]s(?=\W|$))"
    r"|(?P<negation>n['’]t\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?)"
    r"|(?P<compound>[a-zà-ž]+(?:-[a-zà-ž]+)+(?![A-Z]))"
    r"|(?P<word>[^\W\d_](?:(?!n['’]t\b)[^\W\d_])*(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<other>\S)"
)
_SAME = str.maketrans("‐‑‒–—−’‘“”„«»\u00a0", '------\'\'""""" ')


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``norm`` is its lower-case form with plain dashes and quotation marks."""

    text: str
    norm: str
    span: Span

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with an upper-case letter."""
        return self.text[0].isupper()


def tokens(text: str, within: Span) -> tuple[Token, ...]:
    """Return the tokens of a stretch of text in their order."""
    return tuple(
        Token(m[0], m[0].translate(_SAME).lower(), Span(m.start(), m.end()))
        for m in _TOKEN.finditer(text, within.start, within.end)
        if m.lastgroup != "mark" and not m["mark"]
    )
