"""New columns for a table: the values of properties, as the protocol writes values down."""

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from graph.release import Release
from server.reconciling.index import Term, index
from server.reconciling.values import COMMON, values
from server.reconciling.wire import Extension

__all__ = ["meta", "rows"]

_Cell = dict[str, str | int | float]


def meta(release: Release, asked: Extension) -> list[dict[str, str]]:
    """Return the columns: the identifier and the label of each property."""
    known = {**index(release).properties, **{key: term for key, (_, term) in COMMON.items()}}
    terms = (known.get(each.id, Term(each.id, each.id)) for each in asked.properties)
    return [{"id": term.id, "name": term.name} for term in terms]


def rows(release: Release, asked: Extension) -> dict[str, dict[str, list[_Cell]]]:
    """Return the cells by thing and property."""
    columns = {each.id: values(release, each.id, asked.ids) for each in asked.properties}
    return {
        thing: {
            name: [_cell(release, value) for value in column.get(thing, [])]
            for name, column in columns.items()
        }
        for thing in asked.ids
    }


def _cell(release: Release, value: Literal | URIRef) -> _Cell:
    if isinstance(value, URIRef):
        return _reference(release, value)
    if value.datatype in (XSD.integer, XSD.int, XSD.nonNegativeInteger):
        return {"int": int(value)}
    if value.datatype in (XSD.decimal, XSD.double, XSD.float):
        return {"float": float(value)}
    if value.datatype == XSD.date:  # the protocol knows moments only: the first one of the day
        return {"date": f"{value}T00:00:00Z"}
    return {"str": str(value)}


def _reference(release: Release, iri: URIRef) -> _Cell:
    """Return a thing by its identifier, and anything else by its IRI as a text."""
    entity = index(release).entities.get(iri.removeprefix(f"{release.names.base}id/"))
    if entity is None:
        return {"str": str(iri)}
    return {"id": entity.id, "name": entity.name, "description": entity.description}
