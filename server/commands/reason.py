"""``detente reason``: what follows from any RDF."""

import sys
from pathlib import Path

import click
import msgspec
from rdflib import Dataset, Graph

from graph.errors import FormatError
from graph.formats import graph_format
from graph.reasoning import ENGINES, Closure, closure
from server.commands.options import Command, progress

__all__ = ["reason"]

_EXAMPLES = """\b
Examples:
  detente reason ontology.ttl data.nt --out closure.nt
  detente reason - --only-inferred --report inconsistencies.json < data.ttl
"""
_RDFLIB = {"ntriples": "nt", "nquads": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--out", default="-", help="File to write, its format by extension; - is N-Triples.")
@click.option("--only-inferred", is_flag=True, help="Leave out what was there before.")
@click.option("--engine", default="columnar", show_default=True, type=click.Choice(sorted(ENGINES)))
@click.option("--report", type=click.Path(path_type=Path), help="JSON file of inconsistencies.")
def reason(
    files: tuple[str, ...], out: str, only_inferred: bool, engine: str, report: Path | None
) -> None:
    """Infer by OWL 2 RL what follows from files of RDF; standard input is read as Turtle."""
    tell = progress()
    target = graph_format("nt" if out == "-" else Path(out).suffix[1:])
    asserted = _read(files)
    tell(f"reasoning over {len(asserted):,} triples")
    found = closure(asserted, engine)
    tell(f"{len(found.inferred):,} inferred, {len(found.inconsistencies):,} inconsistencies")
    whole = found.inferred if only_inferred else asserted + found.inferred
    _write(whole, out, _RDFLIB.get(target.name, target.name))
    if report:
        report.write_bytes(_reported(found))


def _read(files: tuple[str, ...]) -> Graph:
    whole = Graph(bind_namespaces="none")
    for file in files:
        for triple in _parsed(file):
            whole.add(triple)
    return whole


def _parsed(file: str) -> Graph:
    chosen = graph_format("turtle" if file == "-" else Path(file).suffix[1:])
    name = _RDFLIB.get(chosen.name, chosen.name)
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        base = None if file == "-" else Path(file).absolute().as_uri()
        read = _merged if chosen.dataset else _plain
        return read(content, name, base)
    except (OSError, SyntaxError, ValueError) as error:
        raise FormatError(f"cannot read {file} as {chosen.name}: {error}; mend it") from error


def _plain(content: bytes, name: str, base: str | None) -> Graph:
    return Graph().parse(data=content, format=name, publicID=base)


def _merged(content: bytes, name: str, base: str | None) -> Graph:
    merged, dataset = Graph(bind_namespaces="none"), Dataset()
    dataset.parse(data=content, format=name, publicID=base)
    for subject, predicate, value, _graph in dataset.quads():
        merged.add((subject, predicate, value))
    return merged


def _write(graph: Graph, out: str, name: str) -> None:
    lines = graph.serialize(format=name, encoding="utf-8")
    if name == "nt":  # rdflib writes in any order
        lines = b"".join(sorted(line + b"\n" for line in lines.splitlines() if line))
    if out == "-":
        sys.stdout.buffer.write(lines)
        sys.stdout.buffer.flush()
    else:
        Path(out).write_bytes(lines)


def _reported(found: Closure) -> bytes:
    messages = [{"message": each.message} for each in found.inconsistencies]
    return msgspec.json.format(msgspec.json.encode(messages), indent=1)
