"""Which parts of the dataset a query asks: what is asserted, what is inferred, what is claimed."""

from collections.abc import Iterable

from graph.names import Names
from graph.store import Selection

__all__ = ["PARTS", "ScopeError", "parts_in", "selection_of"]

PARTS = ("asserted", "inferred", "claims")
"""The parts, of which a query asks the first two unless it names others."""


class ScopeError(ValueError):
    """A part is named that there is not."""


def parts_in(text: str) -> frozenset[str]:
    """Return the parts that a text names, with commas between; raises ScopeError.

    >>> sorted(parts_in("claims,asserted"))
    ['asserted', 'claims']
    """
    named = frozenset(text.split(","))
    if named <= set(PARTS):
        return named
    raise ScopeError(f"graphs={text} names no part: choose of {', '.join(PARTS)}")


def selection_of(
    parts: frozenset[str], graphs: Iterable[str], names: Names, *, is_release: bool
) -> Selection:
    """Return the dataset whose default graph is the merge of some parts.

    GRAPH finds all graphs, but what is inferred, and its proofs, only where that is asked for.
    What is asserted is in named graphs, or, in what is no release, in the default graph.
    """
    found: dict[str, list[str]] = {part: [] for part in (*PARTS, "")}
    for graph in graphs:
        found[_part(graph, names)].append(graph)
    asserted = found["asserted"] if is_release else [""]
    merged = {**found, "asserted": asserted}
    hidden = [] if "inferred" in parts else [*found["inferred"], *found[""]]
    named = sorted(graph for each in found.values() for graph in each if graph not in hidden)
    return Selection(tuple(sorted(graph for part in parts for graph in merged[part])), tuple(named))


def _part(graph: str, names: Names) -> str:
    """Return the part that a graph belongs to; empty for the proofs."""
    if graph == str(names.graph("inferred")):
        return "inferred"
    if names.is_claim(graph):
        return "claims"
    return "asserted" if names.is_merged(graph) else ""
