"""``detente reason``."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from server.cli import main

DATA = """
@prefix : <urn:x:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
:a a :B . :B rdfs:subClassOf :C .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
INFERRED = f"<urn:x:a> {TYPE} <urn:x:C> .\n"
CONTRADICTION = ":B owl:disjointWith :C ."


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


def test_reason_reports_inconsistencies(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run("reason", "-", "--report", str(report), stdin=DATA + CONTRADICTION)
    assert [each["message"][:6] for each in json.loads(report.read_bytes())] == ["cax-dw"]


def test_an_unreadable_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "in.ttl").write_text("this is no Turtle")
    given = run("reason", str(tmp_path / "in.ttl"))
    assert (given.exit_code, "in.ttl" in given.stderr) == (2, True)
