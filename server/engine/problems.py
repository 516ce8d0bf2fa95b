"""What can come of a query besides an answer.

::

    DetenteError
    ├── BusyError          too many queries are waiting: come again later
    ├── DeadlineError      it took longer than a query may
    ├── CancelledError     somebody stopped it
    ├── CrashError         its worker died of it
    ├── GoneError          whoever asked has gone
    └── QueryError
        └── LargeAnswerError   the answer is larger than one may be
"""

from collections.abc import Mapping

from graph.errors import DetenteError, FormatError, QueryError, ReleaseError
from graph.reasoning.problems import ClosureError
from graph.writing.rules import ProtectedError
from server.engine.changes import MissingError
from server.engine.frames import Failure
from server.guard import OutsideCallError, TooLongError, UpdateError

__all__ = [
    "BusyError",
    "CancelledError",
    "CrashError",
    "DeadlineError",
    "GoneError",
    "LargeAnswerError",
    "error_of",
]


class BusyError(DetenteError):
    """Too many queries are running or waiting."""

    retry_after = 2
    """Seconds after which it is worth another try."""


class DeadlineError(DetenteError):
    """A query took longer than it may."""


class CancelledError(DetenteError):
    """A query was stopped by somebody."""


class CrashError(DetenteError):
    """A worker died of a query."""


class GoneError(DetenteError):
    """Whoever asked has gone."""


class LargeAnswerError(QueryError):
    """An answer is larger than one may be."""


_ERRORS: Mapping[str, type[DetenteError]] = {
    "ClosureError": ClosureError,
    "FormatError": FormatError,
    "MissingError": MissingError,
    "OutsideCallError": OutsideCallError,
    "ProtectedError": ProtectedError,
    "ReleaseError": ReleaseError,
    "TooLongError": TooLongError,
    "TooMuchError": LargeAnswerError,
    "UpdateError": UpdateError,
}


def error_of(failure: Failure) -> DetenteError:
    """Return the error that a worker tells of."""
    error = _ERRORS.get(failure.error, QueryError)(failure.message)
    if isinstance(error, QueryError):
        error.line, error.column = failure.line, failure.column
    return error
