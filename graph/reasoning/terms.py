"""The dictionary: each term, as N-Triples writes it, has a number.

The vocabulary has the smallest numbers, so that the representative of a set of equal terms is the
one that the rules name, if any.
"""

import re
from functools import lru_cache

import numpy as np
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from graph.reasoning.arrays import Ints, Mask
from graph.reasoning.datatypes import DATATYPES, ILL_TYPED, LANG_STRING, Value, value_of
from graph.reasoning.vocabulary import Word

__all__ = ["Terms", "node_of", "token_of"]

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_UNESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_STRING = "http://www.w3.org/2001/XMLSchema#string"

_IRI, _BLANK, _KNOWN, _WILD, _OWN = range(5)


def token_of(node: Node) -> str:
    """Return a term as N-Triples writes it; a plain string has no datatype."""
    if isinstance(node, Literal):
        words = "".join(_ESCAPED.get(c, c) for c in str(node))
        if node.language:
            return f'"{words}"@{node.language}'
        datatype = str(node.datatype or _STRING)
        return f'"{words}"' if datatype == _STRING else f'"{words}"^^<{datatype}>'
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


@lru_cache(maxsize=65536)
def node_of(token: str) -> URIRef | BNode | Literal:
    """Return the term that a token writes."""
    if token[0] == "<":
        return URIRef(_plain(token[1:-1]))
    if token[0] == "_":
        return BNode(token[2:])
    words, language, datatype = _parts(token)
    if language:
        return Literal(words, lang=language)
    return Literal(words, datatype=URIRef(datatype) if datatype else None, normalize=False)


def _parts(token: str) -> tuple[str, str, str]:
    match = _LITERAL.fullmatch(token)
    assert match is not None, f"{token} is no token"
    return _plain(match[1]), match[2] or "", match[3] or ""


def _plain(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _UNESCAPED.get(match[3], match[3])


class Terms:
    """Terms by number and numbers by term; it only ever grows, so that copies can share it."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self._numbers: dict[str, int] = {}
        self._kinds = bytearray()
        self._values: dict[int, Value] = {}
        self._first: dict[Value, int] = {}
        self._spelt = False
        self.twins: list[tuple[int, int]] = []
        """Literals of one value, each with the first of them (dt-eq)."""
        self.ill_typed: list[int] = []
        for iri in (*(word.iri for word in Word), *DATATYPES):
            self.number(f"<{iri}>")
        self.reserved = len(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def number(self, token: str) -> int:
        """Return the number of a term, which may be new."""
        known = self._numbers.get(token)
        return self._add(token) if known is None else known

    def find(self, token: str) -> int | None:
        """Return the number of a term, unless it is new."""
        return self._numbers.get(token)

    def own(self) -> int:
        """Return the number of a term that is nobody's: an intermediate step of a chain."""
        self._kinds.append(_OWN)
        self.tokens.append("")
        return len(self.tokens) - 1

    def _add(self, token: str) -> int:
        number = len(self.tokens)
        self._numbers[token] = number
        self.tokens.append(token)
        self._kinds.append(self._kind(token, number))
        return number

    def _kind(self, token: str, number: int) -> int:
        if token[0] != '"':
            return _IRI if token[0] == "<" else _BLANK
        if token[-1] != '"':
            return self._typed(token, number)
        if self._spelt:
            self._match(Value("text", _plain(token[1:-1])), number)
        return _KNOWN

    def _typed(self, token: str, number: int) -> int:
        """Find what a literal with a datatype or a language stands for."""
        words, language, datatype = _parts(token)
        value = value_of(words, datatype, language)
        if value is None or value is ILL_TYPED:
            if value is ILL_TYPED:
                self.ill_typed.append(number)
            return _WILD
        self._values[number] = value
        self._match(value, number)
        return _KNOWN

    def _match(self, value: Value, number: int) -> None:
        plain = None
        if value.kind == "text":  # plain strings are looked up only once there are other texts
            self._spelt, plain = True, self._numbers.get(token_of(Literal(value.key)))
        first = self._first.setdefault(value, number if plain is None else plain)
        if first != number:
            self.twins.append((number, first))

    def value(self, number: int) -> Value | None:
        """Return what a literal stands for: nothing if that is not known."""
        if number in self._values or self._kinds[number] != _KNOWN:
            return self._values.get(number)
        return Value("text", _plain(self.tokens[number][1:-1]))

    def datatype(self, number: int) -> str:
        """Return the IRI of a literal's datatype."""
        _, language, datatype = _parts(self.tokens[number])
        return LANG_STRING if language else datatype or _STRING

    def literals(self) -> Mask:
        """Tell of each term whether it is a literal."""
        kinds = self._column()
        return np.asarray((kinds == _KNOWN) | (kinds == _WILD))

    def fixed(self) -> Mask:
        """Tell of each term whether it is a literal whose value is known."""
        return np.asarray(self._column() == _KNOWN)

    def iris(self) -> Mask:
        """Tell of each term whether it is an IRI."""
        return np.asarray(self._column() == _IRI)

    def own_terms(self) -> Mask:
        """Tell of each term whether it is nobody's."""
        return np.asarray(self._column() == _OWN)

    def _column(self) -> Ints:
        return np.frombuffer(bytes(self._kinds), np.uint8).astype(np.int64)
