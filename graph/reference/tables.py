"""The rows of the tables of this folder, each a dictionary by the names of its columns."""

import csv
from collections.abc import Iterator
from pathlib import Path

from graph.errors import ReferenceDataError

__all__ = ["FOLDER", "Row", "rows", "split_cell"]

FOLDER = Path(__file__).parent
Row = dict[str, str]


def rows(table: str) -> Iterator[Row]:
    """Yield the rows of a table; raises ReferenceDataError where one has other columns."""
    with (FOLDER / table).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        for row in reader:
            if None in row or None in row.values():
                raise ReferenceDataError(
                    f"{table}, line {reader.line_num}: not {len(reader.fieldnames or ())} columns"
                )
            yield row


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that may hold several."""
    return tuple(part for part in cell.split("|") if part)
