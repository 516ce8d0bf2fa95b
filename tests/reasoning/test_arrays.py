"""Sorting and looking up by tables, which few and small pairs never come to."""

import numpy as np
import pytest

from graph.reasoning.arrays import Ints, extents, pack
from graph.reasoning.sorting import ordering

WIDEST = 2**31
"""The bound of what a term's number can be."""


def drawn(terms: int, number: int) -> Ints:
    chance = np.random.default_rng(1)
    return pack(chance.integers(0, terms, number), chance.integers(0, terms, number))


@pytest.mark.parametrize("terms", [2, 1000, 2**20, WIDEST])
@pytest.mark.parametrize("number", [0, 1, 63, 64, 5000])
def test_the_order_is_that_of_a_stable_sort(terms: int, number: int) -> None:
    pairs = drawn(terms, number)
    assert ordering(pairs).tolist() == np.argsort(pairs, kind="stable").tolist()


def test_what_is_in_order_stays_as_it_is() -> None:
    assert ordering(np.sort(drawn(50, 5000))).tolist() == [*range(5000)]


@pytest.mark.parametrize("needles", [3, 5000])
@pytest.mark.parametrize("terms", [40, WIDEST])
def test_pairs_are_where_a_search_finds_them(terms: int, needles: int) -> None:
    pairs, first = np.sort(drawn(terms, 1000)), np.arange(needles) % (terms + 9)
    start, number = extents(pairs, first)
    low, high = (np.searchsorted(pairs, each << 32) for each in (first, first + 1))
    assert number.tolist() == (high - low).tolist()
    assert start[number > 0].tolist() == low[number > 0].tolist()


def test_terms_below_and_above_those_of_the_pairs_begin_none() -> None:
    pairs, first = pack(np.arange(100, 200), 7), np.arange(300)
    assert np.flatnonzero(extents(pairs, first)[1]).tolist() == [*range(100, 200)]
