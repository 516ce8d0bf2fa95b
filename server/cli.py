"""The command line: ``detente``."""

from importlib import import_module

import click

__all__ = ["main"]

_EPILOG = """\b
Example:
  detente build && detente serve

Exit status: 0 done, 1 found wanting, 2 used wrongly.
"""

_COMMANDS = (
    *("build", "add", "remove", "serve", "query", "explain", "dump", "check"),
    *("extract", "report", "evaluate", "reason", "link", "diff", "publish"),
)
"""The commands; each is a function of its name in a module of its name."""


class _Commands(click.Group):
    """A group that loads a command when it is asked for, because some need much and some little."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Load a command."""
        if name not in _COMMANDS:
            return None
        command = getattr(import_module(f"server.commands.{name}"), name)
        assert isinstance(command, click.Command), f"{name} is no command"
        return command


@click.group(cls=_Commands, epilog=_EPILOG)
@click.version_option(package_name="detente", prog_name="detente")
def main() -> None:
    """Documents about international relations as a graph that says who says what."""
