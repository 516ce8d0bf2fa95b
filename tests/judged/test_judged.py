"""What readers thought of the extraction from other articles, and that it has not become worse."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib.namespace import RDF

from graph.extraction import extract
from graph.names import Names
from graph.reading import read
from ontology.terms import DEFAULT_BASE

_HERE = Path(__file__).parent
_SHEETS = sorted((_HERE / "precision").glob("*.tsv"))
_NAMES = Names(DEFAULT_BASE)
_SHORT = {str(RDF.type): "type"}
_RECALL = 0.38
"""Share of what readers want that was found when they read; better is wanted."""
_STILL_THERE = 0.9
"""Share of the statements judged right that must still be extracted."""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def _judged() -> tuple[dict[str, str], ...]:
    return tuple(row for sheet in _SHEETS for row in _rows(sheet))


def _told(document: Path) -> Iterator[tuple[str, str, str]]:
    for fact in extract(read(document), _NAMES).facts:
        span, own = fact.evidence.span, f"{DEFAULT_BASE}ontology#"
        predicate = _SHORT.get(str(fact.predicate), str(fact.predicate).removeprefix(own))
        yield str(span.start), str(span.end), predicate


def test_nine_statements_of_ten_are_right() -> None:
    right = sum(row["verdict"] == "right" for row in _judged())
    assert right / len(_judged()) >= 0.90


def test_nothing_that_is_only_said_is_stated() -> None:
    assert [row for row in _judged() if row["code"] == "stated"] == []


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
    there = right & set(_told(shared / "corpus" / f"{sheet.stem}.txt"))
    assert len(there) / len(right) >= _STILL_THERE
