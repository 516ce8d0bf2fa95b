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
    "--out", default=Path("-"), type=click.Path(path_type=Path), help="File; - is stdout."
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
        with fresh.open("wb") as file:
            yield file
        fresh.replace(out)
    except OSError as error:
        raise FormatError(f"cannot write {out}: {error}; choose another --out") from error
    finally:
        fresh.unlink(missing_ok=True)
