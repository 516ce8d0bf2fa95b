"""What contradicts itself in a closure, each with its sentence, its premises and their proofs."""

from functools import cached_property

from graph.reasoning.contradictions import Contradiction, contradictions
from graph.reasoning.engine import Engine
from graph.reasoning.findings import Inconsistency
from graph.reasoning.proofs import Proof, Prover, Tokens
from graph.reasoning.vocabulary import Word

__all__ = ["inconsistencies"]

_TYPE = f"<{Word.TYPE.iri}>"


def inconsistencies(engine: Engine) -> tuple[Inconsistency, ...]:
    """Return each contradiction, sorted by their sentences."""
    prove = _Proving(engine)
    return tuple(sorted(_told(engine, found, prove) for found in contradictions(engine)))


class _Proving:
    """Proves premises; what it looks things up in is made when it is first asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, triple: Tokens) -> Proof:
        """Prove a premise."""
        proof = self._prover.explain(triple)
        assert proof is not None, f"{triple} was a premise and does not hold"
        return proof

    @cached_property
    def _prover(self) -> Prover:
        return Prover(self._engine)


def _told(engine: Engine, found: Contradiction, prove: _Proving) -> Inconsistency:
    tokens = engine.terms.tokens
    premises = tuple((tokens[s], tokens[p], tokens[o]) for s, p, o in found.premises)
    return Inconsistency(_sentence(found.rule, premises), found.rule, premises, prove)


def _sentence(rule: str, premises: tuple[Tokens, ...]) -> str:
    stated = [" ".join(map(_named, premise)) for premise in premises]
    if rule == "dt-not-type" and premises[0][1] != _TYPE:
        stated.append(f"{premises[0][2]} has no value")
    return f"{rule}: it cannot be that {'; '.join(stated)}"


def _named(token: str) -> str:
    return "an anonymous node" if token.startswith("_:") else token
