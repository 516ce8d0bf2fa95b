"""What is only claimed: by a thing, about it, or in one claim; always with its speaker."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.release import Release
from graph.store import Node
from server.binding import bound, query
from server.describing.evidence import Evidence
from server.describing.rows import Value
from server.labels import Labels, Shown

__all__ = ["Claim", "Claims", "Contents", "Told", "read_claims", "read_contents"]

_SHOWN = ("claim", "speaker", "modality", "polarity", "act")


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what, and in which mode."""

    claim: Shown
    speakers: tuple[Shown, ...]
    modality: Shown | None
    polarity: Shown | None
    act: Shown | None
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A triple of a claim; it is nobody's fact."""

    subject: Shown
    predicate: Shown
    value: Value


class Claims:
    """The claims that a thing makes or occurs in."""

    def __init__(self, thing: URIRef, rows: list[Mapping[str, Node]]) -> None:
        """Group rows by claim."""
        self._thing = thing
        self._claims: dict[Node, list[Mapping[str, Node]]] = {}
        for row in rows:
            self._claims.setdefault(row["claim"], []).append(row)

    def nodes(self) -> set[Node]:
        """Return what needs a label when the claims are shown."""
        rows = (row for group in self._claims.values() for row in group)
        return {row[name] for row in rows for name in _SHOWN if name in row}

    def shown(self, labels: Labels, *, own: bool) -> tuple[Claim, ...]:
        """Return the claims that the thing makes itself, or those of others that it occurs in."""
        return tuple(
            _claim(rows, labels)
            for rows in self._claims.values()
            if any(row.get("speaker") == self._thing for row in rows) is own
        )


class Contents:
    """What one claim says, in triples."""

    def __init__(self, claim: URIRef, rows: list[Mapping[str, Node]]) -> None:
        """Keep the triples of the claim's graph."""
        self._claim, self._rows = claim, rows

    def __bool__(self) -> bool:
        """Tell whether the claim has contents in triples."""
        return bool(self._rows)

    def nodes(self) -> set[Node]:
        """Return what needs a label when the contents are shown."""
        return {node for row in self._rows for node in row.values()}

    def told(self, evidence: Evidence, labels: Labels) -> tuple[Told, ...]:
        """Return what the claim says, with the passages in which it was read."""
        return tuple(self._told(row, evidence, labels) for row in self._rows)

    def _told(self, row: Mapping[str, Node], evidence: Evidence, labels: Labels) -> Told:
        subject, predicate, value = (row[name] for name in ("subject", "predicate", "object"))
        quotes = evidence.of([(subject, predicate, value, self._claim)], labels)
        shown = Value(labels.shown(value), "claimed", quotes)
        return Told(labels.shown(subject), labels.shown(predicate), shown)


def read_claims(release: Release, thing: URIRef) -> Claims:
    """Read the claims that a thing makes or occurs in."""
    text = bound(query("claims"), this=thing)
    return Claims(thing, list(release.store.query(text, base=release.manifest.base).rows()))


def read_contents(release: Release, claim: URIRef) -> Contents:
    """Read what a claim says; empty for anything that is no claim."""
    if not release.names.is_claim(claim):
        return Contents(claim, [])
    text = bound(query("contents"), this=claim)
    return Contents(claim, list(release.store.query(text, base=release.manifest.base).rows()))


def _claim(rows: list[Mapping[str, Node]], labels: Labels) -> Claim:
    def one(name: str) -> Shown | None:
        return next((labels.shown(row[name]) for row in rows if name in row), None)

    speakers = dict.fromkeys(labels.shown(row["speaker"]) for row in rows if "speaker" in row)
    contents = dict.fromkeys(str(row["content"]) for row in rows if "content" in row)
    return Claim(
        labels.shown(rows[0]["claim"]),
        tuple(speakers),
        one("modality"),
        one("polarity"),
        one("act"),
        tuple(contents),
    )
