"""How alike two names are, whatever their case, accents, punctuation and order of words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

__all__ = ["Searchable", "folded", "similarity"]

_LONGEST = 300
"""No name is longer than this many letters."""
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "ı": "i"})


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """Return a name in lower case without accents and punctuation.

    >>> folded("  Radosław  SIKORSKI "), folded("NATO–Russia Council")
    ('radoslaw sikorski', 'nato russia council')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", bare))


def similarity(one: str, other: str) -> float:
    """Return how alike two names are: 1 the same but for how they are written, 0 nothing shared.

    >>> similarity("Anders Fogh Rasmussen", "Rasmussen, Anders Fogh")
    1.0
    >>> similarity("NATO", "Nauru") < 0.7
    True
    """
    first, second = folded(one), folded(other)
    if not first or not second:
        return 0.0
    return max(ratio(first, second), ratio(_in_order(first), _in_order(second))) / 100


def _in_order(plain: str) -> str:
    return " ".join(sorted(plain.split()))


@dataclass(frozen=True, slots=True)
class Searchable:
    """Many names, made ready to be compared with one at once.

    >>> list(Searchable.of(["Peru", "Chile"]).alike("PERÚ", 0.9))
    [(0, 1.0)]
    """

    plain: tuple[str, ...]
    in_order: tuple[str, ...]
    """The same with their words in the order of the alphabet."""

    @classmethod
    def of(cls, names: Iterable[str]) -> "Searchable":
        """Make names ready."""
        plain = tuple(map(folded, names))
        return cls(plain, tuple(map(_in_order, plain)))

    def alike(self, name: str, least: float) -> Iterator[tuple[int, float]]:
        """Yield the places of the names that are so much like one, and how much they are."""
        wanted = folded(name[:_LONGEST])
        if not wanted or not self.plain:
            return
        how = np.maximum(
            cdist([wanted], self.plain, scorer=ratio)[0],
            cdist([_in_order(wanted)], self.in_order, scorer=ratio)[0],
        )
        for place in np.flatnonzero(how >= 100 * least):
            yield int(place), round(float(how[place]) / 100, 4)
