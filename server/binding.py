"""The queries that the pages ask, with terms put into them as terms and never as text."""

import re
from functools import cache
from pathlib import Path

from rdflib import BNode, Literal, URIRef

from graph.errors import QueryError

__all__ = ["bound", "is_iri", "query"]

_FOLDER = Path(__file__).with_name("queries")
# The characters that RFC 3987 and the SPARQL grammar (IRIREF) keep out of an IRI.
_IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*""")


@cache
def query(name: str) -> str:
    """Return the text of one of the server's own queries."""
    return (_FOLDER / f"{name}.rq").read_text("utf-8")


def is_iri(text: str) -> bool:
    """Tell whether a text can stand between angle brackets.

    >>> is_iri("https://example.org/id/nato"), is_iri("x:a> } DROP ALL #")
    (True, False)
    """
    return _IRI.fullmatch(text) is not None


Terms = tuple["URIRef | Literal | BNode | Terms", ...]
"""Terms to choose from, or rows of them."""


def bound(text: str, **terms: URIRef | Literal | Terms) -> str:
    r"""Put terms in the place of ``$name``; a tuple becomes a list for VALUES, of rows if nested.

    >>> bound("ASK { $this ?p $word }", this=URIRef("x:a"), word=Literal('say "yes"'))
    'ASK { <x:a> ?p "say \\"yes\\"" }'
    """
    written = {name: _written(term) for name, term in terms.items()}
    return re.sub(r"\$(\w+)", lambda match: written[match[1]], text)


def _written(term: URIRef | Literal | BNode | Terms) -> str:
    if isinstance(term, tuple):
        rows = ((isinstance(each, tuple), _written(each)) for each in term)
        return " ".join(f"({text})" if nested else text for nested, text in rows)
    if isinstance(term, URIRef) and not is_iri(term):
        raise QueryError(f"{term!r} is not an IRI: it cannot be looked up")
    return term.n3()
