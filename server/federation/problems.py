"""What can come of a call to an endpoint besides its answer."""

from graph.errors import DetenteError

__all__ = ["ServiceError"]


class ServiceError(DetenteError):
    """An endpoint that SERVICE names does not answer, or not as it should."""
