"""``detente explain``: why a triple of the served graph holds."""

from collections.abc import Callable
from pathlib import Path

import click

from graph.errors import QueryError
from graph.explaining import Explanation, as_json, as_text, as_turtle
from graph.explaining import explain as explain_triple
from graph.release import Release
from graph.store import Node
from server.commands.options import Command, base_option, data_option, opened

__all__ = ["explain"]

_EXAMPLES = """\b
Example:
  detente explain '<id/nato>' rdf:type 'det:Actor' --format json
"""
_FORMATS: dict[str, Callable[[Explanation, Release], str]] = {
    "text": as_text,
    "json": as_json,
    "turtle": as_turtle,
}


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("subject")
@click.argument("predicate")
@click.argument("value", metavar="OBJECT")
@click.option("--format", "name", default="text", show_default=True, type=click.Choice(_FORMATS))
@data_option
@base_option(None)
def explain(
    subject: str, predicate: str, value: str, name: str, data: Path, base: str | None
) -> None:
    """Show the proof of a triple, down to the sentences where what it rests on was read.

    Terms are written as in SPARQL; : stands for the things and det: for the ontology.
    """
    release = opened(data, base)
    asked = _triple(release, f"{subject} {predicate} {value}")
    click.echo(_FORMATS[name](explain_triple(release, asked), release), nl=False)


def _triple(release: Release, words: str) -> tuple[Node, Node, Node]:
    """Let the store read the terms, so that they are written as in a query."""
    base = release.manifest.base
    prefixes = f"PREFIX det: <{base}ontology#> PREFIX : <{base}id/> {_WELL_KNOWN}"
    query = f"{prefixes} CONSTRUCT {{ {words} }} WHERE {{}}"
    triples = list(release.store.query(query, base=base).triples())
    if len(triples) != 1:
        raise QueryError(f"{words} is not one triple: give a subject, a predicate and an object")
    return triples[0]


_WELL_KNOWN = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
