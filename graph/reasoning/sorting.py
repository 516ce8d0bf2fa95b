"""The order of pairs, found by sorting numbers and not places.

>>> ordering(np.array([5, 3, 5, 1] * 20))[:20].tolist() == [*range(3, 80, 4)]
True
"""

import numpy as np

from graph.reasoning.arrays import Ints, firsts, seconds

__all__ = ["ordering"]

_BITS = 63
"""The bits of a number that is not negative."""

_FEW = 64
"""Below how many it does not matter how they are sorted."""


def ordering(pairs: Ints) -> Ints:
    """Return the places of pairs in order, those of equal ones as they stand.

    A pair and its place are mostly small enough for one number, and to sort numbers takes a
    fraction of the time that it takes to sort places. Else seconds are sorted, and then firsts.
    """
    if len(pairs) < _FEW:
        return np.argsort(pairs, kind="stable")
    if (pairs[1:] >= pairs[:-1]).all():
        return np.arange(len(pairs))
    first, second = _lowered(firsts(pairs)), _lowered(seconds(pairs))
    width = int(second.max()).bit_length()
    if int(first.max()).bit_length() + width + len(pairs).bit_length() <= _BITS:
        return _placed(first << width | second)
    order = _placed(second)
    return order[_placed(first[order])]


def _lowered(terms: Ints) -> Ints:
    terms -= terms.min()
    return terms


def _placed(keys: Ints) -> Ints:
    """Return the places of small keys in order."""
    bits = len(keys).bit_length()
    keys = keys << bits
    keys |= np.arange(len(keys))
    keys.sort()
    keys &= (1 << bits) - 1
    return keys
