"""What happened, who had to do with whom in it, where, and which of it a reader wants to see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.release import Release
from graph.store import Node
from server.binding import query
from server.dates import spoken
from server.labels import Labels, Shown
from server.remembering import remembered

__all__ = ["TONES", "Act", "Dealing", "Wanted", "acts", "dealings", "kinds", "rows_of"]

TONES = ("hostile", "cooperative", "neutral")


@dataclass(frozen=True, slots=True)
class Act:
    """An event with its kind, its time in words and as the days between which it lies."""

    event: Shown
    kind: Shown
    tone: str
    date: str
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class Dealing:
    """An act of one towards another, or of both together."""

    act: Act
    one: Shown
    other: Shown
    together: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants to see; empty means all."""

    kind: str = ""
    tone: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Wanted":
        """Return what the parameters of a request ask for."""
        return cls(*(parameters.get(name, "").strip() for name in cls.__slots__))

    def admits(self, act: Act) -> bool:
        """Tell whether an act is wanted."""
        return (
            self.kind in ("", act.kind.text)
            and self.tone in ("", act.tone)
            and self.within(act.earliest, act.latest)
        )

    def within(self, earliest: str, latest: str) -> bool:
        """Tell whether a time meets the years asked for; an unknown one does when none are."""
        if not earliest:
            return not (self.since or self.until)
        return latest[:4] >= self.since and (not self.until or earliest[:4] <= self.until)


@remembered(2)
def acts(release: Release) -> Mapping[str, Act]:
    """Return what happened, in the order of time, by the IRI of the event."""
    rows = rows_of(release, "acts")
    labels = Labels(release, {row[name] for row in rows for name in ("act", "kind")})
    found: dict[str, Act] = {}
    for row in rows:
        found.setdefault(str(row["act"]), _act(row, labels))
    return found


@remembered(2)
def dealings(release: Release) -> tuple[Dealing, ...]:
    """Return who dealt with whom, act by act."""
    rows = rows_of(release, "dealings")
    labels = Labels(release, {row[name] for row in rows for name in ("one", "other")})
    happened = acts(release)
    return tuple(
        Dealing(
            happened[str(row["act"])],
            labels.shown(row["one"]),
            labels.shown(row["other"]),
            str(row["together"]) == "true",
        )
        for row in rows
        if str(row["act"]) in happened
    )


def rows_of(release: Release, name: str) -> list[dict[str, Node]]:
    """Return the solutions of one of the server's own queries."""
    return list(release.store.query(query(name), base=release.manifest.base).rows())


def _act(row: dict[str, Node], labels: Labels) -> Act:
    earliest, latest = (str(row.get(name, "")) for name in ("earliest", "latest"))
    date = spoken(str(row["date"])) if "date" in row else ""
    event, kind = labels.shown(row["act"]), labels.shown(row["kind"])
    return Act(event, kind, str(row["tone"]), date, earliest or latest, latest or earliest)


def kinds(release: Release) -> Iterator[str]:
    """Yield the kinds of acts that there are, by name."""
    yield from sorted({act.kind.text for act in acts(release).values()})
