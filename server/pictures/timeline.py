"""The time line: phases, events and claims side by side, each where its days are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.release import Release
from server.dates import spoken
from server.labels import Labels, Shown
from server.pictures.acts import Act, rows_of

__all__ = [
    "Band",
    "Entry",
    "Mark",
    "TimeLine",
    "claim_entries",
    "draw_timeline",
    "event_entries",
    "phase_entries",
]

WIDTH = 1100
_LEFT, _RIGHT = 20, 1080
_ROW = 24
_TOP = 34
_LETTER = 6.6
"""About the width of a letter of a label."""
_LONGEST = 56
"""Most letters of a label."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is drawn on a line of time: its name, its time and its tone."""

    shown: Shown
    date: str
    earliest: str
    latest: str
    tone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry, and where its bar and its label are drawn."""

    entry: Entry
    x: float
    y: float
    width: float
    text_x: float
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """Entries of one kind below one another."""

    title: str
    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The picture: years along the top, bands below."""

    width: int
    height: float
    years: tuple[tuple[int, float], ...]
    bands: tuple[Band, ...]


def event_entries(acts: Iterable[Act]) -> list[Entry]:
    """Return the acts whose time is known."""
    return [
        Entry(act.event, act.date, act.earliest, act.latest, act.tone, act.kind.text)
        for act in acts
        if act.earliest
    ]


def phase_entries(release: Release) -> list[Entry]:
    """Return the phases whose time is known."""
    rows = [row for row in rows_of(release, "phases") if "earliest" in row and "latest" in row]
    labels = Labels(release, {row["phase"] for row in rows})
    return [
        Entry(
            labels.shown(row["phase"]),
            spoken(str(row.get("date", ""))),
            str(row["earliest"]),
            str(row["latest"]),
            "phase",
        )
        for row in rows
    ]


def claim_entries(release: Release) -> list[Entry]:
    """Return the claims that were made at a known time, with their speakers."""
    rows = rows_of(release, "dated-claims")
    labels = Labels(release, {row[name] for row in rows for name in ("claim", "speaker")})
    return [
        Entry(
            labels.shown(row["claim"]),
            spoken(str(row["date"])),
            str(row["earliest"]),
            str(row["latest"]),
            "claim",
            labels.shown(row["speaker"]).text,
        )
        for row in rows
    ]


def draw_timeline(bands: Iterable[tuple[str, list[Entry]]]) -> TimeLine:
    """Draw bands of entries below one axis of years."""
    filled = [(title, sorted(entries, key=_first)) for title, entries in bands if entries]
    days = [_day(d) for _, entries in filled for e in entries for d in (e.earliest, e.latest)]
    if not days:
        return TimeLine(WIDTH, _TOP, (), ())
    first = date.fromordinal(min(days)).year
    last = date.fromordinal(max(days)).year + 1
    axis = _Axis(date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal())
    y, drawn = float(_TOP), []
    for title, entries in filled:
        band = _band(title, entries, axis, y + 22)
        drawn.append(band)
        y = max(mark.y for mark in band.marks) + _ROW
    step = max(1, -(-(last - first) // 14))
    years = ((year, axis.at(date(year, 1, 1).toordinal())) for year in range(first, last + 1, step))
    return TimeLine(WIDTH, y + 12, tuple(years), tuple(drawn))


@dataclass(frozen=True, slots=True)
class _Axis:
    first: int
    last: int

    def at(self, day: int) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)


def _band(title: str, entries: list[Entry], axis: _Axis, top: float) -> Band:
    """Put each entry in the first row in which it and its label have room."""
    ends: list[float] = []
    marks: list[Mark] = []
    for entry in entries:
        x, end = axis.at(_day(entry.earliest)), axis.at(_day(entry.latest) + 1)
        label = _short(entry.shown.name)
        room = len(label) * _LETTER
        width = max(end - x, 5)
        right = x + width + 5 + room <= WIDTH
        start = x if right else x - 5 - room
        row = next((n for n, taken in enumerate(ends) if taken < start), len(ends))
        ends[row : row + 1] = [x + width + (5 + room if right else 0) + 12]
        text_x = x + width + 5 if right else x - 5
        anchor = "start" if right else "end"
        marks.append(Mark(entry, x, top + row * _ROW, width, text_x, anchor, label))
    return Band(title, top - 8, tuple(marks))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _first(entry: Entry) -> tuple[str, str]:
    return entry.earliest, entry.shown.text


def _day(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal()
