"""The release that is served, opened again when a build has put another one in its place."""

from pathlib import Path
from typing import Protocol, cast

from flask import current_app, g

from graph.errors import ReleaseError
from graph.release import Release, current

__all__ = ["EXTENSION", "Holder", "Served", "release"]

EXTENSION = "detente"
"""The key under which the application keeps what it serves."""


class Holder(Protocol):
    """What knows which release is served."""

    def now(self) -> Release:
        """Return the current release."""


class Served:
    """The current release of a data directory."""

    def __init__(self, data: Path) -> None:
        """Open what ``data`` holds now; raises ReleaseError where there is nothing."""
        self._data = data
        self._release = current(data)

    def now(self) -> Release:
        """Return the current release; one link is read, nothing is locked.

        Two threads that notice a new build at once both open it, which is harmless: a store is
        opened for reading only.
        """
        try:
            there = (self._data / "current").resolve(strict=True)
        except OSError as error:
            raise ReleaseError(f"there is no graph in {self._data} any more: build it") from error
        if there != self._release.path:
            self._release = current(self._data)
        return self._release


def release() -> Release:
    """Return the release that this request is answered from, the same one to its end."""
    if "release" not in g:
        g.release = cast(Holder, current_app.extensions[EXTENSION]).now()
    return cast(Release, g.release)
