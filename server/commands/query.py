"""``detente query``: one SPARQL query, one answer."""

import sys
from pathlib import Path

import click

from graph.errors import QueryError
from graph.release import Release
from graph.store import Answer
from server.answering import answer, serialised
from server.commands.options import Command, base_option, data_option, opened
from server.commands.tables import as_text
from server.negotiation import GRAPH, SOLUTIONS, named

__all__ = ["query"]

_FORMATS = (*SOLUTIONS, *GRAPH)
_NAMES = ("table", *(offer.format.name for offer in _FORMATS))
_IN_A_PIPE = {"solutions": "tsv", "boolean": "table", "graph": "turtle"}
_EXAMPLES = """\b
Examples:
  detente query 'SELECT ?thing { ?thing a <ontology#State> }'
  detente query question.rq --format json
  echo 'ASK {}' | detente query -
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("question", metavar="QUERY|FILE.rq|-")
@click.option(
    "--format",
    "name",
    type=click.Choice(_NAMES),
    help="Format of the answer; a table at a terminal, TSV or Turtle in a pipe.",
)
@data_option
@base_option(None)
def query(question: str, name: str | None, data: Path, base: str | None) -> None:
    """Answer a SPARQL query; relative IRIs are resolved against the base of the graph."""
    release = opened(data, base)
    given = answer(release, _text(question))
    sys.stdout.buffer.write(_written(release, given, name or _usual(given.kind)))
    sys.stdout.buffer.flush()  # here, where a broken pipe is dealt with


def _text(question: str) -> str:
    if question != "-" and not question.endswith(".rq"):
        return question
    try:
        content = sys.stdin.buffer.read() if question == "-" else Path(question).read_bytes()
        return content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read the query {question}: {error}") from error


def _usual(kind: str) -> str:
    return "table" if sys.stdout.isatty() and kind != "graph" else _IN_A_PIPE[kind]


def _written(release: Release, given: Answer, name: str) -> bytes:
    chosen = named(name, _FORMATS)
    return as_text(release, given) if chosen is None else serialised(given, chosen)
