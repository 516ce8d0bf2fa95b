"""The options that every command has, and the release that they name."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click

from graph.building import MARKS
from graph.errors import DetenteError, ReleaseError
from graph.release import Release, current
from server.binding import is_iri

__all__ = ["Command", "Group", "base_option", "data_option", "marks_option", "opened", "progress"]

_MISUSED = 2
"""Exit status of a program that was used wrongly, as click has it."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Command(click.Command):
    """A command that tells of Detente's own errors in one line and not in a traceback."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command; an error of Detente is a wrong use of it, unless it says otherwise."""
        try:
            return super().invoke(context)
        except DetenteError as error:
            click.echo(f"Error: {error}", err=True)
            context.exit(_MISUSED)


class Group(Command, click.Group):
    """A group of commands, and a command itself."""


def data_option(function: _Function) -> _Function:
    """Add ``--data``."""
    return click.option(
        "--data",
        envvar="DETENTE_DATA",
        default=Path("data"),
        show_default=True,
        show_envvar=True,
        type=click.Path(file_okay=False, path_type=Path),
        help="Directory of the built graphs.",
    )(function)


def marks_option(function: _Function) -> _Function:
    """Add ``--marks``."""
    return click.option(
        "--marks",
        envvar="DETENTE_MARKS",
        show_envvar=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help=f"File of what was marked right or wrong.  [default: {MARKS} in the data directory]",
    )(function)


def base_option(default: str | None) -> Callable[[_Function], _Function]:
    """Add ``--base``; without a default it must agree with the graph that is there."""
    return click.option(
        "--base",
        envvar="DETENTE_BASE",
        default=default,
        show_default=default is not None,
        show_envvar=True,
        metavar="IRI",
        callback=_checked_base,
        help="IRI below which all names are minted; it ends in a slash."
        if default
        else "IRI that the graph must have been built with.",
    )


def opened(data: Path, base: str | None) -> Release:
    """Open the current release; raises ReleaseError where it has another base than asked for."""
    release = current(data)
    if base not in (None, release.manifest.base):
        raise ReleaseError(
            f"the graph in {data} has the base {release.manifest.base}, not {base}: "
            f"leave --base out, or build it again"
        )
    return release


def progress() -> Callable[[str], None]:
    """Return what tells a person how far a command is; it is silent in a pipe."""
    if sys.stderr.isatty():
        return lambda message: click.echo(message, err=True)
    return lambda _message: None


def _checked_base(
    _context: click.Context, _option: click.Parameter, base: str | None
) -> str | None:
    if base is not None and not _is_base(base):
        raise click.BadParameter(
            f"{base!r} is not an absolute http or https IRI that ends in a slash, "
            "as https://example.org/ is"
        )
    return base


def _is_base(base: str) -> bool:
    try:
        parts = urlsplit(base)
    except ValueError:
        return False
    web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return web and is_iri(base) and parts.path.endswith("/") and not parts.query + parts.fragment
