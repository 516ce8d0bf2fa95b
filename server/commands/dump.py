"""``detente dump``: the whole graph as one file."""

from pathlib import Path

import click

from graph.dumping import dump as dump_release
from graph.formats import GRAPH_FORMATS, graph_format
from server.commands.files import target
from server.commands.options import Command, base_option, data_option, opened

__all__ = ["dump"]


@click.command(cls=Command, epilog="\b\nExample:\n  detente dump --format trig --out graph.trig")
@click.option(
    "--format",
    "name",
    default="turtle",
    show_default=True,
    type=click.Choice([each.name for each in GRAPH_FORMATS]),
    help="Format to write; nquads, trig and jsonld keep the named graphs apart.",
)
@click.option(
    "--out",
    default=Path("-"),
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; - is standard output.",
)
@data_option
@base_option(None)
def dump(name: str, out: Path, data: Path, base: str | None) -> None:
    """Write the whole graph; a file is there whole or not at all."""
    release = opened(data, base)
    with target(out) as file:
        dump_release(release, graph_format(name), file)
