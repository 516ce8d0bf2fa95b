"""``detente dump``: the whole graph as one file."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from graph.dumping import dump as dump_release
from graph.errors import FormatError
from graph.formats import GRAPH_FORMATS, graph_format
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
    with _target(out) as file:
        dump_release(release, graph_format(name), file)


@contextmanager
def _target(out: Path) -> Iterator[BinaryIO]:
    if str(out) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()  # here, where a broken pipe is dealt with
        return
    fresh = out.with_name(f".{out.name}-{os.getpid()}")
    try:
        with _opened_to_write(fresh) as file:
            yield file
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


def _opened_to_write(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise FormatError(f"cannot write in {path.parent}: {error.strerror}") from error
