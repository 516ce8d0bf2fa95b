"""``detente explain``: from an inferred triple to the sentences that it rests on."""

import json
from pathlib import Path

from click.testing import CliRunner, Result
from rdflib import PROV, RDF, Graph
from small_release import write_release

from graph.release import Release
from server.cli import main

PLACE = ("<id/event/1997-05-27-agreement-signing-founding-act-on-mutual-relations-"
         "cooperation-and>", "det:place", ":france")  # fmt: skip
SENTENCE = (
    "On 27 May 1997, at 1997 Paris summit of NATO, sides signed a Founding Act on Mutual "
    "Relations, Cooperation and Security[2], a road map for future NATO-Russia cooperation."
)


def explained(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments, "--data", str(data)])


def told(built: Release, *arguments: str) -> str:
    return str(explained(built.path.parents[1], *arguments).stdout)


def test_the_conclusion_stands_on_top_with_its_rule(built: Release) -> None:
    assert told(built, *PLACE).splitlines()[0].endswith("det:place :france   by prp-spo2")


def test_the_tree_ends_in_the_sentence_with_its_place_and_footnote(built: Release) -> None:
    lines = [line.strip() for line in told(built, *PLACE).splitlines()]
    assert f"in the sentence “{SENTENCE}”" in lines
    assert any("characters 754 to 779" in line and "footnote [2]" in line for line in lines)


def test_an_axiom_is_told_with_the_graph_in_which_it_stands(built: Release) -> None:
    lines = [line.strip() for line in told(built, *PLACE).splitlines()]
    axiom = "det:place owl:propertyChainAxiom ( det:during det:place )   asserted"
    assert lines[lines.index(axiom) + 1] == "in graph/ontology"


def test_what_comes_from_a_table_is_told_so(built: Release) -> None:
    lines = [line.strip() for line in told(built, *PLACE).splitlines()]
    assert lines[lines.index(":paris det:capitalOf :france   asserted") + 1] == "in graph/reference"


def test_an_asserted_triple_is_explained_by_its_sentence(built: Release) -> None:
    text = told(built, ":nato-russia-council", "a", "det:Body")
    assert "was created on 28 May 2002" in text


def test_json_lists_each_step_after_its_premises(built: Release) -> None:
    steps = json.loads(told(built, *PLACE, "--format", "json"))["steps"]
    assert steps[-1]["rule"] == "prp-spo2"
    assert all(p < place for place, step in enumerate(steps) for p in step["premises"])


def test_json_tells_the_passage_with_offsets_that_are_those_of_the_file(built: Release) -> None:
    steps = json.loads(told(built, *PLACE, "--format", "json"))["steps"]
    text = (built.path / "documents" / "nato-russia-relations.txt").read_text("utf-8")
    passages = [passage for step in steps for passage in step["passages"]]
    assert [text[p["start"] : p["end"]] for p in passages] == [p["words"] for p in passages] != []


def test_turtle_leads_from_the_conclusion_to_an_annotation(built: Release) -> None:
    graph = Graph().parse(data=told(built, *PLACE, "--format", "turtle"), format="turtle")
    france = built.names.thing("France")
    proved = [s for s in graph.subjects(RDF.object, france) if (s, PROV.wasGeneratedBy) in
              {(a, b) for a, b, _ in graph}]  # fmt: skip
    path = PROV.wasGeneratedBy / PROV.used
    evidence = {o for s in proved for o in graph.objects(s, path * "+" / built.names.term.evidence)}
    assert evidence


def test_what_is_only_claimed_is_said_to_be(built: Release) -> None:
    name = next(name for name in built.manifest.graphs if built.names.is_claim(name))
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }} LIMIT 1"
    (triple,) = built.store.query(query, base=built.names.base).triples()
    given = explained(built.path.parents[1], *(term.n3() for term in triple))
    assert (given.exit_code, "only claimed, in" in given.stderr) == (2, True)


def test_what_does_not_hold_cannot_be_explained(built: Release) -> None:
    given = explained(built.path.parents[1], ":nato", "a", "det:Event")
    assert (given.exit_code, "does not follow" in given.stderr) == (2, True)


def test_a_release_without_proofs_is_to_be_built_again(tmp_path: Path) -> None:
    write_release(tmp_path, "unproven")
    given = explained(tmp_path, ":nato", "a", "det:Actor")
    assert (given.exit_code, "build it again" in given.stderr) == (2, True)
