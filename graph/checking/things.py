"""Whether the things of a graph have the shapes that ``ontology/shapes.ttl`` asks of them."""

from collections.abc import Iterator
from functools import lru_cache

from graph.checking.served import default_graph
from graph.checking.shacl import Result, results
from graph.checking.telling import told
from graph.release import Release
from ontology.terms import turtle_at

__all__ = ["incomplete", "misshapen"]


def misshapen(release: Release) -> Iterator[str]:
    """Yield what cannot be as it is, whatever the text says."""
    yield from told(release, [result for result in _results(release) if not result.warning])


def incomplete(release: Release) -> Iterator[str]:
    """Yield what may be missing, unless the text leaves it out."""
    yield from told(release, [result for result in _results(release) if result.warning])


@lru_cache(maxsize=2)
def _results(release: Release) -> list[Result]:
    return results(default_graph(release), turtle_at("shapes", release.names.base))
