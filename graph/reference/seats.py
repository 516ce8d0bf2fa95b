"""From where states are governed: their capitals, and houses that stand for a government.

>>> states_in("Prague", 1968)
('Czechoslovakia',)
>>> states_in("Tehran"), states_in("Tehran", 1900)
(('Iran',), ('Qajar Iran',))
"""

import re
from collections import defaultdict
from functools import lru_cache

from graph.reference.entities import entities
from graph.reference.tables import rows

__all__ = ["governed_from", "states_in"]

_YEAR = re.compile(r"-?\d{4}")
_RECENT = 1950
"""A text that names no year and none of the states rarely means one that ended before."""
_ALWAYS = (-9999, 9999)
_GOVERNING = {"capitalOf", "seatOf"}


@lru_cache
def governed_from() -> dict[str, tuple[str, ...]]:
    """Return the states, today's first, by the key of the place that they are governed from.

    The capitals of former states are of use here alone: as facts of the graph they would put what
    happens in Moscow today into the Soviet Union.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for entity in entities().values():
        for name, state in entity.links:
            if name in _GOVERNING and entities()[state].type == "State":
                found[entity.key].append(state)
    keys = {name: key for key in list(found) for name in entities()[key].names}
    for row in rows("former-states.tsv"):
        if row["capital"] in keys:
            found[keys[row["capital"]]].append(row["name"])
    return {key: tuple(states) for key, states in found.items()}


def states_in(place: str, year: int | None = None) -> tuple[str, ...]:
    """Return the states governed from a place in a year, or since 1950 where none is given."""
    first, last = (year, year) if year is not None else (_RECENT, _ALWAYS[1])
    states = governed_from().get(place, ())
    return tuple(key for key in states if _span(key)[0] <= last and first <= _span(key)[1])


def _span(state: str) -> tuple[int, int]:
    """Return the first and the last year in which there was a state."""
    interval = dict(entities()[state].literals).get("validity", "")
    first, _, last = interval.partition("/")
    begun, ended = _YEAR.match(first), _YEAR.match(last)
    return (
        int(begun[0]) if begun else _ALWAYS[0],
        int(ended[0]) if ended else _ALWAYS[1],
    )
