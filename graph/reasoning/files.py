r"""N-Triples files, read by rdflib's parser without a graph in between.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder, "data.nt")
...     write_ntriples([(URIRef("urn:x:a"), URIRef("urn:x:p"), Literal("b\n"))], path)
...     print(path.read_text(), *read_ntriples(path), sep="")
<urn:x:a> <urn:x:p> "b\n" .
(rdflib.term.URIRef('urn:x:a'), rdflib.term.URIRef('urn:x:p'), rdflib.term.Literal('b\n'))
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.ntriples import W3CNTriplesParser
from rdflib.term import Node

from graph.errors import FormatError
from graph.reasoning.noise import Triple
from graph.reasoning.terms import token_of

__all__ = ["Literal", "URIRef", "read_ntriples", "write_ntriples"]


class _Sink:
    """Takes the triples that the parser finds."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []

    def triple(self, subject: Node, predicate: Node, value: Node) -> None:
        """Take one."""
        self.triples.append((subject, predicate, value))


def read_ntriples(path: Path) -> Iterator[Triple]:
    """Return the triples of a file; raises FormatError where it cannot be read."""
    sink = _Sink()
    try:
        with path.open("rb") as file:
            W3CNTriplesParser(sink).parse(file)  # type: ignore[arg-type]  # any sink will do
    except (OSError, ParserError, ValueError) as error:
        raise FormatError(f"cannot read {path} as N-Triples: {error}; mend it") from error
    return iter(sink.triples)


def write_ntriples(triples: Iterable[Triple], path: Path) -> None:
    """Write triples to a file, sorted, which is there whole or not at all."""
    lines = sorted(f"{' '.join(map(token_of, triple))} .\n" for triple in triples)
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        fresh.write_text("".join(lines), "utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
