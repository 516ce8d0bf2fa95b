"""Who dealt with whom: a network whose lines are acts, and the same as rows of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, hypot, sqrt

import networkx

from server.labels import Shown
from server.pictures.acts import TONES, Act, Dealing

__all__ = ["HEIGHT", "WIDTH", "Line", "Network", "Point", "draw_links", "draw_network", "positions"]

WIDTH, HEIGHT = 1000, 640
_MARGIN = 90
_HEAD = 8.0
"""Length of the arrowhead of the thinnest line."""
_SEED = 7
"""Any number will do; a fixed one draws the same graph the same way each time."""

_Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """An actor, where it is drawn, and where its label: above the circle or below."""

    actor: Shown
    x: float
    y: float
    radius: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Line:
    """All that two actors did, of one tone, and the curve that shows it."""

    one: Shown
    other: Shown
    together: bool
    tone: str
    acts: tuple[Act, ...]
    path: str
    width: float
    head: str
    """The arrowhead, a triangle; none where both acted together."""

    @property
    def text(self) -> str:
        """What the line says, for a reader who does not see it."""
        if not self.acts:
            return f"{self.one.text} and {self.other.text}"
        between = "with" if self.together else "towards"
        return f"{self.one.text} {between} {self.other.text}: {len(self.acts)} {self.tone}"


@dataclass(frozen=True, slots=True)
class Network:
    """The picture: points, and the lines between them."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float


def draw_network(dealings: Iterable[Dealing]) -> Network:
    """Draw dealings as a network."""
    grouped: dict[tuple[Shown, Shown, bool, str], list[Act]] = {}
    for each in dealings:
        key = (each.one, each.other, each.together, each.act.tone)
        grouped.setdefault(key, []).append(each.act)
    return _drawn(grouped)


def _drawn(grouped: Mapping[tuple[Shown, Shown, bool, str], list[Act]]) -> Network:
    weights: dict[tuple[str, str], int] = {}
    for (one, other, *_), acts in grouped.items():
        weights[one.iri, other.iri] = weights.get((one.iri, other.iri), 0) + max(len(acts), 1)
    places = positions(weights)
    degrees = _degrees(weights)
    actors = sorted({end for one, other, *_ in grouped for end in (one, other)})
    radii = {iri: 7 + 3 * sqrt(degree) for iri, degree in degrees.items()}
    ends = _neighbours(weights)
    points = (_point(a, places, radii[a.iri], ends[a.iri]) for a in actors)
    return Network(tuple(points), tuple(_lines(grouped, places, radii)))


def _point(
    actor: Shown, places: Mapping[str, tuple[float, float]], radius: float, others: Iterable[str]
) -> Point:
    """Put the label on that side of the circle, above or below, where fewer lines are."""
    x, y = places[actor.iri]
    above = sum(_steepness((x, y), places[other]) for other in others)
    return Point(actor, x, y, radius, y - radius - 7 if above > 0 else y + radius + 16)


def _steepness(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Tell how much a line goes down (1) or up (-1)."""
    across, down = end[0] - start[0], end[1] - start[1]
    return down / (hypot(across, down) or 1)


def _neighbours(weights: Mapping[tuple[str, str], int]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in weights:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def draw_links(links: Iterable[tuple[Shown, Shown]]) -> Network:
    """Draw plain links between things as a network."""
    grouped: dict[tuple[Shown, Shown, bool, str], list[Act]] = {}
    for one, other in links:
        grouped.setdefault((one, other, False, TONES[-1]), [])
    return _drawn(grouped)


def positions(weights: Mapping[tuple[str, str], int]) -> dict[str, tuple[float, float]]:
    """Return a place in the picture for each end of some weighted lines."""
    graph = networkx.Graph()
    for (one, other), weight in sorted(weights.items()):
        graph.add_edge(one, other, weight=sqrt(weight))
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    places: dict[str, tuple[float, float]] = {}
    for part, box in zip(parts, _boxes([len(part) for part in parts]), strict=True):
        places |= _fitted(_layout(graph.subgraph(sorted(part))), box)
    return places


def _layout(part: "networkx.Graph[str]") -> dict[str, tuple[float, float]]:
    distance = 1.8 / sqrt(len(part))
    found = networkx.spring_layout(part, seed=_SEED, k=distance, iterations=300)
    return {name: (float(x), float(y)) for name, (x, y) in found.items()}


def _boxes(sizes: list[int]) -> list[_Box]:
    """Give the largest part the left of the picture, and the others a grid on the right."""
    if len(sizes) < 2:
        return [_Box(0, 0, WIDTH, HEIGHT)] * len(sizes)
    share = sqrt(sizes[0]) / (sqrt(sizes[0]) + sqrt(sum(sizes[1:])))
    left = WIDTH * min(max(share, 0.5), 0.75)
    columns = ceil((len(sizes) - 1) / 3)
    rows = ceil((len(sizes) - 1) / columns)
    width, height = (WIDTH - left) / columns, HEIGHT / rows
    cells = (
        (left + column * width, row * height) for row in range(rows) for column in range(columns)
    )
    others = [_Box(x, y, width, height) for x, y in cells]
    return [_Box(0, 0, left, HEIGHT), *others[: len(sizes) - 1]]


def _fitted(found: Mapping[str, tuple[float, float]], box: _Box) -> dict[str, tuple[float, float]]:
    """Stretch places over a box, but for a margin in which labels end."""
    fitted: list[list[float]] = []
    for axis, (start, size) in enumerate(((box.x, box.width), (box.y, box.height))):
        values = [place[axis] for place in found.values()]
        low, extent = min(values), max(values) - min(values) or 1
        margin = min(_MARGIN, size * 0.3)
        room = size - 2 * margin
        fitted.append([round(start + margin + room * (v - low) / extent, 1) for v in values])
    return dict(zip(found, zip(*fitted, strict=True), strict=True))


def _degrees(weights: Mapping[tuple[str, str], int]) -> dict[str, int]:
    degrees: dict[str, int] = {}
    for pair, weight in weights.items():
        for end in pair:
            degrees[end] = degrees.get(end, 0) + weight
    return degrees


def _lines(
    grouped: Mapping[tuple[Shown, Shown, bool, str], list[Act]],
    places: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
) -> Iterable[Line]:
    """Bend each line between the same two differently, so that none hides another."""
    drawn: dict[frozenset[str], int] = {}
    order = sorted(grouped.items(), key=lambda item: (TONES.index(item[0][3]), item[0]))
    for (one, other, together, tone), acts in order:
        pair = frozenset((one.iri, other.iri))
        number = drawn.get(pair, 0)
        drawn[pair] = number + 1
        bend = (number + 1) // 2 * 26 * (1 if number % 2 else -1)
        straight = one.iri < other.iri
        start, end = places[one.iri], places[other.iri]
        middle = _bent(start, end, bend if straight else -bend)
        width = round(1.5 + 1.5 * sqrt(len(acts)), 1)
        tip = _towards(end, middle, radii[other.iri] + 1)
        back = _towards(end, middle, radii[other.iri] + 1 + _HEAD + width)
        head = "" if together else _triangle(tip, back, _HEAD / 2 + width)
        path = _curve(start, middle, end if together else back)
        yield Line(one, other, together, tone, tuple(acts), path, width, head)


def _bent(start: _Place, end: _Place, bend: float) -> _Place:
    """Return the point that a line between two others is drawn to, to be bent."""
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1) or 1
    x = (x1 + x2) / 2 - bend * (y2 - y1) / length * 2
    return x, (y1 + y2) / 2 + bend * (x2 - x1) / length * 2


def _towards(start: _Place, end: _Place, distance: float) -> _Place:
    """Return the point at a distance from the first towards the second."""
    share = distance / (hypot(end[0] - start[0], end[1] - start[1]) or 1)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _triangle(tip: _Place, back: _Place, half: float) -> str:
    x, y = _towards(back, tip, half)
    across, down = x - back[0], y - back[1]
    left, right = (back[0] - down, back[1] + across), (back[0] + down, back[1] - across)
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in (tip, left, right)) + "Z"


def _curve(start: _Place, middle: _Place, end: _Place) -> str:
    (x1, y1), (x, y), (x2, y2) = start, middle, end
    return f"M{x1:.1f},{y1:.1f}Q{x:.1f},{y:.1f} {x2:.1f},{y2:.1f}"
