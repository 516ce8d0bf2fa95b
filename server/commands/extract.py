"""``detente extract``: what one document says, without touching a graph."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import msgspec
from rdflib import Dataset

from graph.assembling import assemble
from graph.dumping import write_trig
from graph.extraction import Populated
from graph.extraction import extract as extract_from
from graph.names import Names
from graph.reading import Document, read
from graph.statements import statements
from ontology.terms import DEFAULT_BASE
from server.commands.options import Command, base_option

__all__ = ["extract"]


def _trig(document: Document, populated: Populated, names: Names) -> None:
    dataset = Dataset()
    assemble(dataset, document, populated, names)
    write_trig(dataset, names, sys.stdout.buffer)


def _jsonl(document: Document, populated: Populated, names: Names) -> None:
    for statement in statements(document, populated, names):
        sys.stdout.buffer.write(msgspec.json.encode(statement) + b"\n")


_WRITERS: Mapping[str, Callable[[Document, Populated, Names], None]] = {
    "trig": _trig,
    "jsonl": _jsonl,
}


@click.command(cls=Command, epilog="\b\nExample:\n  detente extract treaty.txt --format jsonl")
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "name",
    default="trig",
    show_default=True,
    type=click.Choice(list(_WRITERS)),
    help="TriG with the evidence, or one statement a line as JSON.",
)
@base_option(DEFAULT_BASE)
def extract(document: Path, name: str, base: str) -> None:
    """Print what a document states and reports; no graph is read or written."""
    names = Names(base)
    text = read(document)
    _WRITERS[name](text, extract_from(text, names), names)
    sys.stdout.buffer.flush()  # here, where a broken pipe is dealt with
