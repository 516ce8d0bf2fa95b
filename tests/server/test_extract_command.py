import json
from pathlib import Path

from click.testing import CliRunner
from rdflib import Dataset

from graph.building import DOCUMENTS
from graph.release import Release
from server.cli import main

_ARTICLE = str(DOCUMENTS / "nato-russia-relations.txt")


def _lines() -> list[dict[str, object]]:
    result = CliRunner().invoke(main, ["extract", _ARTICLE, "--format", "jsonl"])
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_quotes_its_span() -> None:
    text = Path(_ARTICLE).read_bytes().decode()
    lines = _lines()
    assert len(lines) > 400
    assert [line for line in lines if text[slice(*line["span"])] != line["words"]] == []  # type: ignore[misc]


def test_a_claim_has_its_speakers_voice() -> None:
    voices = {
        str(line["voice"])
        for line in _lines()
        if line["predicate"] == "ontology#accedingParty" and line["object"] == "id/ukraine"
    }
    assert voices == {"['id/government-of-russia']"}


def test_what_the_document_states_has_its_voice_and_footnotes() -> None:
    line = next(line for line in _lines() if line["predicate"] == "ontology#signedAgreement")
    assert (line["voice"], line["footnotes"], line["time"]) == (["document"], ["2"], "1997-05-27")


def test_the_trig_is_what_the_build_has_of_the_document(built: Release) -> None:
    result = CliRunner().invoke(main, ["extract", _ARTICLE])
    printed = Dataset()
    printed.parse(data=result.stdout, format="trig")
    counts = {
        name: count
        for name, count in built.manifest.graphs.items()
        if name.rpartition("/")[2] not in ("ontology", "reference", "inferred", "proofs")
        and "/links/" not in name
    }
    assert {str(g.identifier): len(g) for g in printed.graphs() if len(g)} == counts


def test_a_missing_document_is_a_wrong_use() -> None:
    result = CliRunner().invoke(main, ["extract", "missing.txt"])
    assert (result.exit_code, "missing.txt" in result.output) == (2, True)


def test_each_line_says_how_sure_it_is() -> None:
    assert {line["confidence"] for line in _lines()} == {"High", "Moderate", "Low"}
