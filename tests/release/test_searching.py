"""The index of words: what is found, and in which order."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_release import BASE

from graph.errors import ReleaseError
from graph.release import Release, current
from graph.searching import search


@pytest.fixture(scope="module")
def small(data: Path) -> Release:
    return current(data)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("NATO", "id/nato"),
        ("nato russia", "id/nato-russia-council"),
        ("council NATO", "id/nato-russia-council"),
        ("north atlantic", "id/nato"),
        ("iasi", "id/iasi"),
        ("Iași", "id/iasi"),
        ("buch", "id/bucharest"),
        ('"Cluj" AND OR *', ""),
        ("ucharest", ""),
        ("", ""),
        ("?!", ""),
    ],
)
def test_the_best_match_comes_first(small: Release, asked: str, found: str) -> None:
    hits = small.search(asked)
    assert [str(hit.thing) for hit in hits[:1]] == ([f"{BASE}{found}"] if found else [])


def test_a_thing_is_found_once_and_by_the_best_of_its_texts(small: Release) -> None:
    [hit] = [hit for hit in small.search("nato") if str(hit.thing) == f"{BASE}id/nato"]
    assert (hit.kind, hit.words) == ("label", "NATO")


def test_what_is_said_is_found_by_its_words(built: Release) -> None:
    assert {"quotation", "sentence"} <= {hit.kind for hit in built.search("the", 1_000)}


def test_scores_fall_from_hit_to_hit(built: Release) -> None:
    scores = [hit.score for hit in built.search("russia", 100)]
    assert scores == sorted(scores, reverse=True)


def test_no_more_is_found_than_was_asked_for(built: Release) -> None:
    assert len(built.search("nato", 3)) == 3


def test_a_release_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"search\.db: .*; build the graph again"):
        search(tmp_path / "search.db", "nato")


@given(st.text())
def test_whatever_is_asked_is_no_mistake(small: Release, asked: str) -> None:
    assert len(small.search(asked, 5)) <= 5
