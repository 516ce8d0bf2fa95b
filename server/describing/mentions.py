"""Where else a thing occurs: the events in which it has a role, and what refers to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.release import Release
from graph.store import Node
from server.binding import bound, query
from server.dates import spoken
from server.describing.evidence import Evidence, Quote, Statement
from server.labels import Labels, Shown

__all__ = ["Mentions", "Part", "Reference", "read_mentions"]

Row = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Reference:
    """A property through which something else refers to the thing."""

    predicate: Shown
    subject: Shown
    inferred: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An event, and the roles of the thing in it."""

    event: Shown
    date: str
    roles: tuple[tuple[Shown, bool], ...]
    """Each role, and whether it is inferred."""
    quotes: tuple[Quote, ...]


class Mentions:
    """The triples whose object a thing is."""

    def __init__(self, thing: URIRef, base: str, rows: list[Row]) -> None:
        """Keep rows in the order of their dates."""
        self._thing, self._inferred = thing, f"{base}graph/inferred"
        self._rows = rows

    def nodes(self) -> set[Node]:
        """Return what needs a label when the mentions are shown."""
        return {row[name] for row in self._rows for name in ("subject", "predicate")}

    def parts(self, evidence: Evidence, labels: Labels) -> tuple[Part, ...]:
        """Return the events in which the thing has a role, earliest first, undated last."""
        events = self._by_subject(event=True)
        dated = sorted(events.values(), key=lambda rows: str(rows[0].get("earliest", "9999")))
        return tuple(self._part(rows, evidence, labels) for rows in dated)

    def references(self, evidence: Evidence, labels: Labels) -> tuple[Reference, ...]:
        """Return what else refers to the thing, each property and subject once."""
        found: dict[tuple[Node, Node], list[Row]] = {}
        for rows in self._by_subject(event=False).values():
            for row in rows:
                found.setdefault((row["predicate"], row["subject"]), []).append(row)
        return tuple(
            Reference(
                labels.shown(predicate),
                labels.shown(subject),
                self._is_inferred(rows),
                self._quotes(rows, evidence, labels),
            )
            for (predicate, subject), rows in sorted(found.items())
        )

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
        roles = ((labels.shown(role), self._is_inferred(each)) for role, each in by_role.items())
        date = next((spoken(str(row["date"])) for row in rows if "date" in row), "")
        return Part(
            labels.shown(rows[0]["subject"]),
            date,
            tuple(sorted(roles, key=lambda role: role[1])),
            self._quotes(rows, evidence, labels),
        )

    def _is_inferred(self, rows: list[Row]) -> bool:
        return all(str(row["graph"]) == self._inferred for row in rows)

    def _quotes(self, rows: list[Row], evidence: Evidence, labels: Labels) -> tuple[Quote, ...]:
        statements: list[Statement] = [
            (r["subject"], r["predicate"], self._thing, r["graph"]) for r in rows
        ]
        return evidence.of(statements, labels)


def read_mentions(release: Release, thing: URIRef) -> Mentions:
    """Read the triples whose object a thing is."""
    base = release.manifest.base
    rows = release.store.query(bound(query("mentions"), this=thing), base=base).rows()
    return Mentions(thing, base, [row for row in rows if isinstance(row["subject"], URIRef)])
