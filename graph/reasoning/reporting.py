"""The inconsistencies of a closure for programs: rule, message, premises and their proof."""

from collections.abc import Iterable
from typing import Any

from graph.reasoning.derivations import together
from graph.reasoning.findings import Inconsistency
from graph.reasoning.rendering import steps_of

__all__ = ["reported"]


def reported(found: Iterable[Inconsistency]) -> list[dict[str, Any]]:
    """Return each inconsistency as JSON has it; a proof is a list of steps."""
    return [
        {
            "rule": each.rule,
            "message": each.message,
            "premises": each.premises,
            "proof": steps_of(together(each.proofs)),
        }
        for each in found
    ]
