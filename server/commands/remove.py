"""``detente remove``: documents out of the served graph."""

from pathlib import Path

import click

from graph.building import remove as remove_from_release
from server.commands.options import Command, data_option, progress

__all__ = ["remove"]


@click.command(cls=Command, epilog="\b\nExample:\n  detente remove treaty --data data")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@data_option
def remove(names: tuple[str, ...], data: Path) -> None:
    """Remove documents from the graph, with all that only they state."""
    tell = progress()
    release = remove_from_release(names, data, tell)
    tell(f"Built {sum(release.manifest.graphs.values()):,} triples in {release.path}")
