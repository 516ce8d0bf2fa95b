r"""Search in words from SPARQL: a property that stands for what the full-text index finds.

``(?thing ?score ?words) <search> "founding act"`` binds the things that go by these words, how
well they match, and the text that they were found by; ``?thing <search> ("founding act" 5)`` binds
the five best. Relative IRIs are resolved against the base, so that ``<search>`` is ``BASEsearch``.

The engine knows no such properties, so that the found are put into the query as VALUES before it
is answered. What is read here of a query decides about the meaning of this one property alone.
"""

import re
from collections.abc import Callable, Iterator

from rdflib import Literal

from graph.errors import QueryError
from graph.searching import Hit
from server.tokens import Token, tokens_of

__all__ = ["MOST", "PROPERTY", "with_found"]

PROPERTY = "search"
"""The name of the property, below the base."""

MOST = 1_000
"""Most things that one search finds."""

_USUAL = 100
_FORM = 'write it as (?thing ?score ?words) <search> "some words" or ?thing <search> ("words" 10)'
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}

Search = Callable[[str, int], list[Hit]]


def with_found(text: str, base: str, search: Search) -> str:
    """Return a query in which each search is replaced by what it finds.

    Raises QueryError where one is not of the form that is understood.
    """
    if PROPERTY not in text:
        return text
    tokens, done, parts = list(tokens_of(text)), 0, []
    prefixes = dict(_prefixes(tokens))
    for at, token in enumerate(tokens):
        if _iri(token, prefixes) in (PROPERTY, f"{base}{PROPERTY}"):
            first, last, found = _one(tokens, at, search)
            parts += [text[done : tokens[first].start], found]
            done = tokens[last].end
    return "".join([*parts, text[done:]])


def _prefixes(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            yield name.text, iri.text[1:-1]


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    """Return the IRI of a token, relative where it is written so; empty where it is none."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    known = prefixes.get(prefix + colon) if token.kind == "name" else None
    return "" if known is None else known + local


def _one(tokens: list[Token], at: int, search: Search) -> tuple[int, int, str]:
    """Return the first and the last token of a search, and what stands for it."""
    first, variables = _before(tokens, at)
    last, words, most = _after(tokens, at)
    rows = " ".join(f"({' '.join(_cells(hit)[: len(variables)])})" for hit in search(words, most))
    found = f"VALUES ({' '.join(variables)}) {{ {rows} }} "
    if last + 1 < len(tokens) and tokens[last + 1].text == ";":
        return first, last + 1, found + variables[0]
    return first, last, found


def _before(tokens: list[Token], at: int) -> tuple[int, list[str]]:
    """Return where the subject begins, and its variables."""
    if at and tokens[at - 1].kind == "variable":
        return at - 1, [tokens[at - 1].text]
    start = at - 2
    while start > 0 and tokens[start].kind == "variable":
        start -= 1
    variables = [token.text for token in tokens[start + 1 : at - 1]]
    if start < 0 or tokens[start].text != "(" or not 1 <= len(variables) <= 3:
        raise QueryError(f"the subject of <{PROPERTY}> is not understood: {_FORM}")
    return start, variables


def _after(tokens: list[Token], at: int) -> tuple[int, str, int]:
    """Return where the object ends, the words, and how many things are wanted."""
    kinds = [
        token.kind if token.text not in "()" else token.text for token in tokens[at + 1 : at + 5]
    ]
    if kinds[:1] == ["string"]:
        return at + 1, _unescaped(tokens[at + 1].text), _USUAL
    if kinds == ["(", "string", "number", ")"]:
        return at + 4, _unescaped(tokens[at + 2].text), min(int(tokens[at + 3].text), MOST)
    raise QueryError(f"the object of <{PROPERTY}> is not understood: {_FORM}")


def _unescaped(literal: str) -> str:
    marks = 3 if literal[:3] in ("'''", '"' * 3) else 1
    return _ESCAPE.sub(_character, literal[marks:-marks])


def _character(match: re.Match[str]) -> str:
    number = match[1] or match[2]
    if number is None:
        return _ESCAPED.get(match[3], match[3])
    return chr(int(number, 16)) if int(number, 16) < 0x110000 else ""


def _cells(hit: Hit) -> tuple[str, str, str]:
    return hit.thing.n3(), f"{hit.score:.9f}", Literal(hit.words).n3()
