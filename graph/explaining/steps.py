"""What an explanation is made of: steps from asserted triples to the one that is explained."""

import msgspec

from graph.explaining.passages import Passage

__all__ = ["Explanation", "Step"]


class Step(msgspec.Struct, frozen=True):
    """A triple, how it came to hold, and where an asserted one stands and was read."""

    triple: tuple[str, str, str]
    """As N-Triples writes it."""
    rule: str
    """The rule of OWL 2 RL by its name, or ``asserted``."""
    premises: tuple[int, ...]
    """The places of the premises among the steps."""
    graphs: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


class Explanation(msgspec.Struct, frozen=True):
    """Steps each of which follows from earlier ones; the last is what is explained."""

    steps: tuple[Step, ...]
    descriptions: tuple[str, ...]
    """The IRIs of what describes the triples in the release."""
    own: str = ""
    """What the release does not have of these descriptions, as N-Triples."""
