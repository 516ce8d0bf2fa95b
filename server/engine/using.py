"""The dataset that the protocol names for an update, put into its text.

"If these parameters are present, the dataset for any WHERE clause is as USING and USING NAMED
would have it" (https://www.w3.org/TR/sparql11-protocol/#update-operation). The store takes no such
dataset beside a text, so that the clauses are written into it.
"""

from collections.abc import Iterator

from graph.errors import QueryError
from server.tokens import Token, tokens_of

__all__ = ["with_dataset"]


def with_dataset(text: str, using: tuple[str, ...], named: tuple[str, ...]) -> str:
    """Return an update whose WHERE clauses see the given graphs.

    Raises QueryError where the update names graphs itself.

    >>> with_dataset("INSERT { ?a a ?b } WHERE { ?b a ?a }", ("x:g",), ())
    'INSERT { ?a a ?b } USING <x:g> WHERE { ?b a ?a }'
    >>> with_dataset("DELETE WHERE { ?a a ?b }", (), ("x:g",))
    'DELETE { ?a a ?b } USING NAMED <x:g> WHERE { ?a a ?b }'
    """
    if not using and not named:
        return text
    clauses = " ".join(
        [*(f"USING <{graph}>" for graph in using), *(f"USING NAMED <{graph}>" for graph in named)]
    )
    parts, done = [], 0
    tokens = list(tokens_of(text))
    for at in _outer(tokens):
        word = tokens[at].text.upper()
        if word in ("USING", "WITH"):
            raise QueryError(f"the update has {word} and the request names graphs: choose one")
        if word == "WHERE":
            parts += [text[done : tokens[at].start], _pattern(text, tokens, at), clauses, " "]
            done = tokens[at].start
    return "".join([*parts, text[done:]])


def _outer(tokens: list[Token]) -> Iterator[int]:
    """Yield the places of the tokens that stand in no braces."""
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.kind == "other":
            yield at


def _pattern(text: str, tokens: list[Token], at: int) -> str:
    """Return the pattern of DELETE WHERE, which is its own template; nothing elsewhere."""
    if at == 0 or tokens[at - 1].text.upper() != "DELETE":
        return ""
    depth = 0
    for token in tokens[at + 1 :]:
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            return text[tokens[at + 1].start : token.end] + " "
    return ""
