"""What may be one thing in two documents is written down, and never merged."""

from pathlib import Path

import pytest
from rdflib.namespace import OWL

from graph.building import build
from graph.candidates import candidates
from graph.extraction import extract
from graph.names import Names
from graph.reading import parse
from graph.release import Release
from queries.catalogue import catalogue

_NAMES = Names()
_QUERY = next(example.query for example in catalogue() if example.name == "possible-matches")
_FIRST = "Dmitri Rogozin visited Albania in 1999. Spain recognised Kosovo in 2008."
_SECOND = "Dmitry Rogozin condemned Chad. Spain recognised Kosovo in February 2008."


def _grounds(*texts: str) -> list[str]:
    read = [extract(parse(f"text {n}", text), _NAMES) for n, text in enumerate(texts)]
    return [each.ground for each in candidates(read, _NAMES)]


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        (
            "Dmitri Rogozin visited Albania in 1999.",
            "Dmitry Rogozin visited Chad.",
            "nearly the same name",
        ),
        (
            "Spain recognised Kosovo in 2008.",
            "Spain recognised Kosovo in February 2008.",
            "the same participants, and dates that do not exclude each other",
        ),
    ],
)
def test_what_may_be_one_is_a_candidate(one: str, other: str, ground: str) -> None:
    assert _grounds(one, other) == [ground]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Spain recognised Kosovo in 2008.", "Spain recognised Kosovo in February 2009."),
        ("Spain recognised Kosovo in 2008.", "Spain recognised Abkhazia in 2008."),
        (
            "UN Security Council Resolution 1441 was adopted.",
            "UN Security Council Resolution 1442.",
        ),
        ("Dmitri Rogozin visited Chad. Dmitry Rogozin left.", "Dmitry Rogozin visited Chad."),
        ("Dmitri Rogozin visited Albania.", "Dmitri Rogozin visited Chad."),
    ],
)
def test_what_the_texts_tell_apart_is_none(one: str, other: str) -> None:
    assert _grounds(one, other) == []


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("two")
    paths = []
    for name, words in (("first", _FIRST), ("second", _SECOND)):
        path = Path(folder / f"{name}.txt")
        path.write_text(words, "utf-8")
        paths.append(path)
    return build(paths, folder / "data")


def test_the_candidates_are_in_the_graph_with_their_ground(two: Release) -> None:
    rows = two.store.query(_QUERY, base=two.names.base).rows()
    assert [tuple(str(value) for value in row.values()) for row in rows] == [
        ("Dmitri Rogozin", "Dmitry Rogozin", "nearly the same name"),
        (
            "Recognition: Spain, Kosovo (2008-02)",
            "Recognition: Spain, Kosovo (2008)",
            "the same participants, and dates that do not exclude each other",
        ),
    ]


def test_nothing_is_merged(two: Release) -> None:
    own = f"FILTER(STRSTARTS(STR(?b), '{two.names.base}'))"  # links lead to others' data sets
    query = f"SELECT ?a ?b {{ ?a <{OWL.sameAs}> ?b {own} }}"
    assert list(two.store.query(query, base=two.names.base).rows()) == []
