"""Facts and events under the headings that a reader of such a page expects, from sections.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class _Heading:
    title: str
    types: frozenset[str]
    keys: frozenset[str]

    def takes(self, keys: Iterable[str], types: frozenset[str]) -> bool:
        wanted = not self.types or bool(self.types & types)
        return wanted and (not self.keys or not self.keys.isdisjoint(keys))


def sections(
    rows: Iterable[Row], parts: Iterable[Part], types: frozenset[str]
) -> tuple[Section, ...]:
    """Arrange what is said of a thing of some types, which are local names of classes."""
    facts: dict[str, list[Row]] = {}
    for row in rows:
        facts.setdefault(_title(_headings("section"), (row.key,), types), []).append(row)
    events: dict[str, list[Part]] = {}
    for part in parts:
        roles = [role.key for role in part.roles]
        events.setdefault(_title(_headings("events"), roles, types), []).append(part)
    more = facts.pop(_OTHERS, [])
    return (
        *(Section(title, rows=tuple(facts[title])) for title in _order("section", facts)),
        *(Section(title, parts=tuple(events[title])) for title in _order("events", events)),
        *([Section(_OTHERS, rows=tuple(more))] if more else []),
    )


def _title(headings: tuple[_Heading, ...], keys: Iterable[str], types: frozenset[str]) -> str:
    known = list(keys)
    return next((each.title for each in headings if each.takes(known, types)), _OTHERS)


def _order(kind: str, found: Mapping[str, object]) -> list[str]:
    return [each.title for each in _headings(kind) if each.title in found]


@cache
def _headings(kind: str) -> tuple[_Heading, ...]:
    entries = tomllib.loads(_FILE.read_text("utf-8"))[kind]
    return tuple(
        _Heading(
            entry["title"],
            frozenset(entry.get("types", ())),
            frozenset((*entry.get("properties", ()), *entry.get("roles", ()))),
        )
        for entry in entries
    )
