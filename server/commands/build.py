"""``detente build``: documents in, graph out."""

from pathlib import Path

import click

from graph.building import build as build_release
from ontology.terms import DEFAULT_BASE
from server.commands.options import Command, base_option, data_option, marks_option, progress

__all__ = ["build"]


@click.command(cls=Command, epilog="\b\nExample:\n  detente build treaty.txt --data data")
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1, type=click.Path(path_type=Path))
@data_option
@marks_option
@base_option(DEFAULT_BASE)
def build(documents: tuple[Path, ...], data: Path, marks: Path | None, base: str) -> None:
    """Build the graph from text files, or from the documents that come with the program."""
    tell = progress()
    release = build_release(documents, data, base, tell, marks)
    tell(f"Built {sum(release.manifest.graphs.values()):,} triples in {release.path}")
