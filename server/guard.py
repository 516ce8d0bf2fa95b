"""What a query may not do: be too large to parse, call out to other servers, or change the graph.

Oxigraph can neither be told to leave ``SERVICE`` alone nor survives the overflow of its stack.
"""

import re
from collections.abc import Callable

from graph.errors import QueryError

__all__ = [
    "MAXIMUM_BYTES",
    "OutsideCallError",
    "TooLongError",
    "UpdateError",
    "admit",
    "admit_size",
    "admit_update",
    "is_update",
    "mentions_service",
]

MAXIMUM_BYTES = 100_000
"""Longest query that is read."""

MAXIMUM_BRACKETS = 400
"""Most opening brackets. Nested EXISTS, the costliest shape, ends the process at some 830 levels
with the usual stack of 8 MB; plain groups and parentheses do at 2,150 and 4,600."""

MAXIMUM_OPERATORS = 2_000
"""Most operators. A chain of additions ends the process at some 6,800, of ``||`` at 9,000."""


class TooLongError(QueryError):
    """A query is longer than any that is read."""


class OutsideCallError(QueryError):
    """A query asks this server to call another one."""


class UpdateError(QueryError):
    """A query asks to change the graph."""


def admit(text: str, is_well_formed: Callable[[str], bool]) -> None:
    """Let a query pass or raise QueryError; ``is_well_formed`` asks the store's own parser."""
    admit_size(text)
    _refuse_outside_calls(text, is_well_formed)


def admit_size(text: str) -> None:
    """Let a query pass that is neither too long nor too deep to be read, or raise QueryError."""
    _refuse_length(text)
    _refuse_depth(text)


def _refuse_length(text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAXIMUM_BYTES:
        raise TooLongError(f"the query has {size:,} bytes; at most {MAXIMUM_BYTES:,} are read")


# No operator can hide in what this matches: after "<" no expression goes on with "http://".
_WEB_IRI = re.compile(r"""<https?://[^\s<>"'{}|\\^`]*>""")


def _refuse_depth(text: str) -> None:
    """Refuse what might nest too deeply, by counts that no comment or string can make smaller."""
    bare = _WEB_IRI.sub("<>", text)
    counts = (
        ("opening brackets", r"[({\[]", MAXIMUM_BRACKETS),
        ("operators", r"[-!|&+*/^]", MAXIMUM_OPERATORS),
    )
    for what, pattern, most in counts:
        found = len(re.findall(pattern, bare))
        if found > most:
            raise QueryError(
                f"the query has {found:,} {what}; at most {most:,} are answered: split it up"
            )


_SERVICE = re.compile("servic(e)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def _refuse_outside_calls(text: str, is_well_formed: Callable[[str], bool]) -> None:
    """Refuse a query with a SERVICE clause.

    Where the word is a keyword, the query is no longer well-formed once the word is misspelt;
    where it stands in a string, a comment or a name, it still is. So the one parser that counts
    decides, and no disguise can make a second one read the query differently.
    """
    if len(_SERVICE.findall(_unescaped(text))) != len(_SERVICE.findall(text)):
        raise OutsideCallError("the query spells SERVICE with escapes: write the letters")
    if _SERVICE.search(text) and not is_well_formed(_SERVICE.sub(_misspelt, text)):
        raise OutsideCallError(
            "the query has a SERVICE clause, or is not well-formed and mentions the word: "
            "this server calls no other than those that --allow-service names; take the clause out"
        )


def _misspelt(match: re.Match[str]) -> str:
    return match[0][:-1] + ("X" if match[0][-1].isupper() else "x")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else ""


def mentions_service(text: str) -> bool:
    """Tell whether a text has the word SERVICE anywhere, be it in a string."""
    return "SERVICE" in _unescaped(text).upper()


MAXIMUM_UPDATE_BYTES = 20_000_000
"""Longest update that is read."""

_CALLS = ("LOAD", "SERVICE")


def admit_update(text: str, *, confined: bool = True) -> None:
    """Let an update pass or raise QueryError.

    Where the process is not confined, whatever might be a call to another server is refused.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAXIMUM_UPDATE_BYTES:
        raise TooLongError(
            f"the update has {size:,} bytes; at most {MAXIMUM_UPDATE_BYTES:,} are read"
        )
    if not confined and any(word in _unescaped(text).upper() for word in _CALLS):
        raise OutsideCallError(
            "the update has the word LOAD or SERVICE: this server calls no other, and cannot tell "
            "here what the word is for"
        )


_UPDATE = re.compile(
    r"""(?: \s | \#[^\n]*+ | (?:BASE|PREFIX)\s*[^\s<]*\s*<[^>]*> )*
        (?: INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def is_update(text: str) -> bool:
    """Tell whether a text that is not a query begins as a SPARQL Update does.

    >>> is_update("PREFIX ex: <http://example.org/> INSERT DATA { ex:a a ex:B }")
    True
    >>> is_update("SELECT * { ?s ?p 'INSERT' }")
    False
    """
    return _UPDATE.match(text) is not None
