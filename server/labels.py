"""Labels for whatever a page shows, so that no bare IRI is ever read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from graph.release import Release
from graph.store import Node
from server.binding import bound, is_iri, query
from server.dates import spoken

__all__ = ["Labels", "Shown"]

_DATES = (str(XSD.date), "http://id.loc.gov/datatypes/edtf/EDTF")
_YES_AND_NO = {"true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """A term as it is shown: words, where they lead, what they mean, their language, its date."""

    text: str
    iri: str = ""
    hint: str = ""
    language: str = ""
    date: str = ""

    @property
    def name(self) -> str:
        """The words without the date, for where that stands beside them."""
        return self.text.removesuffix(f" ({self.date})")


class Labels:
    """The labels and definitions of some terms, looked up at once."""

    def __init__(self, release: Release, nodes: Iterable[Node | None]) -> None:
        """Look up the labels of all IRIs among ``nodes``."""
        iris = tuple(sorted({n for n in nodes if isinstance(n, URIRef) and is_iri(n)}))
        self._labels: dict[Node, str] = {}
        self._hints: dict[Node, str] = {}
        self._dates: dict[Node, str] = {}
        if not iris:
            return
        text = bound(query("labels"), these=iris)
        for row in release.store.query(text, base=release.manifest.base).rows():
            self._labels.setdefault(row["thing"], str(row["label"]))
            if "definition" in row:
                self._hints.setdefault(row["thing"], str(row["definition"]))
            if "date" in row:
                self._dates.setdefault(row["thing"], str(row["date"]))

    def shown(self, node: Node) -> Shown:
        """Return a term as it is shown."""
        if isinstance(node, Literal):
            return _literal(node)
        if isinstance(node, BNode):
            return Shown("something unnamed")
        label, date = self._labels.get(node) or _readable(node), self._dates.get(node, "")
        said = spoken(date)
        if label.endswith(f" ({date})"):
            label = f"{label.removesuffix(f' ({date})')} ({said})"
        return Shown(label, str(node), self._hints.get(node, ""), date=said)


def _literal(node: Literal) -> Shown:
    if str(node.datatype) in _DATES:
        return Shown(spoken(str(node)), hint=str(node))
    if node.datatype == XSD.boolean:
        return Shown(_YES_AND_NO.get(str(node), str(node)))
    return Shown(str(node), language=node.language or "")


def _readable(iri: str) -> str:
    """Make words of the end of an IRI.

    >>> _readable("http://www.w3.org/ns/prov#wasDerivedFrom")
    'was derived from'
    """
    name = unquote(re.split(r"[/#]", iri.rstrip("/#"))[-1])
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("-", " ").replace("_", " ")
    return words.lower() if words != name else name
