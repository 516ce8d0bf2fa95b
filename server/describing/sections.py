"""Facts and events under the headings that a reader of such a page expects, from sections.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from server.describing.mentions import Part
from server.describing.rows import Row

__all__ = ["Section", "sections"]

_FILE = Path(__file__).with_name("sections.toml")
_OTHERS = "More"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and the facts or the events below it."""

    title: str
    rows: tuple[Row, ...] = ()
    parts: tuple[Part, ...] = ()
    roles: frozenset[str] = frozenset()
    """The roles that go without saying, for the heading says them."""


@dataclass(frozen=True, slots=True)
class _Heading:
    title: str
    types: frozenset[str]
    properties: frozenset[str]
    roles: frozenset[str] | None
    """None where it takes no events; empty where it takes all."""

    def takes(self, row: Row, types: frozenset[str]) -> bool:
        return self._is_for(types) and row.key in self.properties

    def takes_part(self, part: Part, types: frozenset[str]) -> bool:
        if self.roles is None or not self._is_for(types):
            return False
        return not self.roles or any(role.key in self.roles for role in part.roles)

    def _is_for(self, types: frozenset[str]) -> bool:
        return not self.types or bool(self.types & types)


def sections(
    rows: Iterable[Row], parts: Iterable[Part], types: frozenset[str]
) -> tuple[Section, ...]:
    """Arrange what is said of a thing of some types, which are local names of classes."""
    facts: dict[str, list[Row]] = {}
    for row in rows:
        found = (each.title for each in _headings() if each.takes(row, types))
        facts.setdefault(next(found, _OTHERS), []).append(row)
    events: dict[str, list[Part]] = {}
    for part in parts:
        found = (each.title for each in _headings() if each.takes_part(part, types))
        events.setdefault(next(found, _OTHERS), []).append(part)
    titles = {each.title: each.roles or frozenset() for each in _headings()} | {
        _OTHERS: frozenset()
    }
    filled = (
        Section(title, tuple(facts.get(title, ())), tuple(events.get(title, ())), roles)
        for title, roles in titles.items()
    )
    return tuple(section for section in filled if section.rows or section.parts)


@cache
def _headings() -> tuple[_Heading, ...]:
    return tuple(map(_heading, tomllib.loads(_FILE.read_text("utf-8"))["section"]))


def _heading(entry: Mapping[str, Any]) -> _Heading:
    return _Heading(
        entry["title"],
        frozenset(entry.get("types", ())),
        frozenset(entry.get("properties", ())),
        frozenset(entry["roles"]) if "roles" in entry else None,
    )
