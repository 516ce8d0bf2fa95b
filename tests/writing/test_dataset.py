"""A dataset that is written to: its journal stays short, and all that follows is right."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.writing.dataset import Dataset, empty_dataset
from graph.writing.delta import Delta
from graph.writing.journal import Journal
from server.engine.operations import carry_out

BASE = "https://example.org/"
PREFIXES = (
    "PREFIX : <x:> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX owl: <http://www.w3.org/2002/07/owl#> "
)
STEPS = [
    "INSERT DATA { :a a :C }",
    "INSERT DATA { :C rdfs:subClassOf :D }",
    "INSERT DATA { :a a :D }",
    "INSERT DATA { :a owl:sameAs :b }",
    "INSERT DATA { :p rdfs:domain :C . :b :p 1 }",
    "DELETE WHERE { :a a ?type }",
    "DELETE DATA { :C rdfs:subClassOf :D }",
    "DELETE { ?s a :C } INSERT { ?s a :E } WHERE { ?s a :C }",
    "DELETE WHERE { ?s owl:sameAs ?o }",
    "DROP ALL",
]


def opened(path: Path) -> Dataset:
    return empty_dataset(BASE, path / "journal", with_reasoning=True)


def changed(dataset: Dataset, text: str) -> None:
    """Change a dataset as its keeper does, who lets another process try it."""
    before = dataset.store.lines(), [str(graph) for graph in dataset.store.graphs()]
    delta, whole = dataset.tried(lambda recorded: carry_out(recorded, PREFIXES + text, BASE))
    _put_back(dataset, *before)
    dataset.commit(delta, whole)


def _put_back(dataset: Dataset, lines: set[bytes], graphs: list[str]) -> None:
    for graph in ["", *map(str, list(dataset.store.graphs()))]:
        dataset.store.clear(graph)
    for graph in graphs:
        dataset.store.create(graph)
    dataset.store.insert(b"\n".join(lines))


def closed(dataset: Dataset) -> None:
    dataset._journal.close()


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=8))
def test_what_follows_step_by_step_is_what_follows_from_all(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("dataset")
    dataset = opened(path)
    for step in steps:
        changed(dataset, step)
    closed(dataset)
    anew = opened(path)
    assert (anew.store.lines(), anew.version) == (dataset.store.lines(), len(steps))
    closed(anew)


def test_a_journal_is_one_record_after_a_start(tmp_path: Path) -> None:
    dataset = opened(tmp_path)
    for step in STEPS[:4]:
        changed(dataset, step)
    closed(dataset)
    closed(opened(tmp_path))
    journal = Journal(tmp_path / "journal")
    assert len(journal.read()) == 1
    journal.close()


def test_a_journal_that_grows_is_made_shorter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.writing.dataset._LARGE", 2_000)
    dataset = opened(tmp_path)
    for _ in range(20):
        changed(dataset, "INSERT DATA { :a :b :c }")
        changed(dataset, "DELETE DATA { :a :b :c }")
    assert (dataset.version, dataset._journal.size < 3_000) == (40, True)
    closed(dataset)
    assert opened(tmp_path).version == 40


def test_a_journal_without_room_for_another_stays_as_it_is(tmp_path: Path) -> None:
    dataset = opened(tmp_path)
    for step in STEPS[:3]:
        changed(dataset, step)
    closed(dataset)
    (tmp_path / "journal.new").mkdir()
    again = opened(tmp_path)
    assert (again.version, again.store.lines()) == (3, dataset.store.lines())


def test_changes_of_a_dataset_are_counted_over_its_starts(tmp_path: Path) -> None:
    for step in STEPS[:4]:
        dataset = opened(tmp_path)
        changed(dataset, step)
        closed(dataset)
    assert opened(tmp_path).version == 4


def test_the_sum_of_nothing_is_nothing() -> None:
    assert Delta.sum([]) == Delta(changes=0)
