"""From the names of the graph to the addresses of this server, wherever it is mounted."""

from urllib.parse import quote, urlencode

from flask import request

from graph.reasoning.terms import token_of
from graph.store import Node
from server.served import release

__all__ = ["href", "iri_of", "page_path", "proof_path"]

_PAGES = (
    ("id/", "page/"),
    ("document/", "page/document/"),
    ("rule/", "page/rule/"),
    ("reference/", "page/reference/"),
    ("graph/claim/", "page/graph/claim/"),
)
"""Where names below the base have their pages; every other name leads to itself."""

_OWN_PLACE = ("document/", "rule/", "reference/", "graph/", "evidence/")
"""The names that are not below ``id/``."""


def iri_of(name: str, base: str) -> str:
    """Return what ``/page/NAME`` and ``/data/NAME`` are about.

    >>> iri_of("nato", "https://example.org/")
    'https://example.org/id/nato'
    >>> iri_of("document/one", "https://example.org/")
    'https://example.org/document/one'
    """
    return f"{base}{name}" if name.startswith(_OWN_PLACE) else f"{base}id/{name}"


def page_path(iri: str, base: str) -> str | None:
    """Return the path of a name's page below this server, None for the names of others.

    >>> page_path("https://example.org/id/nato", "https://example.org/")
    'page/nato'
    """
    if not iri.startswith(base):
        return None
    path = iri.removeprefix(base).lstrip("/")  # two slashes would lead to another server
    for prefix, page in _PAGES:
        if path.startswith(prefix):
            return page + path.removeprefix(prefix)
    return path


def proof_path(triple: tuple[Node, Node, Node], base: str) -> str:
    """Return the path of the page that says why a triple holds, below this server."""
    return "proof?" + urlencode(
        {name: _short(term, base) for name, term in zip("spo", triple, strict=True)},
        safe="/:#",
    ).replace("#", "%23")


def _short(term: Node, base: str) -> str:
    """Write an IRI, relative to the base where it can be, or a literal as N-Triples has it."""
    token = token_of(term)
    return token[1:-1].removeprefix(base) if token.startswith("<") else token


def href(iri: str) -> str:
    """Return the address to follow for an IRI; empty where there is none that is safe."""
    path = page_path(iri, release().manifest.base)
    if path is not None:
        return f"{request.script_root}/{quote(path, safe='/#=,:;@!$&()*+~')}"
    # An IRI of another scheme, javascript: for one, is no place to send a reader to.
    return iri if iri.startswith(("https://", "http://")) else ""
