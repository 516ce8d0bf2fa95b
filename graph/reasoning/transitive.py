"""The transitive closure of a relation.

Shallow relations are closed in rounds over sorted pairs. Where that takes many rounds, as on a
long chain, what is reached from each term is a set of bits, filled in from the far end.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from graph.reasoning.arrays import (
    EMPTY,
    Ints,
    distinct,
    extents,
    firsts,
    holds,
    merged,
    pack,
    ranges,
    seconds,
)

__all__ = ["transitive_closure"]

_ROUNDS = 24
"""After how many rounds a relation counts as deep."""

_BITS_A_FACT = 192
"""How many bits take the room of a fact."""

_WIDE, _SOME = 8, 1_000_000
"""How many ways to the same pairs, per pair and in all, are too many to sort out."""


def transitive_closure(pairs: Ints, admit: Callable[[int], None]) -> Ints:
    """Return the sorted pairs that transitivity adds; ``admit`` may refuse their number."""
    full, fresh = pairs, pairs
    for _ in range(_ROUNDS):
        if int(extents(pairs, seconds(fresh))[1].sum()) > _WIDE * len(full) + _SOME:
            break
        needles, found = ranges(pairs, seconds(fresh))
        reached = distinct(pack(firsts(fresh)[needles], seconds(pairs[found])))
        fresh = reached[~holds(full, reached)]
        if not len(fresh):
            return full[~holds(pairs, full)]
        admit(len(full) + len(fresh))
        full = merged(full, fresh)[0]
    deep = _deep(pairs, admit)
    return deep[~holds(pairs, deep)]


def _deep(pairs: Ints, admit: Callable[[int], None]) -> Ints:
    terms = distinct(np.concatenate([firsts(pairs), seconds(pairs)]))
    parts = _components(
        np.searchsorted(terms, firsts(pairs)), np.searchsorted(terms, seconds(pairs))
    )
    of_pair = parts[np.searchsorted(terms, firsts(pairs))]
    order = np.argsort(of_pair, kind="stable")
    starts = np.flatnonzero(np.diff(of_pair[order], prepend=-1))
    closed, total = [EMPTY], 0
    for part in np.split(pairs[order], starts[1:]):
        closed.append(_by_bits(np.sort(part), partial(_admit, admit, total)))
        total += len(closed[-1])
    return np.sort(np.concatenate(closed))


def _admit(admit: Callable[[int], None], already: int, more: int) -> None:
    admit(already + more)


def _components(one: Ints, other: Ints) -> Ints:
    labels = np.arange(int(max(one.max(), other.max())) + 1)
    while True:
        low, high = np.minimum(labels[one], labels[other]), np.maximum(labels[one], labels[other])
        if np.array_equal(low, high):
            return labels
        np.minimum.at(labels, high, low)
        while not np.array_equal(labels, labels[labels]):
            labels = labels[labels]


def _by_bits(pairs: Ints, admit: Callable[[int], None]) -> Ints:
    terms = distinct(np.concatenate([firsts(pairs), seconds(pairs)]))
    admit(len(terms) ** 2 // _BITS_A_FACT)
    after: list[list[int]] = [[] for _ in terms]
    ends = np.searchsorted(terms, firsts(pairs)), np.searchsorted(terms, seconds(pairs))
    for one, other in zip(*(end.tolist() for end in ends), strict=True):
        after[one].append(other)
    reached = _reached(after)
    admit(sum(bits.bit_count() for bits in reached))
    rows = [pack(int(terms[i]), terms[_positions(bits)]) for i, bits in enumerate(reached) if bits]
    return np.concatenate(rows)


def _reached(after: list[list[int]]) -> list[int]:
    """Return a set of bits for each node; one sweep does unless there are cycles."""
    order, reached = _far_first(after), [0] * len(after)
    changed = True
    while changed:
        changed = False
        for node in order:
            bits = reached[node]
            for following in after[node]:
                bits |= reached[following] | (1 << following)
            if bits != reached[node]:
                reached[node], changed = bits, True
    return reached


def _far_first(after: list[list[int]]) -> list[int]:
    order: list[int] = []
    seen = bytearray(len(after))
    for root in range(len(after)):
        stack = [] if seen[root] else [(root, iter(after[root]))]
        seen[root] = 1
        while stack:
            node, following = stack[-1]
            nearer = next((n for n in following if not seen[n]), None)
            if nearer is None:
                order.append(node)
                stack.pop()
            else:
                seen[nearer] = 1
                stack.append((nearer, iter(after[nearer])))
    return order


def _positions(bits: int) -> Ints:
    raw = np.frombuffer(bits.to_bytes((bits.bit_length() + 7) // 8, "little"), np.uint8)
    return np.flatnonzero(np.unpackbits(raw, bitorder="little"))
