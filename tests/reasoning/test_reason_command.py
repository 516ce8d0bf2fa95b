"""``detente reason``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import PROV, RDF, RDFS, Dataset, Graph, URIRef

from ontology.terms import DEFAULT_BASE, ontology_at, terms_at
from server.cli import main

DATA = """
@prefix : <urn:x:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
:a a :B . :B rdfs:subClassOf :C .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
INFERRED = f"<urn:x:a> {TYPE} <urn:x:C> .\n"
CONTRADICTION = ":B owl:disjointWith :C ."
LITERALS = (
    '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"2000-01-01T24:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
    '"summer"^^<urn:x:season>',
    '"a \\"word\\"\\n\\\\"',
    '"слово"@ru',
)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_reason_reads_standard_input_and_writes_what_follows() -> None:
    assert run("reason", "-", "--only-inferred", stdin=DATA).stdout == INFERRED


def test_reason_keeps_what_was_there_unless_told_otherwise() -> None:
    lines = run("reason", "-", stdin=DATA).stdout.splitlines()
    assert len(lines) == 3


def test_both_engines_are_to_be_had() -> None:
    given = run("reason", "-", "--only-inferred", "--engine", "owlrl", stdin=DATA)
    assert given.stdout == INFERRED


def test_reason_reads_files_and_chooses_formats_by_extension(tmp_path: Path) -> None:
    (tmp_path / "in.ttl").write_text(DATA)
    (tmp_path / "in.nq").write_text("<urn:x:b> <urn:x:p> <urn:x:a> <urn:x:graph> .\n")
    out = tmp_path / "out.nt"
    run("reason", str(tmp_path / "in.ttl"), str(tmp_path / "in.nq"), "--out", str(out))
    assert {INFERRED.strip(), "<urn:x:b> <urn:x:p> <urn:x:a> ."} < set(out.read_text().splitlines())


# One triple, :a a :B, in each format that is read.
FORMATS = {
    "in.nt": f"<urn:x:a> {TYPE} <urn:x:B> .",
    "in.nq": f"<urn:x:a> {TYPE} <urn:x:B> <urn:x:graph> .",
    "in.ttl": "<urn:x:a> a <urn:x:B> .",
    "in.trig": "<urn:x:graph> { <urn:x:a> a <urn:x:B> }",
    "in.rdf": f'<rdf:RDF xmlns:rdf="{RDF}" xmlns="urn:x:"><B rdf:about="urn:x:a"/></rdf:RDF>',
    "in.owl": f'<rdf:RDF xmlns:rdf="{RDF}" xmlns="urn:x:"><B rdf:about="urn:x:a"/></rdf:RDF>',
    "in.jsonld": '{"@id": "urn:x:a", "@type": "urn:x:B"}',
    "in.n3": "<urn:x:a> a <urn:x:B> .",
    "in.hext": f'["urn:x:a", "{RDF.type}", "urn:x:B", "globalId", "", ""]',
    "in.trix": f"""<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"><graph><triple>
        <uri>urn:x:a</uri><uri>{RDF.type}</uri><uri>urn:x:B</uri></triple></graph></TriX>""",
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_told_by_the_extension(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FORMATS[name])
    (tmp_path / "axiom.ttl").write_text(DATA.replace(":a a :B .", ""))
    given = run("reason", str(tmp_path / name), str(tmp_path / "axiom.ttl"), "--only-inferred")
    assert given.stdout == INFERRED


def test_standard_input_has_the_format_that_is_named() -> None:
    given = run("reason", "-", "--format", "jsonld", stdin=FORMATS["in.jsonld"])
    assert given.stdout == f"<urn:x:a> {TYPE} <urn:x:B> .\n"


def test_a_file_of_no_known_format_is_refused_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("")
    given = run("reason", str(tmp_path / "in.txt"))
    assert (given.exit_code, ".nt, .nq, .ttl" in given.stderr) == (2, True)


@pytest.mark.parametrize("literal", LITERALS)
@pytest.mark.parametrize("name", ["in.nt", "in.ttl"])
def test_a_literal_comes_out_as_it_went_in(tmp_path: Path, name: str, literal: str) -> None:
    line = f"<urn:x:a> <urn:x:p> {literal} .\n"
    (tmp_path / name).write_text(line)
    assert run("reason", str(tmp_path / name)).stdout == line


def test_two_spellings_of_a_character_are_one_literal(tmp_path: Path) -> None:
    (tmp_path / "in.nt").write_text(
        '<urn:x:a> <urn:x:p> "\\u00e9\\t" .\n<urn:x:a> <urn:x:p> "é\t" .\n'
    )
    assert len(run("reason", str(tmp_path / "in.nt")).stdout.splitlines()) == 1


def test_blank_nodes_of_two_files_are_apart_and_named_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one.nt", "two.ttl"):
        (tmp_path / name).write_text(f"_:x {TYPE} <urn:x:B> .\n")
    first, again = (run("reason", *map(str, sorted(tmp_path.iterdir()))) for _ in range(2))
    assert len(first.stdout.splitlines()) == 2
    assert first.stdout == again.stdout


def test_what_follows_about_a_blank_node_is_given_out() -> None:
    given = run("reason", "-", "--only-inferred", stdin=DATA + "[] a :B .")
    assert {line.partition(" ")[2] for line in given.stdout.splitlines()} == {
        INFERRED.strip().partition(" ")[2]
    }
    assert len(given.stdout.splitlines()) == 2


@pytest.mark.parametrize("name", ["out.ttl", "out.trig", "out.rdf", "out.jsonld", "out.nq"])
def test_the_output_has_the_format_of_its_extension(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    run("reason", "-", "--only-inferred", "--out", str(out), stdin=DATA)
    loaded = Dataset()
    loaded.parse(out)
    assert {(s, p, o) for s, p, o, _ in loaded.quads()} == {
        (URIRef("urn:x:a"), RDF.type, URIRef("urn:x:C"))
    }


def test_what_cannot_be_read_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out.nt"
    out.write_text("before")
    run("reason", "-", "--out", str(out), stdin="this is no Turtle")
    assert ([path.name for path in tmp_path.iterdir()], out.read_text()) == (["out.nt"], "before")


def test_a_fault_is_told_with_its_line() -> None:
    given = run("reason", "-", stdin=f"{DATA}\n:a :b .")
    assert (given.exit_code, "standard input as turtle" in given.stderr) == (2, True)
    assert "line 6" in given.stderr


def test_no_context_of_json_ld_is_fetched() -> None:
    remote = '{"@context": "https://example.org/context", "@id": "urn:x:a", "name": "x"}'
    given = run("reason", "-", "--format", "jsonld", stdin=remote)
    assert (given.exit_code, "cannot read standard input" in given.stderr) == (2, True)


def test_a_triple_as_a_term_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.nt").write_text("<urn:x:a> <urn:x:b> <<( <urn:x:c> <urn:x:d> <urn:x:e> )>> .\n")
    given = run("reason", str(tmp_path / "in.nt"))
    assert (given.exit_code, "RDF 1.2" in given.stderr) == (2, True)


def test_a_closure_over_the_limit_is_refused() -> None:
    given = run("reason", "-", "--limit", "2", stdin=DATA)
    assert (given.exit_code, "raise the limit" in given.stderr) == (2, True)


def test_both_engines_give_the_same_for_the_ontology(tmp_path: Path) -> None:
    ontology_at(DEFAULT_BASE).serialize(tmp_path / "in.nt", format="nt", encoding="utf-8")
    arguments = ("reason", str(tmp_path / "in.nt"), "--only-inferred")
    own, other = (run(*arguments, "--engine", engine).stdout for engine in ("columnar", "owlrl"))
    named = {line for line in own.splitlines() if "_:" not in line}
    assert named == set(other.splitlines()) != set()


def test_reason_reports_rule_premises_and_proof(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run("reason", "-", "--report", str(report), stdin=DATA + CONTRADICTION)
    (found,) = json.loads(report.read_bytes())
    assert (found["rule"], found["message"][:6], len(found["premises"])) == ("cax-dw", "cax-dw", 3)
    assert set(map(tuple, found["premises"])) < {tuple(s["triple"]) for s in found["proof"]}


def test_an_inconsistency_is_told_of_even_without_a_report() -> None:
    given = run("reason", "-", stdin=DATA + CONTRADICTION)
    assert (given.exit_code, "1 inconsistencies found" in given.stderr) == (0, True)


def test_nothing_is_said_of_a_consistent_graph() -> None:
    assert run("reason", "-", stdin=DATA).stderr == ""


def test_the_proofs_hold_one_step_for_each_inferred_triple(tmp_path: Path) -> None:
    proofs = tmp_path / "proofs.json"
    given = run("reason", "-", "--only-inferred", "--proofs", str(proofs), stdin=DATA + ":b a :B .")
    steps = json.loads(proofs.read_bytes())["steps"]
    made = [" ".join(step["triple"]) + " ." for step in steps if step["rule"] != "asserted"]
    assert sorted(made) == sorted(given.stdout.splitlines())
    assert len({tuple(step["triple"]) for step in steps}) == len(steps)


def test_a_step_stands_after_its_premises(tmp_path: Path) -> None:
    proofs = tmp_path / "proofs.json"
    more = ":C rdfs:subClassOf :D . :D rdfs:subClassOf :E ."
    run("reason", "-", "--proofs", str(proofs), stdin=DATA + more)
    steps = json.loads(proofs.read_bytes())["steps"]
    assert all(p < place for place, step in enumerate(steps) for p in step["premises"])


def test_proofs_in_rdf_lead_from_a_statement_to_rule_premises_and_axioms(tmp_path: Path) -> None:
    run("reason", "-", "--proofs", str(tmp_path / "proofs.ttl"), stdin=DATA)
    graph, det = Graph().parse(tmp_path / "proofs.ttl"), terms_at(DEFAULT_BASE)
    (made,) = graph.subjects(PROV.wasGeneratedBy)
    (derivation,) = graph.objects(made, PROV.wasGeneratedBy)
    assert list(map(str, graph.objects(derivation, det.entailmentRule))) == ["cax-sco"]
    assert len(list(graph.objects(derivation, PROV.used))) == 2
    (axiom,) = graph.objects(derivation, det.axiom)
    assert graph.value(axiom, RDF.predicate) == RDFS.subClassOf


@pytest.mark.parametrize("arguments", [("--engine", "owlrl"), ()])
def test_proofs_that_cannot_be_had_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    name = "proofs.json" if arguments else "proofs.txt"
    given = run("reason", "-", *arguments, "--proofs", str(tmp_path / name), stdin=DATA)
    assert (given.exit_code, given.stdout) == (2, "")
    assert list(tmp_path.iterdir()) == []
