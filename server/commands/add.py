"""``detente add``: further documents into the served graph."""

from pathlib import Path

import click

from graph.building import add as add_to_release
from server.commands.options import Command, data_option, progress

__all__ = ["add"]


@click.command(cls=Command, epilog="\b\nExample:\n  detente add treaty.txt --data data")
@click.argument(
    "documents", metavar="DOCUMENT...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@data_option
def add(documents: tuple[Path, ...], data: Path) -> None:
    """Add documents to the graph; one of the same name takes the place of the other."""
    tell = progress()
    release = add_to_release(documents, data, tell)
    tell(f"Built {sum(release.manifest.graphs.values()):,} triples in {release.path}")
