"""A reading report says of each sentence what was found in it, or why nothing was."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.building import DOCUMENTS
from graph.names import Names
from graph.reading import parse
from graph.reporting import Report, report
from server.cli import main

_ARTICLE = DOCUMENTS / "nato-russia-relations.txt"


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["report", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def _of(text: str) -> Report:
    return report(parse("note", text), Names())


def _reason(text: str) -> str:
    return _of(text).sentences[-1].reason


def test_a_sentence_has_what_was_found_in_it_or_a_reason() -> None:
    sentences = json.loads(_run(str(_ARTICLE), "--format", "json"))["sentences"]
    assert [each for each in sentences if bool(each["found"]) == bool(each["reason"])] == []


def test_no_sentence_is_missing() -> None:
    told: dict[str, Any] = json.loads(_run(str(_ARTICLE), "--format", "json"))
    numbers = [each["number"] for each in told["sentences"]]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Politics\n\nIran signed the Rome Statute in 1998.\n\nHistory", "it is a heading"),
        ("The weather in the north was fine.", "no verb or noun that a rule knows"),
        ("They signed it.", "nobody and nothing is named"),
        ("Iran is ready to recognise.", "not that it happened"),
        ("The vote was condemned in Spain.", "is found beside it"),
    ],
)
def test_the_reason_is_told_as_far_as_it_is_known(text: str, reason: str) -> None:
    assert reason in _reason(text)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("It left.", "pronoun not resolved", "It"),
        (
            "The treaty lapsed, and the pact was forgotten.",
            "definite noun not resolved",
            "The treaty",
        ),
        ("Congo is large.", "name with more than one reading", "Congo"),
        ("Korean troops left.", "name with more than one reading", "Korean"),
        ("Iran and Iraq met two years later.", "time not understood", "two years later"),
        ("Iran was “a dear and friendly land” then.", "quotation without a speaker", "a dear and"),
    ],
)
def test_what_is_left_open_is_told(text: str, kind: str, words: str) -> None:
    assert [each for each in _of(text).ambiguous if each.kind == kind and words in each.words]


def test_what_is_decided_is_not_told_as_open() -> None:
    assert _of("Congo left. The talks were held in Kinshasa.").ambiguous == ()


def test_what_a_format_leaves_out_is_told(tmp_path: Path) -> None:
    page = tmp_path / "note.md"
    page.write_text("Iran left NATO.\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert json.loads(_run(str(page), "--format", "json"))["not_read"]


def test_the_text_names_the_confidence_of_each_statement() -> None:
    assert "High     " in _run(str(_ARTICLE))


def test_the_page_escapes_the_words_of_a_document(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Iran <script>alert(1)</script> recognised Kosovo.")
    assert "<script>" not in _run(str(note), "--format", "html")


def test_a_report_is_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    _run(str(_ARTICLE), "--format", "html", "--out", str(out))
    assert out.read_text("utf-8").endswith("</html>")


def test_a_missing_document_is_a_wrong_use() -> None:
    result = CliRunner().invoke(main, ["report", "missing.txt"])
    assert (result.exit_code, "missing.txt" in result.output) == (2, True)
