"""What a curator has marked right or wrong, in a file that people edit and the next build respects.

The file is a table with tabs, made for version control: sorted, one mark a line. Terms are written
as in N-Triples, but IRIs may be relative to the base of the graph; a star stands for any term.

    verdict  subject               predicate         object     note                   by
    wrong    <id/event/1999-coup>  *                 *          the article has plans  A. Reader
    right    <id/nato>             <ontology#party>  <id/pact>

A mark on a subject with stars also takes what leads to it. What is wrong is left out of the graph;
what is right is in it with high confidence and the name of who says so.
"""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin

from rdflib import Literal, URIRef

from graph.errors import ReviewError
from graph.facts import Fact

__all__ = ["ANY", "VERDICTS", "Mark", "Marks", "is_term", "read_marks", "token_at", "write_mark"]

ANY = "*"
"""Stands for any term."""

VERDICTS = ("right", "wrong")

_COLUMNS = ("verdict", "subject", "predicate", "object", "note", "by")
_OPTIONAL = 2
"""Columns at the end that a file may do without."""
_SOMEBODY = "a curator"
_TERM = re.compile(r'\*|<[^\s<>"{}|\\^`]*>|"[^\x00-\x1f]*"[^\s"]*')
_SPACES = str.maketrans("\t\r\n", "   ")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A statement, or all about a thing, with a verdict and a note."""

    subject: str
    predicate: str
    object: str
    verdict: str
    note: str = ""
    by: str = ""

    @property
    def statement(self) -> tuple[str, str, str]:
        """What is marked."""
        return self.subject, self.predicate, self.object


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a file, their terms as N-Triples has them."""

    by_statement: dict[tuple[str, str, str], Mark]

    def of(self, subject: str, predicate: str, value: str) -> Mark | None:
        """Return the mark of a statement, of the statement itself before one of its thing."""
        whole = ((subject, predicate, value), (subject, ANY, ANY), (value, ANY, ANY))
        return next((self.by_statement[key] for key in whole if key in self.by_statement), None)

    def applied(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """Yield facts without those marked wrong, those marked right as what a person confirmed."""
        for fact in facts:
            mark = self._of(fact)
            if mark is None:
                yield fact
            elif mark.verdict == "right":
                by = mark.by or _SOMEBODY
                sure = replace(fact.evidence, confidence="High", confirmed_by=by)
                yield replace(fact, evidence=sure)

    def _of(self, fact: Fact) -> Mark | None:
        return self.of(*(_token(term) for term in (fact.subject, fact.predicate, fact.object)))


def read_marks(path: Path, base: str) -> Marks:
    """Return the marks of a file, none where it is not there; raises ReviewError."""
    if not path.exists():
        return Marks({})
    found = [
        _absolute(mark, base, f"{path}:{line}")
        for line, mark in _rows(path.read_text("utf-8"), path)
    ]
    return Marks({mark.statement: mark for mark in found})


def write_mark(path: Path, mark: Mark) -> None:
    """Put a mark in the place of an older one of the same statement; no verdict takes it away.

    The file is there whole at any time. Raises ReviewError where it is malformed or cannot be
    written.
    """
    rows = _rows(path.read_text("utf-8"), path) if path.exists() else ()
    kept = [each for _, each in rows if each.statement != mark.statement]
    marks = sorted([*kept, mark] if mark.verdict else kept)
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(_written(marks), "utf-8")
        fresh.replace(path)
    except OSError as error:
        raise ReviewError(f"cannot write {path}: {error.strerror}; choose another file") from error


def is_term(token: str) -> bool:
    """Tell whether a text can stand in a file of marks for a term.

    >>> [is_term(token) for token in ("<id/nato>", '"NATO"@en', "*", "id/nato", "<a b>")]
    [True, True, True, False, False]
    """
    return _TERM.fullmatch(token) is not None


def token_at(term: URIRef | Literal, base: str) -> str:
    """Return a term as the file has it, an IRI below the base relative to it.

    >>> token_at(URIRef("https://example.org/id/nato"), "https://example.org/")
    '<id/nato>'
    """
    token = _token(term)
    return f"<{token[1:].removeprefix(base)}" if token.startswith("<") else token


def _rows(text: str, path: Path) -> Iterable[tuple[int, Mark]]:
    lines = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = tuple(next(lines, ()))
    if len(header) < len(_COLUMNS) - _OPTIONAL or header != _COLUMNS[: len(header)]:
        raise ReviewError(f"{path}:1 is no header: write {' '.join(_COLUMNS)}, with tabs between")
    for number, cells in enumerate(lines, 2):
        if cells:
            yield number, _mark(cells, f"{path}:{number}")


def _mark(cells: list[str], place: str) -> Mark:
    missing = len(_COLUMNS) - len(cells)
    if not 0 <= missing <= _OPTIONAL:
        raise ReviewError(f"{place} has {len(cells)} cells: give {', '.join(_COLUMNS)}")
    verdict, subject, predicate, value, note, by = (*cells, *[""] * missing)
    if verdict not in VERDICTS:
        raise ReviewError(f"{place} says {verdict!r}: write {' or '.join(VERDICTS)}")
    return Mark(subject, predicate, value, verdict, note, by)


def _absolute(mark: Mark, base: str, place: str) -> Mark:
    subject, predicate, value = (_resolved(term, base, place) for term in mark.statement)
    return replace(mark, subject=subject, predicate=predicate, object=value)


def _resolved(term: str, base: str, place: str) -> str:
    if term == ANY or (term.startswith('"') and len(term) > 1):
        return term
    if term.startswith("<") and term.endswith(">"):
        return f"<{urljoin(base, term[1:-1])}>"
    raise ReviewError(f'{place} has the term {term!r}: write <IRI>, "words" or {ANY}')


def _written(marks: Iterable[Mark]) -> str:
    rows = ((m.verdict, *m.statement, *map(_on_a_line, (m.note, m.by))) for m in marks)
    return "".join("\t".join(row) + "\n" for row in (_COLUMNS, *rows))


def _on_a_line(words: str) -> str:
    return words.translate(_SPACES).strip()


def _token(term: URIRef | Literal) -> str:
    """Return a term on one line, as N-Triples writes it."""
    return term.n3() if isinstance(term, URIRef) else _literal(term)


def _literal(term: Literal) -> str:
    words = str(term).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    words = words.replace("\r", "\\r").replace("\t", "\\t")
    if term.language:
        return f'"{words}"@{term.language}'
    return f'"{words}"^^<{term.datatype}>' if term.datatype else f'"{words}"'
