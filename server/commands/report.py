"""``detente report``: what was read of a document and what was not, for a person."""

import sys
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path

import click
import msgspec

from graph.names import Names
from graph.reading import read
from graph.reporting import Report
from graph.reporting import report as report_of
from ontology.terms import DEFAULT_BASE
from server.commands.files import target
from server.commands.options import Command, base_option

__all__ = ["report"]


def _text(report: Report, out: Path) -> str:
    from server.reporting.text import write_text  # loads rich

    written = StringIO()
    write_text(report, written, colour=str(out) == "-" and sys.stdout.isatty())
    return written.getvalue()


def _html(report: Report, _out: Path) -> str:
    from server.reporting.html import as_html  # loads Jinja

    return as_html(report)


def _json(report: Report, _out: Path) -> str:
    return f"{msgspec.json.format(msgspec.json.encode(report).decode())}\n"


_WRITERS: Mapping[str, Callable[[Report, Path], str]] = {
    "text": _text,
    "html": _html,
    "json": _json,
}


@click.command(
    cls=Command, epilog="\b\nExample:\n  detente report treaty.txt --format html --out treaty.html"
)
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "name",
    default="text",
    show_default=True,
    type=click.Choice(list(_WRITERS)),
    help="For a terminal, a browser or a program.",
)
@click.option(
    "--out",
    default=Path("-"),
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; standard output unless given.",
)
@base_option(DEFAULT_BASE)
def report(document: Path, name: str, out: Path, base: str) -> None:
    """Tell what is read of a document, sentence by sentence, what is not, and what is left open."""
    written = _WRITERS[name](report_of(read(document), Names(base)), out)
    with target(out) as file:
        file.write(written.encode())
