"""The hygiene queries: how many there are, and what each says it is for."""

import pytest

from graph.release import Release
from ontology.terms import hygiene_queries

QUERIES = hygiene_queries()


def test_all_are_there() -> None:
    assert len(QUERIES) == 9


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_says_what_it_looks_for(query: str) -> None:
    assert query.startswith("#+ summary: ")


@pytest.mark.parametrize("query", QUERIES)
def test_a_row_is_a_failure_in_words(built: Release, query: str) -> None:
    assert built.store.query(query, base=built.names.base).variables == ("failure",)
