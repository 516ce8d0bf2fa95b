"""What is asked of a data set in SPARQL, be it behind an endpoint or in a dump."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef

from graph.linking.scoring import Found
from graph.linking.shapes import Shape
from graph.linking.subjects import Subject
from graph.store import Node

__all__ = ["LANGUAGES", "Rows", "SparqlSource"]

Rows = Callable[[str], Iterable[dict[str, Node]]]
"""Answers a SELECT query."""

LANGUAGES = ("en", "de", "fr", "es", "ru", "mul")
"""The languages in which a name is looked for; names are often written alike."""
_MOST = 20
_SHORTEST = 3
"""Of fewer letters too much is called."""

_FIND = """
SELECT DISTINCT ?item WHERE {{
  VALUES ?name {{ {names} }}
  VALUES ?property {{ {properties} }}
  ?named ?property ?name .
  OPTIONAL {{ ?named <{redirect}> ?target }}
  BIND(COALESCE(?target, ?named) AS ?item)
  FILTER(isIRI(?item))
}} LIMIT {most}"""

_TELL = """
SELECT ?item ?property ?value WHERE {{
  VALUES ?item {{ {items} }}
  VALUES ?property {{ {properties} }}
  ?item ?property ?value
}}"""

_NEAR = """
SELECT DISTINCT ?item ?near WHERE {{
  VALUES ?item {{ {items} }}
  VALUES ?near {{ {near} }}
  {{ ?item ?property ?near }} UNION {{ ?near ?property ?item }}
}}"""


@dataclass(frozen=True, slots=True)
class SparqlSource:
    """A data set that answers SPARQL."""

    rows: Rows
    shape: Shape
    namespace: str
    """What is not below it is not one of their things."""

    def find(self, subject: Subject) -> list[Found]:
        """Return the things of theirs that have one of the names of a thing."""
        names = list(_names(subject.names))
        if not names:
            return []
        properties = _iris((*self.shape.labels, *self.shape.other_names))
        text = _FIND.format(
            names=" ".join(names), properties=properties, redirect=self.shape.redirect, most=_MOST
        )
        items = sorted({str(row["item"]) for row in self.rows(text)})
        items = [each for each in items if each.startswith(self.namespace)]
        return self._told(items, subject) if items else []

    def _told(self, items: list[str], subject: Subject) -> list[Found]:
        said: defaultdict[str, defaultdict[str, list[Node]]] = defaultdict(
            lambda: defaultdict(list)
        )
        text = _TELL.format(items=_iris(items), properties=_iris(self.shape.told))
        for row in self.rows(text):
            said[str(row["item"])][str(row["property"])].append(row["value"])
        near = self._near(items, subject.near)
        return [_found(each, said[each], near[each], self.shape) for each in items if said[each]]

    def _near(self, items: list[str], wanted: Iterable[str]) -> defaultdict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        near = sorted(wanted)[:50]
        if near:
            for row in self.rows(_NEAR.format(items=_iris(items), near=_iris(near))):
                found[str(row["item"])].add(str(row["near"]))
        return found


def _names(names: Iterable[str]) -> Iterator[str]:
    """Yield the literals to look for: each name as it is, and in each language."""
    for name in names:
        if len(name) >= _SHORTEST:
            yield Literal(name).n3()
            yield from (Literal(name, lang=each).n3() for each in LANGUAGES)


def _iris(iris: Iterable[str]) -> str:
    return " ".join(URIRef(each).n3() for each in iris)


def _found(
    iri: str, said: defaultdict[str, list[Node]], near: Iterable[str], shape: Shape
) -> Found:
    labels = sorted(
        (value for each in shape.labels for value in said[each]),
        key=lambda value: (getattr(value, "language", "") != "en", str(value)),
    )
    others = [value for each in shape.other_names for value in said[each]]
    names = tuple(dict.fromkeys(str(value) for value in (*labels, *others)))
    years = {int(str(v)[:4]) for each in shape.dates for v in said[each] if str(v)[:4].isdigit()}
    types = frozenset(str(value) for each in shape.types for value in said[each])
    label = names[0] if names else iri
    return Found(iri, label, names or (label,), types, frozenset(years), frozenset(near))
