"""The tables of this folder as entities with names, adjectives, links and identifiers.

A new table is a new row in ``_TABLES``: the file and the function that turns its row into
entities.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.errors import ReferenceDataError

__all__ = ["Entity", "entities", "given_names", "titles"]

_FOLDER = Path(__file__).parent
_Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Entity:
    """Something with a name of its own.

    ``key`` is unique and makes the IRI; ``links`` are (property, key of another entity) and
    ``literals`` (property, value), both in terms of the ontology.
    """

    key: str
    label: str
    type: str
    table: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    literals: tuple[tuple[str, str], ...] = ()


@lru_cache
def entities() -> dict[str, Entity]:
    """Return all entities by key; raises ReferenceDataError on a malformed table."""
    found: dict[str, Entity] = {}
    for table, make in _TABLES.items():
        for row in _rows(table):
            for entity in make(row):
                found.setdefault(entity.key, entity)
    _check_links(found)
    return found


@lru_cache
def titles() -> dict[str, str]:
    """Return the kind of each title of office, rank or honour, by its lower-case words."""
    return {row["title"]: row["kind"] for row in _rows("titles.tsv")}


@lru_cache
def given_names() -> frozenset[str]:
    """Return given names as they are written in Latin script."""
    return frozenset((_FOLDER / "given-names.txt").read_text("utf-8").split("\n")) - {""}


def _rows(table: str) -> Iterator[_Row]:
    with (_FOLDER / table).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        for row in reader:
            if None in row or None in row.values():
                raise ReferenceDataError(
                    f"{table}, line {reader.line_num}: not {len(reader.fieldnames or ())} columns"
                )
            yield row


def _check_links(found: dict[str, Entity]) -> None:
    for entity in found.values():
        for name, key in entity.links:
            if key not in found:
                raise ReferenceDataError(
                    f"{entity.table}: {entity.label!r} has {name} {key!r}, which no table knows"
                )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _literals(row: _Row, **columns: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, row[column]) for name, column in columns.items() if row[column])


@lru_cache
def _state_names() -> dict[str, str]:
    return {row["iso2"]: row["name"] for row in _rows("states.tsv")}


def _states(row: _Row) -> Iterator[Entity]:
    name = row["name"]
    literals = _literals(
        row,
        iso2="iso2",
        iso3="iso3",
        isoNumeric="numeric",
        wikidataId="wikidata",
        geonamesId="geonames",
    )
    formal = (row["formal"],) if row["formal"] else ()
    names = (name, *_split(row["names"]), *formal)
    kind = "State" if row["independent"] == "Yes" else "Territory"
    adjectives = _split(row["adjectives"])
    yield Entity(name, name, kind, "states.tsv", names, adjectives, (), literals)
    if row["capital"]:
        yield _capital(row["capital"], _split(row["capital_names"]), name, "states.tsv")


def _capital(city: str, names: tuple[str, ...], state: str, table: str) -> Entity:
    key = f"{city} (city)" if city in _state_names().values() else city
    links = (("capitalOf", state),)
    return Entity(key, city, "City", table, (city, *names), (), links)


def _former_states(row: _Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *_split(row["names"]))
    literals = _literals(row, wikidataId="wikidata")
    adjectives = _split(row["adjectives"])
    yield Entity(name, name, "State", "former-states.tsv", names, adjectives, (), literals)


def _territories(row: _Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *_split(row["names"]))
    literals = _literals(row, wikidataId="wikidata")
    adjectives = _split(row["adjectives"])
    yield Entity(name, name, "Territory", "territories.tsv", names, adjectives, (), literals)


def _regions(row: _Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *_split(row["names"]))
    yield Entity(name, name, "Region", "regions.tsv", names, _split(row["adjectives"]))


def _cities(row: _Row) -> Iterator[Entity]:
    name, code = row["name"], row["state"]
    names = (name, *_split(row["names"]))
    links = (("locatedIn", _state_names().get(code, code)),) if code else ()
    yield Entity(name, name, "City", "cities.tsv", names, (), links)


_PARENT_LINK = {"Body": "bodyOf", "Mission": "missionOf"}


def _organisations(row: _Row) -> Iterator[Entity]:
    name, short = row["name"], row["abbreviation"]
    link = _PARENT_LINK.get(row["class"])
    links = ((link, row["parent"]),) if link and row["parent"] else ()
    literals = _literals(row, abbreviation="abbreviation", wikidataId="wikidata")
    names = (name, *((short,) if short else ()), *_split(row["names"]))
    yield Entity(name, name, row["class"], "organisations.tsv", names, (), links, literals)


def _programmes(row: _Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *_split(row["names"]))
    links = (("organiser", row["organisation"]),) if row["organisation"] else ()
    literals = _literals(row, wikidataId="wikidata")
    yield Entity(name, name, "Programme", "programmes.tsv", names, (), links, literals)


_TABLES: dict[str, Callable[[_Row], Iterator[Entity]]] = {
    "states.tsv": _states,
    "former-states.tsv": _former_states,
    "territories.tsv": _territories,
    "organisations.tsv": _organisations,
    "programmes.tsv": _programmes,
    "regions.tsv": _regions,
    "cities.tsv": _cities,
}
