"""What readers thought of the extraction from other articles, and that it has not become worse."""

import csv
from functools import cache
from pathlib import Path

import pytest
from rdflib.namespace import RDF

from graph.extraction import extract
from graph.facts import Fact
from graph.names import Names
from graph.reading import read
from ontology.terms import DEFAULT_BASE

_HERE = Path(__file__).parent
_SHEETS = sorted((_HERE / "precision").glob("*.tsv"))
_NAMES = Names(DEFAULT_BASE)
_SHORT = {str(RDF.type): "type"}
_RECALL = 0.39
"""Share of what readers want that was found when they read; better is wanted."""
_STILL_THERE = 0.9
"""Share of the statements judged right that must still be extracted."""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def _judged() -> tuple[dict[str, str], ...]:
    return tuple(row for sheet in _SHEETS for row in _rows(sheet))


@cache
def _facts(document: Path) -> tuple[Fact, ...]:
    return extract(read(document), _NAMES).facts


def _place(fact: Fact) -> tuple[str, str, str]:
    span, own = fact.evidence.span, f"{DEFAULT_BASE}ontology#"
    predicate = _SHORT.get(str(fact.predicate), str(fact.predicate).removeprefix(own))
    return str(span.start), str(span.end), predicate


def _is_stated(fact: Fact) -> bool:
    """Tell whether it tells of an event that happened, as far as the document is concerned."""
    return fact.claim is None and fact.subject.startswith(f"{DEFAULT_BASE}id/event/")


def test_nine_statements_of_ten_are_right() -> None:
    right = sum(row["verdict"] == "right" for row in _judged())
    assert right / len(_judged()) >= 0.90


def test_each_article_has_its_sheet() -> None:
    assert len(_SHEETS) == 8


def test_so_much_of_what_a_reader_wants_is_found() -> None:
    rows = _rows(_HERE / "recall.tsv")
    wanted, found = (sum(int(row[name]) for row in rows) for name in ("wanted", "found"))
    assert (len(rows), found / wanted >= _RECALL) == (150, True)


@pytest.mark.parametrize("sheet", _SHEETS, ids=lambda sheet: sheet.stem)
def test_what_was_right_is_still_extracted(sheet: Path, shared: Path) -> None:
    rows = [row for row in _rows(sheet) if row["verdict"] == "right"]
    right = {(row["start"], row["end"], row["predicate"]) for row in rows}
    there = right & set(map(_place, _facts(shared / "corpus" / f"{sheet.stem}.txt")))
    assert len(there) / len(right) >= _STILL_THERE


@pytest.mark.parametrize("sheet", _SHEETS, ids=lambda sheet: sheet.stem)
def test_what_readers_found_in_the_wrong_voice_is_not_stated(sheet: Path, shared: Path) -> None:
    misjudged = {
        (row["start"], row["end"], row["predicate"])
        for row in _rows(sheet)
        if row["code"] == "voice"
    }
    facts = _facts(shared / "corpus" / f"{sheet.stem}.txt")
    stated = {_place(fact) for fact in facts if _is_stated(fact)}
    assert misjudged & stated == set()


def test_a_statement_in_the_wrong_voice_is_among_those_that_readers_judged() -> None:
    assert [row["code"] for row in _judged()].count("voice") == 5
