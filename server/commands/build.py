"""``detente build``: documents in, graph out."""

from pathlib import Path

import click

from graph.building import build as build_release
from graph.remote import RemoteStore
from graph.uploading import upload
from ontology.terms import DEFAULT_BASE
from server.commands.options import Command, base_option, data_option, marks_option, progress

__all__ = ["build"]


@click.command(cls=Command, epilog="\b\nExample:\n  detente build treaty.txt --data data")
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--store", metavar="URL", help="Also put the graph into another SPARQL store.")
@click.option(
    "--store-graphs",
    metavar="URL",
    help="Where that store takes graphs by the Graph Store Protocol.",
)
@data_option
@marks_option
@base_option(DEFAULT_BASE)
def build(
    documents: tuple[Path, ...],
    store: str | None,
    store_graphs: str | None,
    data: Path,
    marks: Path | None,
    base: str,
) -> None:
    """Build the graph from text files, or from the documents that come with the program."""
    if bool(store) != bool(store_graphs):
        raise click.UsageError("--store and --store-graphs belong together")
    tell = progress()
    release = build_release(documents, data, base, tell, marks)
    if store and store_graphs:
        upload(release, RemoteStore(store, store_graphs), tell)
    tell(f"Built {sum(release.manifest.graphs.values()):,} triples in {release.path}")
