"""The contradictions of a closure for programs: rule, message, premises and their proof."""

from typing import Any

from graph.reasoning.contradictions import Contradiction, contradictions
from graph.reasoning.derivations import together
from graph.reasoning.engine import Engine
from graph.reasoning.proofs import Prover, triple_of
from graph.reasoning.rendering import steps_of
from graph.reasoning.sentences import sentence

__all__ = ["reported"]


def reported(engine: Engine) -> list[dict[str, Any]]:
    """Return each contradiction as JSON has it, in the order of the rules' names."""
    prover = Prover(engine)
    return [_told(engine, prover, found) for found in contradictions(engine)]


def _told(engine: Engine, prover: Prover, found: Contradiction) -> dict[str, Any]:
    premises = [triple_of(engine, number) for number in found.premises]
    proofs = [proof for triple in premises if (proof := prover.explain(triple)) is not None]
    return {
        "rule": found.rule,
        "message": sentence(engine, found),
        "premises": premises,
        "proof": steps_of(together(proofs)),
    }
