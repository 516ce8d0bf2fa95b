"""Scopes: which stretches of a text cover a given one, found without looking at all of them.

>>> scopes = Scopes([(Span(0, 90), "outer"), (Span(10, 30), "inner"), (Span(40, 50), "other")])
>>> [name for _, name in scopes.around(Span(12, 20))], scopes.innermost(Span(45, 95))
(['inner', 'outer'], None)
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from graph.facts import Span

__all__ = ["Scopes"]

_Owner = TypeVar("_Owner")


class Scopes(Generic[_Owner]):
    """Spans with their owners, in the order of where they begin."""

    def __init__(self, scopes: Iterable[tuple[Span, _Owner]]) -> None:
        """Sort the scopes, and link each to the last one before it that ends later."""
        self._scopes = sorted(scopes, key=lambda scope: scope[0].start)
        self._starts = [span.start for span, _ in self._scopes]
        self._longer: list[int] = []
        open_: list[int] = []
        for here, (span, _) in enumerate(self._scopes):
            while open_ and self._scopes[open_[-1]][0].end <= span.end:
                open_.pop()
            self._longer.append(open_[-1] if open_ else -1)
            open_.append(here)

    def around(self, span: Span) -> Iterator[tuple[Span, _Owner]]:
        """Yield the scopes that cover a span, the last to begin first."""
        here = bisect_right(self._starts, span.start) - 1
        while here >= 0:
            if self._scopes[here][0].end >= span.end:
                yield self._scopes[here]
                here -= 1
            else:  # whatever lies between ends no later than this one
                here = self._longer[here]

    def cover(self, span: Span) -> bool:
        """Tell whether a scope covers a span."""
        return next(self.around(span), None) is not None

    def innermost(
        self, span: Span, wanted: Callable[[_Owner], bool] = lambda _owner: True
    ) -> _Owner | None:
        """Return the owner of the shortest scope that covers a span and is wanted, or None."""
        around = [(s.end - s.start, owner) for s, owner in self.around(span) if wanted(owner)]
        return min(reversed(around), key=lambda pair: pair[0])[1] if around else None
