"""What an engine hands back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from rdflib import Graph

from graph.reasoning.proofs import Proof, Tokens

__all__ = ["Closure", "Inconsistency"]


@dataclass(frozen=True, slots=True, order=True)
class Inconsistency:
    """Triples that cannot all be true, and the rule that says so."""

    message: str
    """One sentence, which names no blank node: their names differ from run to run."""
    rule: str = ""
    """The W3C's name of the rule; empty where the engine does not tell."""
    premises: tuple[Tokens, ...] = ()
    """The triples, their terms as N-Triples writes them; none where the engine does not tell."""
    _prove: Callable[[Tokens], Proof] | None = field(default=None, compare=False, repr=False)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Why each of the premises holds, in their order; found when asked for."""
        return () if self._prove is None else tuple(map(self._prove, self.premises))


@dataclass(frozen=True, slots=True)
class Closure:
    """What follows from a graph, without the graph itself, and where it contradicts itself."""

    inferred: Graph
    inconsistencies: tuple[Inconsistency, ...]
    """Sorted by their messages; empty where no contradiction was found."""
