"""Patterns by which a gold table points to things: labels, words, and selectors with roles.

>>> pattern("Accession(accedingParty=Norway, date=1994)").kind
'Accession'
>>> pattern("~Baltic Council/Nordic Council").holds("The new Baltic Council")
True
>>> pattern("Nordic Council").holds("The Nordic Council")
False
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from slugify import slugify

__all__ = ["Pattern", "Selector", "Wording", "contains", "pattern", "words"]

_SELECTOR = re.compile(r"(\w+)\((.*)\)")
_BOUNDARY = re.compile(r"[()]|,\s*(?=\w+=)")


@dataclass(frozen=True, slots=True)
class Wording:
    """One or more labels or words, of which any will do."""

    text: str

    @property
    def variants(self) -> tuple[str, ...]:
        """Return the text as it is and, where it has slashes, what they separate."""
        return tuple(dict.fromkeys((self.text, *self.text.split("/"))))

    def holds(self, label: str) -> bool:
        """Tell whether a label is a variant, or has its words in it where a tilde says so."""
        return any(
            contains(label, v) if v.startswith("~") else words(v) == words(label)
            for v in self.variants
        )

    def within(self, text: str) -> bool:
        """Tell whether the words of a variant occur in a text in this order."""
        return any(contains(text, variant) for variant in self.variants)


@dataclass(frozen=True, slots=True)
class Selector:
    """Whatever is of a class, or of one below it, and has certain roles."""

    kind: str
    roles: tuple[tuple[str, "Pattern"], ...]


Pattern = Wording | Selector


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower-case ASCII."""
    return tuple(slugify(text).split("-"))


def contains(text: str, wanted: str) -> bool:
    """Tell whether the wanted words occur in a text in their order, others between them or not."""
    rest = iter(words(text))
    return all(word in rest for word in words(wanted))


@lru_cache(maxsize=4096)
def pattern(text: str) -> Pattern:
    """Read a pattern."""
    found = _SELECTOR.fullmatch(text)
    return Selector(found[1], tuple(_roles(found[2]))) if found else Wording(text)


def _roles(text: str) -> Iterator[tuple[str, Pattern]]:
    for piece in filter(None, _pieces(text)):
        name, _, value = piece.partition("=")
        yield name, pattern(value)


def _pieces(text: str) -> Iterator[str]:
    """Split at the commas that stand outside of nested selectors."""
    depth = start = 0
    for mark in _BOUNDARY.finditer(text):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if mark[0].startswith(",") and depth == 0:
            yield text[start : mark.start()]
            start = mark.end()
    yield text[start:]
