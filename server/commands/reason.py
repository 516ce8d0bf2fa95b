"""``detente reason``: what follows from any RDF."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from graph.closing import INPUT_FORMATS, Closed, Input, close, close_by_owlrl, triples_of
from graph.errors import FormatError
from graph.formats import graph_format
from graph.reasoning import ENGINES, Proof
from graph.reasoning.facts import LIMIT
from graph.reasoning.lines import Tokens
from graph.reasoning.provenance import as_triples
from graph.reasoning.rendering import json_lines
from graph.reasoning.reporting import reported
from graph.reasoning.terms import token_of
from graph.store import convert
from server.commands.files import target
from server.commands.options import Command, progress

__all__ = ["reason"]

_EXAMPLES = """\b
Examples:
  detente reason ontology.ttl data.nt --out closure.nt
  detente reason data.nt --only-inferred --proofs proofs.json --report inconsistencies.json
  detente reason - --format turtle < data.ttl
"""
_MILLION = 1_000_000
_File = click.Path(dir_okay=False, path_type=Path)


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option(
    "--format",
    "name",
    default="turtle",
    show_default=True,
    type=click.Choice(INPUT_FORMATS),
    help="Format of standard input; that of a file is told by its extension.",
)
@click.option(
    "--out",
    default=Path("-"),
    type=_File,
    help="File to write, its format by extension; - is standard output as N-Triples.",
)
@click.option("--only-inferred", is_flag=True, help="Leave out what was there before.")
@click.option("--engine", default="columnar", show_default=True, type=click.Choice(sorted(ENGINES)))
@click.option("--limit", default=LIMIT, help="Facts to hold at most; 1,000,000 take some 80 MB.")
@click.option("--proofs", type=_File, help="File of proofs, as .json, .ttl or .nt.")
@click.option("--report", type=_File, help="JSON file of inconsistencies.")
def reason(
    files: tuple[str, ...],
    name: str,
    out: Path,
    only_inferred: bool,
    engine: str,
    limit: int,
    proofs: Path | None,
    report: Path | None,
) -> None:
    """Infer by OWL 2 RL what follows from files of RDF, named graphs merged."""
    tell = progress()
    written = graph_format("nt" if str(out) == "-" else out.suffix[1:]).name
    write_proofs = _proof_writer(proofs, engine)
    given = _counted(triples_of(_inputs(files, name)), tell)
    closed = close_by_owlrl(given) if engine == "owlrl" else close(given, limit)
    tell("writing what follows")
    whole = closed.inferred() if only_inferred else chain(closed.asserted(), closed.inferred())
    with target(out) as file:
        _write(whole, written, file)
    if proofs:
        tell("writing the proofs")
        with target(proofs) as file:
            write_proofs(closed.proof(), file)
    _report(closed, report)


def _inputs(files: tuple[str, ...], name: str) -> Iterator[Input]:
    for file in files:
        yield Input(sys.stdin.buffer.read(), name) if file == "-" else Input(Path(file))


def _counted(triples: Iterable[Tokens], tell: Callable[[str], None]) -> Iterator[Tokens]:
    count = 0
    for count, triple in enumerate(triples, 1):
        if count % _MILLION == 0:
            tell(f"{count:,} triples read")
        yield triple
    tell(f"reasoning over {count:,} triples")


def _write(triples: Iterable[Tokens], name: str, out: BinaryIO) -> None:
    lines = (f"{s} {p} {o} .\n".encode() for s, p, o in triples)
    if name in ("ntriples", "nquads"):
        out.writelines(lines)
    else:
        convert(lines, out, graph_format(name), {})


def _proofs_as_json(proof: Proof, out: BinaryIO) -> None:
    out.writelines(line.encode() for line in json_lines(proof))


def _proofs_as_rdf(name: str) -> Callable[[Proof, BinaryIO], None]:
    def write(proof: Proof, out: BinaryIO) -> None:
        words = (tuple(map(token_of, triple)) for triple in as_triples(proof))
        _write(((s, p, o) for s, p, o in words), name, out)

    return write


_PROOF_WRITERS: Mapping[str, Callable[[Proof, BinaryIO], None]] = {
    ".json": _proofs_as_json,
    ".ttl": _proofs_as_rdf("turtle"),
    ".nt": _proofs_as_rdf("ntriples"),
}


def _proof_writer(file: Path | None, engine: str) -> Callable[[Proof, BinaryIO], None]:
    """Return what writes proofs, before any work is done for which there is none."""
    if file and engine == "owlrl":
        raise FormatError("owlrl gives no proofs: leave --proofs out, or the other engine in")
    suffix = file.suffix if file else ".json"
    if suffix not in _PROOF_WRITERS:
        known = ", ".join(_PROOF_WRITERS)
        raise FormatError(f"proofs cannot be written as {file}: end its name in one of {known}")
    return _PROOF_WRITERS[suffix]


def _report(closed: Closed, file: Path | None) -> None:
    """Write the inconsistencies, and say on standard error that there are some."""
    found = closed.inconsistencies()
    if found:
        remedy = f"see {file}" if file else "--report FILE tells them"
        click.echo(f"{len(found):,} inconsistencies found: {remedy}", err=True)
    if file:
        with target(file) as out:
            out.write(msgspec.json.format(msgspec.json.encode(reported(found)), indent=1) + b"\n")
