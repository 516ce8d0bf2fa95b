"""Names of the reference data, found in running text; the longest wins, case matters.

>>> found = name_at(tokens("the Russian Federation and", Span(0, 26)), 1)
>>> found.entity.key, found.length, found.adjective
('Russia', 2, False)
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.facts import Span
from graph.reading import Token, tokens
from graph.reference import Entity, entities, readings

__all__ = ["Found", "as_meant", "name_at"]

_PREFIXES = {"pro", "anti", "non", "ex", "post", "pre", "pan", "counter"}
_SET_IN_CAPITALS = 4
_PLAIN = str.maketrans("‐‑‒–—−’‘", "------''")


@dataclass(frozen=True, slots=True)
class Found:
    """An entity, in how many tokens it is named, and whether by an adjective ("Russian")."""

    entity: Entity
    length: int
    adjective: bool


def name_at(words: tuple[Token, ...], at: int) -> Found | None:
    """Return the longest name that begins at a token, or None.

    "pro-Russian" does not say whose something is.
    """
    if at > 1 and words[at - 1].norm == "-" and words[at - 2].norm in _PREFIXES:
        return None
    for form in (_form, _lowered):
        for name, entity, adjective in _index().get(form(words[at]), ()):
            if tuple(form(token) for token in words[at : at + len(name)]) == name:
                return Found(entity, len(name), adjective)
    return None


def as_meant(found: Found | None, word: Token, meant: Mapping[str, str]) -> Found | None:
    """Return what a name is in a text that decides what its ambiguous names mean.

    One that the text leaves open is none of the things that it may mean.
    """
    if word.text not in meant or (found and found.length > 1):
        return found
    key = meant[word.text]
    if key:
        return Found(entities()[key], 1, adjective=False)
    open_to = {reading.key for reading in readings()[word.text]}
    return None if found and found.entity.key in open_to else found


def _form(token: Token) -> str:
    return token.text.translate(_PLAIN)


def _lowered(token: Token) -> str:
    """Return the usual form of a word set in capitals, as bold words are in plain text."""
    form = _form(token)
    return form.title() if form.isupper() and len(form) >= _SET_IN_CAPITALS else form


@lru_cache
def _index() -> dict[str, tuple[tuple[tuple[str, ...], Entity, bool], ...]]:
    """Return all names by their first word, the longest first, in the order of the tables."""
    seen: set[tuple[str, ...]] = set()
    shared = _shared_adjectives()
    by_first: dict[str, list[tuple[tuple[str, ...], Entity, bool]]] = defaultdict(list)
    for adjective in (False, True):
        for entity in entities().values():
            for name in _own(entity, shared) if adjective else entity.names:
                form = tuple(_form(token) for token in tokens(name, Span(0, len(name))))
                if form and form not in seen:
                    seen.add(form)
                    by_first[form[0]].append((form, entity, adjective))
    return {
        first: tuple(sorted(names, key=lambda entry: -len(entry[0])))
        for first, names in by_first.items()
    }


def _own(entity: Entity, shared: set[str]) -> list[str]:
    return [name for name in entity.adjectives if name not in shared]


def _shared_adjectives() -> set[str]:
    """Return the adjectives of more than one entity ("Korean"): which is meant stays open."""
    counts = Counter(name for entity in entities().values() for name in set(entity.adjectives))
    return {name for name, count in counts.items() if count > 1}
