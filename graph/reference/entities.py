"""The tables of this folder as entities with names, adjectives, links and identifiers.

A new table is a new row in ``_TABLES``: the file and the function that turns its row into
entities.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import ReferenceDataError
from graph.reference.tables import FOLDER, Row, rows, split_cell

__all__ = ["Entity", "entities", "given_names", "titles"]


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
        for row in rows(table):
            for entity in make(row):
                found.setdefault(entity.key, entity)
    _check_links(found)
    return found


@lru_cache
def titles() -> dict[str, str]:
    """Return the kind of each title of office, rank or honour, by its lower-case words."""
    return {row["title"]: row["kind"] for row in rows("titles.tsv")}


@lru_cache
def given_names() -> frozenset[str]:
    """Return given names as they are written in Latin script."""
    return frozenset((FOLDER / "given-names.txt").read_text("utf-8").split("\n")) - {""}


def _check_links(found: dict[str, Entity]) -> None:
    for entity in found.values():
        for name, key in entity.links:
            if key not in found:
                raise ReferenceDataError(
                    f"{entity.table}: {entity.label!r} has {name} {key!r}, which no table knows"
                )


def _literals(row: Row, **columns: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, row[column]) for name, column in columns.items() if row[column])


@lru_cache
def _validity() -> dict[str, str]:
    return {row["name"]: row["validity"] for row in rows("validity.tsv")}


def _valid(row: Row) -> tuple[tuple[str, str], ...]:
    """Return when there was or is a state: to the day where that is told, else by the years."""
    years = f"{int(row['from']):04}/{int(row['until']):04}" if row.get("until") else ""
    interval = _validity().get(row["name"], years)
    return (("validity", interval),) if interval else ()


@lru_cache
def _coordinates() -> dict[tuple[str, str], Row]:
    return {(row["name"], row["state"]): row for row in rows("coordinates.tsv")}


def _placed(city: str, state: str) -> tuple[tuple[str, str], ...]:
    """Return where a city of a state, by its code, is on the earth, if that is known."""
    row = _coordinates().get((city, state), {})
    return tuple((name, row[name]) for name in ("latitude", "longitude") if row)


@lru_cache
def _state_names() -> dict[str, str]:
    return {row["iso2"]: row["name"] for row in rows("states.tsv")}


def _states(row: Row) -> Iterator[Entity]:
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
    names = (name, *split_cell(row["names"]), *formal)
    kind = "State" if row["independent"] == "Yes" else "Territory"
    adjectives = split_cell(row["adjectives"])
    told = (*literals, *_valid(row))
    yield Entity(name, name, kind, "states.tsv", names, adjectives, (), told)
    if row["capital"]:
        yield _capital(row)


def _capital(row: Row) -> Entity:
    city = row["capital"]
    key = f"{city} (city)" if city in _state_names().values() else city
    names = (city, *split_cell(row["capital_names"]))
    links = (("capitalOf", row["name"]),)
    return Entity(key, city, "City", "states.tsv", names, (), links, _placed(city, row["iso2"]))


def _former_states(row: Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *split_cell(row["names"]))
    literals = (*_literals(row, wikidataId="wikidata"), *_valid(row))
    adjectives = split_cell(row["adjectives"])
    yield Entity(name, name, "State", "former-states.tsv", names, adjectives, (), literals)


def _seats(row: Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *split_cell(row["names"]))
    links = (("locatedIn", row["city"]), ("seatOf", _state_names()[row["state"]]))
    yield Entity(name, name, "Place", "seats.tsv", names, (), links)


def _territories(row: Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *split_cell(row["names"]))
    literals = _literals(row, wikidataId="wikidata")
    adjectives = split_cell(row["adjectives"])
    yield Entity(name, name, "Territory", "territories.tsv", names, adjectives, (), literals)


def _regions(row: Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *split_cell(row["names"]))
    yield Entity(name, name, "Region", "regions.tsv", names, split_cell(row["adjectives"]))


def _cities(row: Row) -> Iterator[Entity]:
    name, code = row["name"], row["state"]
    names = (name, *split_cell(row["names"]))
    links = (("locatedIn", _state_names().get(code, code)),) if code else ()
    yield Entity(name, name, "City", "cities.tsv", names, (), links, _placed(name, code))


_PARENT_LINK = {"Body": "bodyOf", "Mission": "missionOf"}


def _organisations(row: Row) -> Iterator[Entity]:
    name, short = row["name"], row["abbreviation"]
    link = _PARENT_LINK.get(row["class"])
    links = ((link, row["parent"]),) if link and row["parent"] else ()
    literals = _literals(row, abbreviation="abbreviation", wikidataId="wikidata")
    names = (name, *((short,) if short else ()), *split_cell(row["names"]))
    yield Entity(name, name, row["class"], "organisations.tsv", names, (), links, literals)


def _programmes(row: Row) -> Iterator[Entity]:
    name = row["name"]
    names = (name, *split_cell(row["names"]))
    links = (("organiser", row["organisation"]),) if row["organisation"] else ()
    literals = _literals(row, wikidataId="wikidata")
    yield Entity(name, name, "Programme", "programmes.tsv", names, (), links, literals)


_TABLES: dict[str, Callable[[Row], Iterator[Entity]]] = {
    "states.tsv": _states,
    "former-states.tsv": _former_states,
    "territories.tsv": _territories,
    "organisations.tsv": _organisations,
    "programmes.tsv": _programmes,
    "regions.tsv": _regions,
    "cities.tsv": _cities,
    "seats.tsv": _seats,
}
