"""Pairs of term numbers as sorted arrays: ``first << 32 | second``.

>>> pairs = np.sort(pack(np.array([1, 1, 2]), np.array([7, 9, 8])))
>>> needles, places = ranges(pairs, np.array([2, 1]))
>>> [(int(n), int(t)) for n, t in zip(needles, seconds(pairs[places]), strict=True)]
[(0, 8), (1, 7), (1, 9)]
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "EMPTY",
    "Ints",
    "Mask",
    "absent",
    "boundaries",
    "distinct",
    "extents",
    "firsts",
    "holds",
    "merged",
    "pack",
    "places",
    "ranges",
    "seconds",
    "span",
    "spread",
    "swapped",
    "united",
]

Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

_LOW = 0xFFFFFFFF
_FEW, _DENSE = 64, 4
"""Below how many, and above how many table rows for each, tables are not worth while."""

EMPTY: Ints = np.empty(0, np.int64)


def pack(first: "Ints | int", second: "Ints | int") -> Ints:
    """Make pairs of two columns, or of a column and a constant."""
    return np.asarray((np.asarray(first, np.int64) << 32) | second, np.int64)


def firsts(pairs: Ints) -> Ints:
    """Return the first of each pair."""
    return pairs >> 32


def seconds(pairs: Ints) -> Ints:
    """Return the second of each pair."""
    return pairs & _LOW


def swapped(pairs: Ints) -> Ints:
    """Turn each pair around."""
    return pack(seconds(pairs), firsts(pairs))


def places(ordered: Ints, needles: Ints) -> tuple[Mask, Ints]:
    """Tell which needles stand in a sorted array, and where those that do."""
    found = np.searchsorted(ordered, needles)
    there = ~absent(ordered, needles, found)
    return there, found[there]


def absent(ordered: Ints, needles: Ints, at: Ints) -> Mask:
    """Tell which needles do not stand in a sorted array, given where they would."""
    if not len(ordered):
        return np.ones(len(needles), np.bool_)
    return np.asarray(ordered.take(at, mode="clip") != needles)


def holds(ordered: Ints, needles: Ints) -> Mask:
    """Tell which needles stand in a sorted array."""
    return places(ordered, needles)[0]


def span(ordered: Ints, first: int) -> slice:
    """Return where the pairs that begin with ``first`` stand."""
    low, high = ordered.searchsorted(first << 32), ordered.searchsorted((first + 1) << 32)
    return slice(int(low), int(high))


def extents(ordered: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Return where the pairs that begin with each of ``first`` start, and how many they are."""
    if _is_dense(ordered, len(first)):
        starts, least = _starts(ordered)
        index = np.clip(first - least, -1, len(starts) - 3) + 1
        low = starts[index]
        return low, starts[index + 1] - low
    low = np.searchsorted(ordered, first << 32)
    return low, np.searchsorted(ordered, (first + 1) << 32) - low


def _is_dense(ordered: Ints, needles: int) -> bool:
    """Tell whether so many needles are worth a table of where the pairs of each term start."""
    if not len(ordered) or needles < _FEW:
        return False
    return int(ordered[-1] >> 32) - int(ordered[0] >> 32) + len(ordered) < _DENSE * needles


def _starts(ordered: Ints) -> tuple[Ints, int]:
    """Return where the pairs of each term start, one before the least first, and that."""
    terms, least = firsts(ordered), int(ordered[0] >> 32)
    counts = np.bincount(terms - least)
    starts = np.zeros(len(counts) + 3, np.int64)
    np.cumsum(counts, out=starts[2:-1])
    starts[-1] = len(ordered)
    return starts, least


def ranges(ordered: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Return each needle's index with the place of each pair that begins with it."""
    return spread(*extents(ordered, first))


def spread(low: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return the index of each extent with each of the places in it."""
    index = np.repeat(np.arange(len(low)), counts)
    return index, np.arange(len(index)) + (low - np.cumsum(counts) + counts)[index]


def merged(
    old: Ints, new: Ints, *columns: tuple[Ints, Ints], at: "Ints | None" = None
) -> list[Ints]:
    """Merge two sorted arrays, and columns that go with them, in linear time.

    ``at`` says where in the old array the new values belong, where that is known.
    """
    targets = (np.searchsorted(old, new) if at is None else at) + np.arange(len(new))
    stay = np.ones(len(old) + len(new), np.bool_)
    stay[targets] = False
    return [_woven(one, other, targets, stay) for one, other in ((old, new), *columns)]


def _woven(old: Ints, new: Ints, targets: Ints, stay: Mask) -> Ints:
    woven = np.empty(len(stay), old.dtype)
    woven[targets] = new
    woven[stay] = old
    return woven


def boundaries(ordered: Ints) -> Ints:
    """Return where each run of equal values begins."""
    if not len(ordered):
        return EMPTY
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def distinct(values: Ints) -> Ints:
    """Return each value once, in order; on sorted ones this is faster than ``numpy.unique``."""
    ordered = np.sort(values)
    return ordered[boundaries(ordered)]


def united(one: Ints, other: Ints) -> Ints:
    """Return what stands in either of two sorted arrays of distinct values, in order."""
    if one is other:
        return one
    return merged(one, other[~holds(one, other)])[0]
