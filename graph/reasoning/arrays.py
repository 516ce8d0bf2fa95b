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
    "swapped",
    "united",
]

Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

_LOW = 0xFFFFFFFF
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
    if not len(ordered):
        return np.zeros(len(needles), np.bool_), EMPTY
    found = np.searchsorted(ordered, needles)
    found[found == len(ordered)] = 0
    there = ordered[found] == needles
    return there, found[there]


def holds(ordered: Ints, needles: Ints) -> Mask:
    """Tell which needles stand in a sorted array."""
    return places(ordered, needles)[0]


def span(ordered: Ints, first: int) -> slice:
    """Return where the pairs that begin with ``first`` stand."""
    low, high = np.searchsorted(ordered, [first << 32, (first + 1) << 32])
    return slice(int(low), int(high))


def extents(ordered: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Return where the pairs that begin with each of ``first`` start, and how many they are."""
    low = np.searchsorted(ordered, first << 32)
    return low, np.searchsorted(ordered, (first + 1) << 32) - low


def ranges(ordered: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Return each needle's index with the place of each pair that begins with it."""
    low, counts = extents(ordered, first)
    needles = np.repeat(np.arange(len(first)), counts)
    offsets = np.arange(len(needles)) - np.repeat(np.cumsum(counts) - counts, counts)
    return needles, np.repeat(low, counts) + offsets


def merged(old: Ints, new: Ints, *columns: tuple[Ints, Ints]) -> list[Ints]:
    """Merge two sorted arrays, and columns that go with them, in linear time."""
    targets = np.searchsorted(old, new) + np.arange(len(new))
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
