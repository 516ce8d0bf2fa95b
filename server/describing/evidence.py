"""The passages that statements rest on, with the very words marked in their sentence."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.release import Release
from graph.store import Node
from server.binding import bound, query
from server.labels import Labels, Shown

__all__ = [
    "Evidence",
    "Quote",
    "Statement",
    "Triple",
    "read_evidence",
    "read_evidence_of",
    "read_evidence_of_documents",
]

Statement = tuple[Node, Node, Node, Node]
"""Subject, predicate, object and the graph they stand in."""

Triple = tuple[Node, Node, Node]

Row = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in three parts, and all that says where it is from and how it was read."""

    before: str
    marked: str
    after: str
    sentence: Shown
    document: Shown
    rule: Shown
    marks: tuple[Shown, ...]
    antecedents: tuple[str, ...]
    confidence: Shown | None
    confirmed_by: str
    """Who found the reading right, where somebody did."""


class Evidence:
    """The passages of some statements."""

    def __init__(self, rows: list[Row]) -> None:
        """Group rows by statement and by annotation."""
        self._rows: defaultdict[Statement, defaultdict[Node, list[Row]]]
        self._rows = defaultdict(lambda: defaultdict(list))
        for row in rows:
            statement = (row["subject"], row["predicate"], row["object"], row["graph"])
            self._rows[statement][row["annotation"]].append(row)

    def statements(self) -> tuple[Statement, ...]:
        """Return the statements that have passages, in the order of those."""
        return tuple(self._rows)

    def nodes(self) -> set[Node]:
        """Return what needs a label when the passages are shown."""
        names = ("sentence", "document", "rule", "mark", "confidence")
        rows = (row for group in self._rows.values() for each in group.values() for row in each)
        return {row[name] for row in rows for name in names if name in row}

    def of(self, statements: list[Statement], labels: Labels) -> tuple[Quote, ...]:
        """Return the passages of statements, each once."""
        groups = (group for each in statements for group in self._rows.get(each, {}).values())
        return tuple(dict.fromkeys(_quote(group, labels) for group in groups))


_OF_A_THING = """{ ?statement rdf:subject $this } UNION { ?statement rdf:object $this }
  UNION { ?statement det:inGraph $this }"""
_OF_TRIPLES = "VALUES (?subject ?predicate ?object) { $these }"


_OF_DOCUMENTS = """?statement det:inGraph ?graph .
  FILTER(STRSTARTS(STR(?graph), STR(<graph/document/>)))"""


def read_evidence(release: Release, thing: URIRef) -> Evidence:
    """Read the passages of all statements in which a thing stands, or of a claim's contents."""
    return _read(release, bound(_query(_OF_A_THING), this=thing))


def read_evidence_of(release: Release, triples: tuple[Triple, ...]) -> Evidence:
    """Read the passages of some triples."""
    return _read(release, bound(_query(_OF_TRIPLES), these=triples))


def read_evidence_of_documents(release: Release) -> Evidence:
    """Read the passages of all that documents state."""
    return _read(release, _query(_OF_DOCUMENTS))


def _query(statements: str) -> str:
    return query("evidence").replace("#statements", statements)


def _read(release: Release, text: str) -> Evidence:
    return Evidence(list(release.store.query(text, base=release.manifest.base).rows()))


def _quote(rows: list[Row], labels: Labels) -> Quote:
    first = rows[0]
    before, marked, after = _parts(first)
    marks = sorted({row["mark"] for row in rows if "mark" in row})
    return Quote(
        before,
        marked,
        after,
        labels.shown(first["sentence"]),
        labels.shown(first["document"]),
        labels.shown(first["rule"]),
        tuple(labels.shown(mark) for mark in marks),
        tuple(sorted({str(row["antecedent"]) for row in rows if "antecedent" in row})),
        labels.shown(first["confidence"]) if "confidence" in first else None,
        str(first.get("confirmed", "")),
    )


def _parts(row: Row) -> tuple[str, str, str]:
    """Split a sentence at the span; words that are not where they should be are looked for."""
    text, exact = str(row["text"]), str(row["exact"])
    start = int(str(row["start"])) - int(str(row["from"]))
    if start < 0 or text[start : start + len(exact)] != exact:
        start = text.find(exact)
    if start < 0:
        return text, "", ""
    return text[:start], exact, text[start + len(exact) :]
