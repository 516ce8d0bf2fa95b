"""The terms of the ontology, for a page to read them on."""

from dataclasses import dataclass

from rdflib.namespace import OWL

from graph.release import Release
from graph.store import Node
from server.binding import query
from server.labels import Labels, Shown
from server.remembering import remembered

__all__ = ["Section", "Term", "describe_terms"]

_SECTIONS = (
    ("Classes", OWL.Class),
    ("Properties that lead to things", OWL.ObjectProperty),
    ("Properties that lead to values", OWL.DatatypeProperty),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its anchor, its definition and what it is a kind of."""

    anchor: str
    label: str
    definition: str
    parents: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Terms of one kind."""

    title: str
    terms: tuple[Term, ...]


@remembered(2)
def describe_terms(release: Release) -> tuple[Section, ...]:
    """Gather the classes, the properties and the named values."""
    terms, values = _rows(release, "terms"), _rows(release, "values")
    labels = Labels(release, {node for row in (*terms, *values) for node in row.values()})
    kinds = (
        Section(title, _terms([row for row in terms if row["kind"] == kind], "parent", labels))
        for title, kind in _SECTIONS
    )
    return (*kinds, Section("Values", _terms(values, "kind", labels)))


def _rows(release: Release, name: str) -> list[dict[str, Node]]:
    return list(release.store.query(query(name), base=release.manifest.base).rows())


def _terms(rows: list[dict[str, Node]], parent: str, labels: Labels) -> tuple[Term, ...]:
    grouped: dict[Node, list[dict[str, Node]]] = {}
    for row in rows:
        grouped.setdefault(row["term"], []).append(row)
    return tuple(
        Term(
            str(term).partition("#")[2],
            labels.shown(term).text,
            str(group[0].get("definition", "")),
            tuple(dict.fromkeys(labels.shown(row[parent]) for row in group if parent in row)),
        )
        for term, group in grouped.items()
    )
