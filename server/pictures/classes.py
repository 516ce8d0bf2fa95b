"""The tree of classes with the number of things in each, drawn from left to right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.release import Release
from ontology.tree import Branch
from server.pictures.acts import rows_of

__all__ = ["Leaf", "Tree", "draw_tree", "instances"]

_ROW = 26
_STEP = 165
_LEFT = 14
_TOP = 22
_NARROWEST = 1_150
"""Least width, so that a small tree is not blown up."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A class, its number of things, and where it and the class above it are drawn."""

    anchor: str
    label: str
    number: int
    depth: int
    x: float
    y: float
    path: str
    above: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The picture of a tree."""

    width: float
    height: float
    leaves: tuple[Leaf, ...]


def instances(release: Release) -> dict[str, int]:
    """Return how many things each class has, by its local name."""
    rows = rows_of(release, "instances")
    return {str(row["kind"]).partition("#")[2]: int(str(row["number"])) for row in rows}


def draw_tree(branches: Iterable[Branch], numbers: Mapping[str, int], *, all_: bool) -> Tree:
    """Draw the classes that have things, or all of them; one below two is drawn below each."""
    rows = list(_rows(branches, numbers, all_, 0, -1, [0]))
    places = [(_LEFT + depth * _STEP, _TOP + row * _ROW) for row, (_, depth, _) in enumerate(rows)]
    leaves = []
    for (branch, depth, above), (x, y) in zip(rows, places, strict=True):
        path = _elbow(places[above], (x, y)) if above >= 0 else ""
        parent = rows[above][0].label if above >= 0 else ""
        number = numbers.get(branch.anchor, 0)
        leaves.append(Leaf(branch.anchor, branch.label, number, depth, x, y, path, parent))
    deepest = max((leaf.depth for leaf in leaves), default=0)
    width = max(_LEFT + (deepest + 1) * _STEP + 60, _NARROWEST)
    return Tree(width, _TOP + len(leaves) * _ROW, tuple(leaves))


def _rows(
    branches: Iterable[Branch],
    numbers: Mapping[str, int],
    all_: bool,
    depth: int,
    above: int,
    count: list[int],
) -> Iterator[tuple[Branch, int, int]]:
    for branch in branches:
        if all_ or _is_used(branch, numbers):
            own = count[0]
            count[0] += 1
            yield branch, depth, above
            yield from _rows(branch.below, numbers, all_, depth + 1, own, count)


def _is_used(branch: Branch, numbers: Mapping[str, int]) -> bool:
    return branch.anchor in numbers or any(_is_used(each, numbers) for each in branch.below)


def _elbow(above: tuple[float, float], here: tuple[float, float]) -> str:
    return f"M{above[0] + 6:.0f},{above[1] + 6:.0f}V{here[1]:.0f}H{here[0] - 6:.0f}"
