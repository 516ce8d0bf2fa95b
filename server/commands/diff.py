"""``detente diff``: what one build has that another has not."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from graph.difference import Difference, changes, difference
from graph.release import Release, current
from server.commands.options import Command

__all__ = ["diff"]

_EXAMPLE = """\b
Examples:
  detente diff data/releases/3dd31a909d38965f data
  detente diff old new --format patch > changes.rdfp
"""


@click.command(cls=Command, epilog=_EXAMPLE)
@click.argument("old", type=click.Path(file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--format",
    "name",
    default="table",
    show_default=True,
    type=click.Choice(["table", "patch"]),
    help="Counts by graph and class, or every quad as RDF Patch has it.",
)
def diff(old: Path, new: Path, name: str) -> None:
    """Tell what was added and removed from OLD to NEW; each is a build or a data directory."""
    before, after = _release(old), _release(new)
    if name == "patch":
        for sign, line in changes(before, after):
            sys.stdout.buffer.write(f"{sign} ".encode() + line)
        sys.stdout.buffer.flush()
        return
    for row in _table(difference(before, after)):
        click.echo(row)


def _release(path: Path) -> Release:
    return Release(path) if (path / "manifest.json").exists() else current(path)


def _table(found: Difference) -> Iterator[str]:
    yield from _rows("graph", found.added, found.removed)
    yield ""
    yield from _rows("class", found.added_by_class, found.removed_by_class)


def _rows(head: str, added: Counter[str], removed: Counter[str]) -> Iterator[str]:
    names = sorted(added.keys() | removed.keys())
    width = max(map(len, [head, *names]))
    yield f"{head:<{width}}  {'added':>9}  {'removed':>9}"
    yield from (f"{name:<{width}}  {added[name]:>9,}  {removed[name]:>9,}" for name in names)
