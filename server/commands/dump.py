"""``detente dump``: the whole graph as one file."""

from pathlib import Path

import click

from graph.dumping import dump as dump_release
from graph.errors import FormatError
from graph.formats import GRAPH_FORMATS, graph_format
from graph.parts import Part, parts
from graph.release import Release
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
@click.option(
    "--part",
    default="",
    metavar="NAME",
    help="Part to write: asserted, inferred, claims, evidence, links, ontology, document-NAME.",
)
@data_option
@base_option(None)
def dump(name: str, out: Path, part: str, data: Path, base: str | None) -> None:
    """Write the whole graph, or a part of it; a file is there whole or not at all."""
    release = opened(data, base)
    chosen, wanted = graph_format(name), _part(release, part)
    if chosen not in wanted.formats:
        raise FormatError(f"{name} has no graphs to keep {part} apart: choose nquads, trig, jsonld")
    with target(out) as file:
        dump_release(release, chosen, file, wanted)


def _part(release: Release, name: str) -> Part:
    known = parts((entry.slug, entry.title) for entry in release.manifest.documents)
    for part in known:
        if part.name == name:
            return part
    names = ", ".join(part.name for part in known if part.name)
    raise FormatError(f"there is no part {name!r}: choose one of {names}")
