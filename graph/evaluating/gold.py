"""The gold table: what a careful reader found in a document, one statement a row."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from graph.errors import GoldError
from graph.evaluating.patterns import Pattern, Selector, pattern
from graph.facts import Span

__all__ = ["COLUMNS", "DOCUMENT", "UNATTRIBUTED", "GoldTable", "Row", "Way", "read_gold"]

COLUMNS = (
    "id", "class", "voice", "modality", "polarity", "subject", "predicate", "object", "also",
    "basis", "time", "start", "end",
)  # fmt: skip

DOCUMENT = "document"
"""The voice of what the document itself states."""

UNATTRIBUTED = "unattributed"
"""The voice of a quotation of which the document does not say whose it is."""

_BASES = ("", "implied")
_POLARITIES = ("", "Negative")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say what a row says."""

    subject: Pattern
    predicate: str
    object: Pattern

    def terms(self) -> Iterator[str]:
        """Yield the ontology's terms that are named."""
        yield self.predicate
        yield from chain(_named(self.subject), _named(self.object))


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of the reader's; ``ways`` begins with the one that the table prefers."""

    id: str
    kind: str
    voice: str
    modalities: frozenset[str]
    negative: bool
    ways: tuple[Way, ...]
    implied: bool
    time: str
    span: Span
    text: str

    @property
    def is_claim(self) -> bool:
        """Tell whether it is something said, planned or supposed, and not a fact."""
        return bool(self.modalities) or self.voice != DOCUMENT


@dataclass(frozen=True, slots=True)
class GoldTable:
    """The rows of a table and the file they were read from."""

    path: Path
    rows: tuple[Row, ...]


def read_gold(path: Path) -> GoldTable:
    """Read a table; raises GoldError, which names the line and the column."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
            rows = tuple(_row(path, number, cells) for number, cells in enumerate(reader, 2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GoldError(f"cannot read the gold table {path}: {error}") from error
    if not rows:
        raise GoldError(f"the gold table {path} has no rows: write at least one below the header")
    return GoldTable(path, rows)


def _row(path: Path, line: int, cells: Mapping[str | None, str | None]) -> Row:
    if tuple(cells) != COLUMNS or None in cells.values():
        raise GoldError(
            f"{path}, line {line}: each line has {len(COLUMNS)} cells: {', '.join(COLUMNS)}"
        )
    cell = {str(name): str(value) for name, value in cells.items()}
    _check(path, line, cell)
    first = Way(pattern(cell["subject"]), cell["predicate"], pattern(cell["object"]))
    return Row(
        cell["id"],
        cell["class"],
        cell["voice"],
        frozenset(filter(None, cell["modality"].split("/"))),
        cell["polarity"] == "Negative",
        (first, *_also(first, cell["also"])),
        cell["basis"] == "implied",
        cell["time"],
        Span(int(cell["start"]), int(cell["end"])),
        f"{cell['subject']} {cell['predicate']} {cell['object']}",
    )


def _check(path: Path, line: int, cell: Mapping[str, str]) -> None:
    wrong = [name for name in ("id", "class", "voice", "subject", "object") if not cell[name]]
    wrong += [name for name in ("start", "end") if not cell[name].isdecimal()]
    wrong += ["basis"] if cell["basis"] not in _BASES else []
    wrong += ["polarity"] if cell["polarity"] not in _POLARITIES else []
    wrong += (
        ["also"] if any(a.count("|") not in (1, 2) for a in _alternatives(cell["also"])) else []
    )
    if wrong:
        raise GoldError(f"{path}, line {line}: cannot read the column {wrong[0]}: correct it")


def _alternatives(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(";") if piece.strip()]


def _also(first: Way, text: str) -> Iterator[Way]:
    """Read the other ways; one without a subject has that of the first."""
    for piece in _alternatives(text):
        *subject, predicate, value = piece.split("|")
        yield Way(pattern(subject[0]) if subject else first.subject, predicate, pattern(value))


def _named(part: Pattern) -> Iterator[str]:
    if isinstance(part, Selector):
        yield part.kind
        for name, value in part.roles:
            yield name
            yield from _named(value)
