"""How alike two names are, whatever their case, accents, punctuation and order of words."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.fuzz import ratio, token_sort_ratio

__all__ = ["folded", "similarity"]

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
    return max(ratio(first, second), token_sort_ratio(first, second)) / 100
