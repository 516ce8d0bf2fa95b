"""The command line: ``detente``."""

import click

from server.commands.add import add
from server.commands.build import build
from server.commands.check import check
from server.commands.dump import dump
from server.commands.evaluate import evaluate
from server.commands.explain import explain
from server.commands.extract import extract
from server.commands.query import query
from server.commands.reason import reason
from server.commands.remove import remove
from server.commands.serve import serve

__all__ = ["main"]

_EPILOG = """\b
Example:
  detente build && detente serve

Exit status: 0 done, 1 found wanting, 2 used wrongly.
"""


@click.group(epilog=_EPILOG, context_settings={"auto_envvar_prefix": "DETENTE"})
@click.version_option(package_name="detente", prog_name="detente")
def main() -> None:
    """Documents about international relations as a graph that says who says what."""


_COMMANDS = (
    *(build, add, remove, serve, query, explain, dump, check),
    *(extract, evaluate, reason),
)
for _command in _COMMANDS:
    main.add_command(_command)
