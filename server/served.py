"""The release that is served, opened again when a build has put another one in its place."""

import os
from pathlib import Path
from typing import Protocol, cast

from flask import current_app, g

from graph.errors import ReleaseError
from graph.release import Release, current

__all__ = ["EXTENSION", "Holder", "Served", "release", "target"]

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
        self._data, self._release, self._target = data, current(data), target(data)

    def now(self) -> Release:
        """Return the current release; one link is read, nothing is locked.

        Two threads that notice a new build at once both open it, which is harmless: a store is
        opened for reading only.
        """
        there = target(self._data)
        if there != self._target:
            self._release, self._target = current(self._data), there
        return self._release


def target(data: Path) -> str:
    """Return what the link to the current release says; raises ReleaseError where there is none."""
    try:
        return os.readlink(f"{data}/current")  # noqa: PTH115 - each request does it
    except OSError as error:
        raise ReleaseError(f"there is no graph in {data} any more: build it") from error


def release() -> Release:
    """Return the release that this request is answered from, the same one to its end."""
    if "release" not in g:
        g.release = cast(Holder, current_app.extensions[EXTENSION]).now()
    return cast(Release, g.release)
