"""The tokens of SPARQL, for what is looked up or put in before a text is parsed.

https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Token", "tokens_of"]

_TOKEN = re.compile(
    r"""
    (?P<space> \s+ | \#[^\n\r]* )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string> '''(?:'{0,2}(?:[^'\\]|\\.))*''' | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}
              | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*" )
  | (?P<variable> [?$]\w+ )
  | (?P<name> (?:\w[\w.-]*)?:(?:[\w:%.-]|\\.)* )
  | (?P<number> \d+ )
  | (?P<other> \w+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token, what kind it is of, and where it stands."""

    kind: str
    """``iri``, ``string``, ``variable``, ``name``, ``number`` or ``other``."""
    text: str
    start: int
    end: int


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, spaces and comments left out.

    >>> [token.text for token in tokens_of("ASK { ?s a 'b c' } # d")]
    ['ASK', '{', '?s', 'a', "'b c'", '}']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "space":
            yield Token(match.lastgroup, match[0], *match.span())
