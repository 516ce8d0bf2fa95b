"""Extraction: how much text a minute, and whether the time is linear in length and number."""

from timing import Row, best_of

from graph.building import DOCUMENTS
from graph.extraction import extract, extract_all
from graph.names import Names
from graph.reading import parse

__all__ = ["reading_speed"]


def reading_speed(_folder: str) -> list[Row]:
    """Return the time for the article 1, 4, 16 and 64 times over, and for 1 to 8 documents."""
    text = (DOCUMENTS / "nato-russia-relations.txt").read_text("utf-8")
    rows = []
    for times in (1, 4, 16, 64):
        longer = "\n\n".join([text] * times)
        taken = best_of(2, lambda longer=longer: _extract(longer))  # type: ignore[misc]
        rows.append(Row(f"{len(longer):,} characters", taken, _speed(longer, taken)))
    long = "\n\n".join([text] * 8)
    for number in (1, 2, 4, 8):
        taken = best_of(2, lambda number=number: _extract_all(long, number))  # type: ignore[misc]
        rows.append(Row(f"{number} documents, all cores", taken, _speed(long * number, taken)))
    return rows


def _speed(text: str, milliseconds: float) -> str:
    return f" {len(text.encode()) / 1e6 / (milliseconds / 60_000):.1f} MB/min"


def _extract(text: str) -> int:
    return len(extract(parse("text", text), Names()).facts)


def _extract_all(text: str, number: int) -> int:
    documents = [parse(f"text {n}", text) for n in range(number)]
    return sum(len(populated.facts) for populated in extract_all(documents, Names()))
