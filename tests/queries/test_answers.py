"""The example queries on the article, with their answers pinned in ``answers/``."""

from pathlib import Path

import pytest

from graph.building import DOCUMENTS, build
from graph.formats import result_format
from graph.release import Release
from queries.catalogue import Example, catalogue

_ANSWERS = Path(__file__).parent / "answers"
_EXAMPLES = {example.name: example for example in catalogue()}
_NEEDS_TWO_DOCUMENTS = {"disagreements-on-a-date", "possible-matches"}


def _example(name: str) -> Example:
    return _EXAMPLES[name]


@pytest.mark.parametrize("name", _EXAMPLES)
def test_an_example_has_its_answer(built: Release, name: str) -> None:
    answer = built.store.query(_example(name).query, base=built.names.base)
    pinned = (_ANSWERS / f"{name}.tsv").read_text("utf-8")
    assert answer.serialise(result_format("tsv")).decode() == pinned


@pytest.mark.parametrize("name", sorted(_EXAMPLES.keys() - _NEEDS_TWO_DOCUMENTS))
def test_an_example_has_an_answer_at_all(name: str) -> None:
    assert len((_ANSWERS / f"{name}.tsv").read_text("utf-8").splitlines()) > 1


def test_every_answer_belongs_to_an_example() -> None:
    assert {path.stem for path in _ANSWERS.glob("*.tsv")} == set(_EXAMPLES)


def test_no_claimed_accession_is_in_the_default_graph(built: Release) -> None:
    query = """PREFIX det: <ontology#>
      SELECT ?party { ?event a det:Accession ; det:accedingParty ?party }"""
    rows = built.store.query(query, base=built.names.base).rows()
    assert [row["party"] for row in rows] == [built.names.thing("Russia")]


_INFERRED = {
    "founding-act-signing": "state",
    "meetings-of-nato-russia-council": "state",
    "bodies-and-successors": "successor",
    "hostile-acts": "act",
    "plover-profile": "acts",
    "what-was-inferred-of-the-founding-act": "axiom",
}


def test_the_examples_that_need_inference_say_so() -> None:
    tagged = {name for name, example in _EXAMPLES.items() if "inference" in example.tags}
    assert tagged == set(_INFERRED)


@pytest.mark.parametrize(("name", "variable"), _INFERRED.items())
def test_without_inference_part_of_the_answer_is_missing(
    built: Release, name: str, variable: str
) -> None:
    graphs = [g for g in built.manifest.graphs if built.names.is_merged(g)]
    asserted = [g for g in graphs if not g.endswith("/inferred")]
    found = {
        len(chosen): [row for row in _rows(built, name, chosen) if variable in row]
        for chosen in (graphs, asserted)
    }
    assert found[len(graphs)] != []
    assert found[len(asserted)] == []


def _rows(release: Release, name: str, graphs: list[str]) -> list[dict[str, object]]:
    names = release.manifest.graphs
    dataset = "\n".join(
        [*(f"FROM <{graph}>" for graph in graphs), *(f"FROM NAMED <{name}>" for name in names)]
    )
    query = _example(name).query.replace("\nWHERE {", f"\n{dataset}\nWHERE {{", 1)
    return [dict(row) for row in release.store.query(query, base=release.names.base).rows()]


def test_two_documents_that_give_two_dates_are_found_out(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The NATO-Russia Council was created on 30 May 2002.\n", "utf-8")
    release = build([DOCUMENTS / "nato-russia-relations.txt", other], tmp_path / "data")
    query = _example("disagreements-on-a-date").query
    rows = [
        tuple(str(value) for value in row.values())
        for row in release.store.query(query, base=release.names.base).rows()
    ]
    assert rows == [
        ("NATO–Russia Council", "2002-05-28", "nato-russia-relations", "2002-05-30", "other")
    ]
