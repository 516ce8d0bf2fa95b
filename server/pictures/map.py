"""The map: where events took place, on a bundled outline of the world's land."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asinh, degrees, radians, sqrt, tan
from typing import Any

from graph.release import Release
from graph.store import Node
from server.assets import STATIC
from server.labels import Labels, Shown
from server.pictures.acts import Act, acts, rows_of

__all__ = ["Map", "Site", "Spot", "draw_map", "mercator", "sites"]

_RATIO = 1.6
_SMALLEST = 30.0
"""Least width of the map, in degrees of longitude."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place with the acts there; without coordinates where they are not known."""

    place: Shown
    acts: tuple[Act, ...]
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A site on the map."""

    site: Site
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Map:
    """The picture: a window on the world, its land, and spots; one unit is a degree."""

    x: float
    y: float
    width: float
    height: float
    land: str
    spots: tuple[Spot, ...]

    @property
    def unit(self) -> float:
        """How many degrees a thousandth of the picture's width is."""
        return self.width / 1000


def sites(release: Release, wanted: Iterable[Act]) -> tuple[Site, ...]:
    """Return the places of some acts, those with most acts first."""
    rows = rows_of(release, "places")
    labels = Labels(release, {row["place"] for row in rows})
    known, admitted = acts(release), {act.event.iri for act in wanted}
    found: dict[str, dict[str, Act]] = {}
    where: dict[str, Site] = {}
    for row in rows:
        act = known.get(str(row["act"]))
        if act and act.event.iri in admitted:
            place = str(row["place"])
            found.setdefault(place, {})[act.event.iri] = act
            where[place] = Site(labels.shown(row["place"]), (), *_coordinates(row))
    whole = (
        Site(site.place, tuple(found[place].values()), site.longitude, site.latitude)
        for place, site in where.items()
    )
    return tuple(sorted(whole, key=lambda site: (-len(site.acts), site.place.text)))


def draw_map(found: Iterable[Site]) -> Map:
    """Draw the sites whose coordinates are known, and the part of the world around them."""
    spots = [
        Spot(site, site.longitude, mercator(site.latitude), sqrt(len(site.acts)))
        for site in found
        if site.longitude is not None and site.latitude is not None
    ]
    x, y, width, height = _window(spots)
    land = " ".join(
        each["path"]
        for each in _world().get("land", ())
        if _meets(each["box"], (x, y, x + width, y + height))
    )
    return Map(x, y, width, height, land, tuple(spots))


def _meets(box: Sequence[float], window: Sequence[float]) -> bool:
    """Tell whether two boxes overlap; each is left, top, right, bottom."""
    return box[0] < window[2] and window[0] < box[2] and box[1] < window[3] and window[1] < box[3]


def mercator(latitude: float) -> float:
    """Return how far down a latitude is drawn, with a degree of longitude as the unit.

    >>> round(mercator(60), 2), mercator(0) == 0
    (-75.46, True)
    """
    return -degrees(asinh(tan(radians(latitude))))


def _window(spots: list[Spot]) -> tuple[float, float, float, float]:
    if not spots:
        return -180.0, -100.0, 360.0, 225.0
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    width = max((max(xs) - min(xs)) * 1.5, (max(ys) - min(ys)) * 1.6 * _RATIO, _SMALLEST)
    height = width / _RATIO
    x, y = (min(xs) + max(xs) - width) / 2, (min(ys) + max(ys) - height) / 2
    return round(x, 2), round(y, 2), round(width, 2), round(height, 2)


def _coordinates(row: Mapping[str, Node]) -> tuple[float, float] | tuple[None, None]:
    """Return longitude and latitude of a place as the graph has them, or of a state's middle."""
    if "latitude" in row:
        return float(str(row["longitude"])), float(str(row["latitude"]))
    states: Mapping[str, tuple[float, float]] = _world().get("states", {})
    return states.get(str(row.get("number", ""))) or (None, None)


@cache
def _world() -> dict[str, Any]:
    path = STATIC / "built" / "world.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}
