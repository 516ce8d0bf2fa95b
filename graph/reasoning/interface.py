"""The one way to ask for a closure, whichever engine computes it."""

from collections.abc import Callable

from rdflib import Graph

from graph.errors import DetenteError
from graph.reasoning.columnar import close as close_by_columns
from graph.reasoning.findings import Closure
from graph.reasoning.owlrl_engine import close as close_by_owlrl

__all__ = ["ENGINES", "Closure", "closure"]

ENGINES: dict[str, Callable[[Graph], Closure]] = {
    "columnar": close_by_columns,
    "owlrl": close_by_owlrl,
}
"""The engines by name."""


def closure(asserted: Graph, engine: str = "columnar") -> Closure:
    """Return what follows from ``asserted``, which is left as it is; raises DetenteError.

    A contradiction is a finding in the answer and never an exception.
    """
    if engine not in ENGINES:
        known = ", ".join(sorted(ENGINES))
        raise DetenteError(f"unknown reasoning engine {engine!r}: choose one of {known}")
    return ENGINES[engine](asserted)
