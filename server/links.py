"""From the names of the graph to the addresses of this server, wherever it is mounted."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from flask import request
from rdflib import Literal, URIRef

from graph.store import Node
from server.served import release

__all__ = ["href", "iri_of", "page_path", "proof_path", "triple_in"]

_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
"""Characters that no IRI has (RFC 3987)."""
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_PAGES = (
    ("id/", "page/"),
    ("document/", "page/document/"),
    ("rule/", "page/rule/"),
    ("reference/", "page/reference/"),
    ("graph/claim/", "page/graph/claim/"),
)
"""Where names below the base have their pages; every other name leads to itself."""

_OWN_PLACE = ("document/", "rule/", "reference/", "graph/", "evidence/", "proof/")
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
    """Return the path of the page that says why a triple holds, below this server.

    >>> nato, label = URIRef("https://example.org/id/nato"), URIRef("urn:x:label")
    >>> proof_path((nato, label, Literal("NATO", lang="en")), "https://example.org/")
    'proof?s=id/nato&p=urn:x:label&value=NATO&lang=en'
    """
    subject, predicate, value = triple
    names = {"s": subject.removeprefix(base), "p": predicate.removeprefix(base)}
    return f"proof?{urlencode(names | _object(value, base), safe='/:')}"


def _object(value: Node, base: str) -> dict[str, str]:
    if not isinstance(value, Literal):
        return {"o": value.removeprefix(base)}
    kind = {"lang": value.language, "type": value.datatype and value.datatype.removeprefix(base)}
    return {"value": str(value)} | {name: str(each) for name, each in kind.items() if each}


def triple_in(parameters: Mapping[str, str], base: str) -> tuple[URIRef, URIRef, URIRef | Literal]:
    """Return the triple that such a path asks for; raises KeyError where a part is missing.

    Raises ValueError where a part is no IRI or no literal.
    """
    subject, predicate = (_iri(parameters[name], base) for name in "sp")
    if "o" in parameters:
        return subject, predicate, _iri(parameters["o"], base)
    datatype = parameters.get("type")
    value = Literal(
        parameters["value"],
        lang=parameters.get("lang"),
        datatype=_iri(datatype, base) if datatype else None,
        normalize=False,
    )
    return subject, predicate, value


def _iri(text: str, base: str) -> URIRef:
    if _FORBIDDEN.search(text):
        raise ValueError(f"{text!r} is no IRI")
    return URIRef(text if _ABSOLUTE.match(text) else base + text)


def href(iri: str) -> str:
    """Return the address to follow for an IRI; empty where there is none that is safe."""
    path = page_path(iri, release().manifest.base)
    if path is not None:
        return f"{request.script_root}/{quote(path, safe='/#=,:;@!$&()*+~')}"
    # An IRI of another scheme, javascript: for one, is no place to send a reader to.
    return iri if iri.startswith(("https://", "http://")) else ""
