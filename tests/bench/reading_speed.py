"""Extraction: how long a megabyte of text takes, and whether the time is linear in its length."""

from timing import Row, best_of

from graph.building import DOCUMENTS
from graph.extraction import extract
from graph.names import Names
from graph.reading.document import Metadata, parse

__all__ = ["reading_speed"]


def reading_speed(_folder: str) -> list[Row]:
    """Return the time for the article, repeated 1, 10 and 40 times."""
    text = (DOCUMENTS / "nato-russia-relations.txt").read_text("utf-8")
    rows = []
    for times in (1, 10, 40):
        longer = "\n\n".join([text] * times)
        taken = best_of(2, lambda longer=longer: _extract(longer))  # type: ignore[misc]
        speed = len(longer.encode()) / 1e6 / (taken / 1000)
        rows.append(Row(f"{len(longer):,} characters", taken, f"{speed:.2f} MB/s"))
    return rows


def _extract(text: str) -> int:
    document = parse("text", text, Metadata(title="text"))
    return len(extract(document, Names()).facts)
