"""Names that mean more than one thing, and which of them a text speaks of.

A text decides by what else it names: one that has Seoul and neither Pyongyang nor North Korea means
South Korea by "Korea". One that has evidence for two readings, or for none, leaves it open.
``{State}`` as evidence is the name or adjective of any state but the United States: of the states
of the world, that is, and not of that union.

>>> decided("Congo and its neighbours met in Kinshasa.")["Congo"]
'Democratic Republic of the Congo'
>>> decided("Congo and its neighbours met.")["Congo"]
''
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import ReferenceDataError
from graph.reference.entities import entities
from graph.reference.tables import rows, split_cell

__all__ = ["Reading", "decided", "readings"]

_TABLE = "homonyms.tsv"
_ANY_STATE = "{State}"
_UNION = "US"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a name may mean; ``key`` is empty where the tables do not have it."""

    label: str
    key: str
    evidence: frozenset[str]


@lru_cache
def readings() -> Mapping[str, tuple[Reading, ...]]:
    """Return the readings of each ambiguous name; raises ReferenceDataError on an unknown key."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for row in rows(_TABLE):
        if row["key"] and row["key"] not in entities():
            raise ReferenceDataError(f"{_TABLE}: {row['name']!r} means no entity {row['key']!r}")
        evidence = frozenset(split_cell(row["evidence"]))
        found[row["name"]].append(Reading(row["reading"], row["key"], evidence))
    return {name: tuple(each) for name, each in found.items()}


def decided(text: str) -> dict[str, str]:
    """Return the key that each ambiguous name of a text stands for; empty for one left open."""
    there = set(_pattern().findall(text))
    if not _states().isdisjoint(_WORD.findall(text)):
        there.add(_ANY_STATE)
    return {
        name: _decided([reading for reading in each if reading.evidence & there])
        for name, each in readings().items()
        if re.search(rf"\b{name}\b", text)
    }


def _decided(supported: list[Reading]) -> str:
    return supported[0].key if len(supported) == 1 else ""


@lru_cache
def _states() -> frozenset[str]:
    """Return the names and adjectives, of one word, of the states of the world but one."""
    names = (
        name
        for entity in entities().values()
        if entity.type == "State" and ("iso2", _UNION) not in entity.literals
        for name in (*entity.names, *entity.adjectives)
    )
    return frozenset(name for name in names if _WORD.fullmatch(name)) - set(readings())


@lru_cache
def _pattern() -> re.Pattern[str]:
    """Return what finds all evidence, the longest first."""
    words = {word for each in readings().values() for reading in each for word in reading.evidence}
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!\w)")
