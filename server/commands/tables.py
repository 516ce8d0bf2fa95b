"""An answer as a table of plain text, with labels in the place of IRIs."""

from collections.abc import Sequence

from graph.release import Release
from graph.store import Answer
from server.describing.answers import tabulate

__all__ = ["as_text"]

_WIDEST = 60


def as_text(release: Release, given: Answer) -> bytes:
    """Return an answer as an aligned table, long cells cut; yes or no for an ASK."""
    table = tabulate(release, given)
    if table.verdict:
        return f"{table.verdict.lower()}\n".encode()
    rows = [table.columns, *([cell.text if cell else "" for cell in row] for row in table.rows)]
    lines = _aligned([[_cut(cell) for cell in row] for row in rows])
    rule = "  ".join("-" * width for width in _widths([[_cut(c) for c in row] for row in rows]))
    end = "… and more: choose a --format to have them all" if table.more else ""
    return "\n".join(filter(None, [lines[0], rule, *lines[1:], end, ""])).encode() + b"\n"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = _widths(rows)
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def _cut(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"
