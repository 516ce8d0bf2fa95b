"""What can keep a reasoner from its work."""

from graph.errors import DetenteError

__all__ = ["ClosureError"]


class ClosureError(DetenteError):
    """A closure would not fit, or is asked of what the engine does not reason about."""
