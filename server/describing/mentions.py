"""Where else a thing occurs: the events in which it has a role, and what refers to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.release import Release
from graph.store import Node
from server.binding import bound, query
from server.dates import spoken
from server.describing.evidence import Evidence, Quote, Statement
from server.describing.rows import Row as Backwards
from server.describing.rows import Value
from server.labels import Labels, Shown
from server.links import proof_path

__all__ = ["Mentions", "Part", "Role", "read_mentions"]

Row = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Role:
    """What a thing is in an event, whether that is inferred, and the page of its proof."""

    name: Shown
    key: str
    inferred: bool
    proof: str


@dataclass(frozen=True, slots=True)
class Part:
    """An event, and the roles of the thing in it."""

    event: Shown
    date: str
    tone: str
    """``hostile``, ``cooperative`` or nothing."""
    roles: tuple[Role, ...]
    """Those that were read; those that follow only where none was."""
    words: tuple[str, ...]
    """What was said in it."""
    quotes: tuple[Quote, ...]


class Mentions:
    """The triples whose object a thing is."""

    def __init__(self, thing: URIRef, base: str, rows: list[Row]) -> None:
        """Keep rows in the order of their dates."""
        self._thing, self._base, self._inferred = thing, base, f"{base}graph/inferred"
        self._rows = rows

    def nodes(self) -> set[Node]:
        """Return what needs a label when the mentions are shown."""
        return {row[name] for row in self._rows for name in ("subject", "predicate")}

    def parts(self, evidence: Evidence, labels: Labels) -> tuple[Part, ...]:
        """Return the events in which the thing has a role, earliest first, undated last."""
        events = self._by_subject(event=True)
        dated = sorted(events.values(), key=lambda rows: str(rows[0].get("earliest", "9999")))
        return tuple(self._part(rows, evidence, labels) for rows in dated)

    def rows(self, evidence: Evidence, labels: Labels) -> tuple[Backwards, ...]:
        """Return the properties through which what is no event leads to the thing."""
        found: dict[Node, dict[Node, list[Row]]] = {}
        for rows in self._by_subject(event=False).values():
            for row in rows:
                subjects = found.setdefault(row["predicate"], {})
                subjects.setdefault(row["subject"], []).append(row)
        return tuple(
            Backwards(
                labels.shown(predicate),
                tuple(self._value(rows, evidence, labels) for rows in subjects.values()),
                f"^{self._key(predicate)}",
            )
            for predicate, subjects in sorted(found.items())
        )

    def _value(self, rows: list[Row], evidence: Evidence, labels: Labels) -> Value:
        origin = "inferred" if self._is_inferred(rows) else "stated"
        quotes = self._quotes(rows, evidence, labels)
        return Value(labels.shown(rows[0]["subject"]), origin, quotes, self._proof(rows[0]))

    def _key(self, predicate: Node) -> str:
        return str(predicate).removeprefix(f"{self._base}ontology#")

    def _proof(self, row: Row) -> str:
        return proof_path((row["subject"], row["predicate"], self._thing), self._base)

    def _by_subject(self, *, event: bool) -> dict[Node, list[Row]]:
        found: dict[Node, list[Row]] = {}
        for row in self._rows:
            if (str(row.get("isEvent")) == "true") is event:
                found.setdefault(row["subject"], []).append(row)
        return found

    def _part(self, rows: list[Row], evidence: Evidence, labels: Labels) -> Part:
        by_role: dict[Node, list[Row]] = {}
        for row in rows:
            by_role.setdefault(row["predicate"], []).append(row)
        roles = tuple(self._role(role, each, labels) for role, each in by_role.items())
        date = next((spoken(str(row["date"])) for row in rows if "date" in row), "")
        return Part(
            labels.shown(rows[0]["subject"]),
            date,
            str(rows[0].get("tone", "")),
            tuple(role for role in roles if not role.inferred) or roles,
            _longest({str(row["words"]): None for row in rows if "words" in row}),
            self._quotes(rows, evidence, labels),
        )

    def _role(self, role: Node, rows: list[Row], labels: Labels) -> Role:
        inferred, key = self._is_inferred(rows), self._key(role)
        return Role(labels.shown(role), key, inferred, self._proof(rows[0]))

    def _is_inferred(self, rows: list[Row]) -> bool:
        return all(str(row["graph"]) == self._inferred for row in rows)

    def _quotes(self, rows: list[Row], evidence: Evidence, labels: Labels) -> tuple[Quote, ...]:
        statements: list[Statement] = [
            (r["subject"], r["predicate"], self._thing, r["graph"]) for r in rows
        ]
        return evidence.of(statements, labels)


def _longest(several: Iterable[str]) -> tuple[str, ...]:
    """Leave out words that are a part of others."""
    found = tuple(several)
    return tuple(each for each in found if not any(each in o for o in found if o != each))


def read_mentions(release: Release, thing: URIRef) -> Mentions:
    """Read the triples whose object a thing is."""
    base = release.manifest.base
    rows = release.store.query(bound(query("mentions"), this=thing), base=base).rows()
    return Mentions(thing, base, [row for row in rows if isinstance(row["subject"], URIRef)])
