"""What an update adds and takes away is known without a look at all of the dataset."""

import pytest

from graph.errors import QueryError
from graph.store import MutableStore
from graph.writing.recorded import Recorded
from server.engine.operations import carry_out

BASE = "https://example.org/"
DATA = b"""<x:a> <x:p> <x:b> .
<x:b> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<x:a> <x:p> <x:b> <x:g> .
<x:c> <x:q> "text"@en <x:g> .
<x:c> <x:q> <x:a> <x:h> .
"""
UPDATES = [
    "INSERT DATA { <x:a> <x:p> <x:b> , <x:n> . GRAPH <x:g> { <x:a> <x:p> 01 } }",
    "DELETE DATA { <x:b> <x:p> 01 . GRAPH <x:g> { <x:a> <x:p> <x:b> } }",
    "PREFIX : <x:> DELETE WHERE { :a ?p ?o }",
    "PREFIX : <x:> DELETE WHERE { GRAPH :g { ?s :q ?o } ?s2 :p ?o2 }",
    "PREFIX : <x:> DELETE { ?s :p ?o } INSERT { ?o :is ?s . ?o :of ?s . } WHERE { ?s :p ?o }",
    "PREFIX : <x:> WITH :g DELETE { ?s ?p ?o } INSERT { ?s :r ?o } WHERE { ?s ?p ?o }",
    "WITH <x:g> INSERT { ?s <x:r> ?o } USING <x:h> WHERE { ?s ?p ?o }",
    "INSERT { GRAPH <x:new> { ?s ?p ?o } } USING NAMED <x:g> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX : <x:> INSERT { ?s :r ?o . GRAPH :h { ?s :r ?o } . ?o :r ?s } WHERE { ?s :p ?o }",
    "INSERT { ?s <x:r> ?o . } WHERE { GRAPH <x:g> { ?s ?p ?o } FILTER(?o != <x:b>) }",
    "INSERT { GRAPH ?g { ?s <x:r> ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "INSERT DATA { <x:a> <x:r> <x:b> } ; DELETE { ?s <x:r> ?o } WHERE { ?s <x:r> ?o } ;",
    "DELETE { ?s <x:p> ?o } WHERE { ?s <x:p> ?o } ; INSERT DATA { <x:a> <x:p> <x:b> }",
    "CLEAR GRAPH <x:g>",
    "DROP ALL",
    "CREATE GRAPH <x:empty>",
    "MOVE <x:g> TO <x:h>",
    "COPY DEFAULT TO <x:new> ; INSERT DATA { <x:a> <x:r> <x:b> }",
    "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(1<?o&&?o>0) }",
    "INSERT { ?s <x:r> ?new } WHERE { ?s ?p ?o BIND(STR(?o) AS ?new) }",
    "INSERT { } WHERE { ?s ?p ?o }",
    "INSERT DATA { GRAPH <x:nothing> { } }",
    "INSERT DATA { <x:a> <x:p> '}' , \"{\" , '''# no comment''' } # INSERT",
    "DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }",
]


def store() -> MutableStore:
    made = MutableStore()
    made.insert(DATA)
    return made


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_does_what_the_store_does(update: str) -> None:
    ours, theirs = store(), store()
    carry_out(Recorded(ours), update, BASE)
    theirs.update(update, base=BASE)
    assert ours.lines() == theirs.lines()
    assert set(ours.graphs()) == set(theirs.graphs())


@pytest.mark.parametrize("update", UPDATES)
def test_what_is_recorded_leads_from_one_state_to_the_other(update: str) -> None:
    recorded, other = Recorded(store()), store()
    carry_out(recorded, update, BASE)
    recorded.delta().apply(other)
    assert other.lines() == recorded.store.lines()
    assert set(other.graphs()) == set(recorded.store.graphs())


@pytest.mark.parametrize("update", UPDATES)
def test_nothing_is_recorded_that_has_not_changed(update: str) -> None:
    recorded, before = Recorded(store()), store().lines()
    carry_out(recorded, update, BASE)
    delta, after = recorded.delta(), recorded.store.lines()
    assert set(delta.added.splitlines()) == after - before
    assert set(delta.removed.splitlines()) == before - after


def test_a_prologue_may_stand_before_each_operation() -> None:
    recorded = Recorded(MutableStore())
    text = """BASE <http://z/> INSERT DATA { <a> a <b> } ;
        BASE <http://y/> PREFIX : <x:> INSERT { ?s :p <r> } WHERE { ?s a ?o }"""
    carry_out(recorded, text, BASE)
    assert b"<http://z/a> <x:p> <http://y/r> .\n" in recorded.delta().added


def test_blank_nodes_are_new_for_each_solution() -> None:
    recorded = Recorded(store())
    carry_out(recorded, "INSERT { _:n <x:of> ?s ; <x:is> _:n } WHERE { ?s <x:p> ?o }", BASE)
    nodes = [line.split()[0] for line in recorded.delta().added.splitlines()]
    assert (len(nodes), len(set(nodes))) == (4, 2)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <x:a> <x:b> ?c }",
        "DELETE DATA { <x:a> <x:b> _:c }",
        "DELETE { _:n <x:b> ?c } WHERE { ?s <x:b> ?c }",
        "DELETE WHERE { ?s <x:b> _:c }",
        "INSERT DATA { <x:a> <x:b> <x:c> } INSERT DATA { <x:a> <x:b> <x:d> }",
        "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o",
        "INSERT DATA { <x:a> <x:b> <x:c> } ; NONSENSE",
        "INSERT",
        "DELETE DATA",
        "INSERT DATA { _:b <x:p> 1 } ; INSERT DATA { _:b <x:p> 2 }",
        "INSERT DATA { <x:a> <x:b> <x:c> } ; PREFIX : <x:> INSERT DATA { :a :b ?c }",
        "SELECT * { ?s ?p ?o }",
    ],
)
def test_what_is_no_update_is_refused_and_changes_nothing(update: str) -> None:
    recorded = Recorded(store())
    with pytest.raises(QueryError):
        carry_out(recorded, update, BASE)
    assert recorded.store.lines() == store().lines()


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <x:a> <x:p> <x:new> }", "DELETE { ?s <x:q> ?o } WHERE { ?s <x:q> ?o }"],
)
def test_usual_updates_do_not_look_at_all_of_the_dataset(
    update: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = Recorded(store())
    monkeypatch.setattr(recorded.store, "lines", lambda: pytest.fail("all was looked at"))
    carry_out(recorded, update, BASE)
