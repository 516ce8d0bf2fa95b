"""What a query lets its asker choose: declared in its header, bound as RDF terms.

::

    #+ parameters: actor (thing, as russia): who acts; code (text, as RU): its ISO code

A parameter is a variable that the query selects; where it is not given, it is not bound.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from graph.errors import QueryError

__all__ = ["Kind", "Parameter", "read_parameters"]

_FORM = re.compile(r"(\w+) \((\w+), as ([^)]+)\): (.+)")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value looks like, as JSON Schema has it, and the term that it stands for."""

    schema: Mapping[str, str | int]
    term: Callable[[str, str], URIRef | Literal]
    """Makes a term of a value and a base."""

    def fits(self, value: str) -> bool:
        """Tell whether a text is a value of this kind."""
        pattern, longest = str(self.schema["pattern"]), int(self.schema["maxLength"])
        return len(value) <= longest and re.search(pattern, value) is not None


def _day(value: str, _base: str) -> Literal:
    try:
        return Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)
    except ValueError as error:
        raise QueryError(f"{value!r} is no day of the calendar: give one as 2002-05-28") from error


def _schema(pattern: str, longest: int) -> Mapping[str, str | int]:
    return {"type": "string", "pattern": pattern, "minLength": 1, "maxLength": longest}


_KINDS: Mapping[str, Kind] = {
    "thing": Kind(
        _schema("^[a-z0-9]+([-/][a-z0-9]+)*$", 200), lambda value, base: URIRef(f"{base}id/{value}")
    ),
    "term": Kind(
        _schema("^[A-Za-z][A-Za-z0-9]*$", 100),
        lambda value, base: URIRef(f"{base}ontology#{value}"),
    ),
    "text": Kind(_schema("^[^\\x00-\\x1f]+$", 200), lambda value, _base: Literal(value)),
    "day": Kind(_schema("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", 10), _day),
}
"""The kinds of values; a new one is a new row."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that its asker may bind."""

    name: str
    kind: str
    example: str
    description: str

    @property
    def schema(self) -> Mapping[str, str | int]:
        """What its values look like."""
        return _KINDS[self.kind].schema

    def bound(self, value: str, base: str) -> URIRef | Literal:
        """Return the term for a value; raises QueryError where it cannot be one.

        >>> Parameter("actor", "thing", "", "").bound("nato", "https://example.org/")
        rdflib.term.URIRef('https://example.org/id/nato')
        """
        kind = _KINDS[self.kind]
        if not kind.fits(value):
            raise QueryError(
                f"{self.name} cannot be {value[:50]!r}: give a {self.kind}, as {self.example} is"
            )
        return kind.term(value, base)


def read_parameters(place: str, text: str) -> tuple[Parameter, ...]:
    """Read what a header declares; raises QueryError that names the place."""
    found = []
    for each in filter(None, (part.strip() for part in text.split(";"))):
        match = _FORM.fullmatch(each)
        if match is None or match[2] not in _KINDS:
            kinds = ", ".join(_KINDS)
            raise QueryError(
                f"{place}: {each!r} is no parameter: write 'name (kind, as example): what it is', "
                f"with a kind of {kinds}"
            )
        found.append(Parameter(match[1], match[2], match[3], match[4]))
    return tuple(found)
