"""Files of RDF in any format, as one stream of triples in the words of N-Triples.

Six formats are read by the store's parsers, which keep literals as they were written and are eight
times as fast as rdflib's; rdflib reads the others.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Dataset

from graph.errors import FormatError
from graph.formats import graph_format
from graph.reasoning.lines import Tokens
from graph.reasoning.terms import node_of, token_of
from graph.store import parse

__all__ = ["INPUT_FORMATS", "Input", "triples_of"]

_NATIVE = {
    "ntriples": ("nt",),
    "nquads": ("nq",),
    "turtle": ("ttl",),
    "trig": ("trig",),
    "rdfxml": ("rdf", "owl", "xml"),
    "jsonld": ("jsonld", "json"),
}
_BY_RDFLIB = {"n3": ("n3",), "trix": ("trix",), "hext": ("hext", "ndjson")}

INPUT_FORMATS = (*_NATIVE, *_BY_RDFLIB)
"""The names of the formats that are read."""

_EXTENSIONS = {
    extension: name
    for name, extensions in (_NATIVE | _BY_RDFLIB).items()
    for extension in extensions
}


@dataclass(frozen=True, slots=True)
class Input:
    """A file of RDF, or the bytes of one, in a format or in the one of its extension."""

    source: Path | bytes
    format: str | None = None

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return "standard input" if isinstance(self.source, bytes) else str(self.source)


def triples_of(inputs: Iterable[Input]) -> Iterator[Tokens]:
    """Yield the triples of files, named graphs merged; raises FormatError.

    A blank node of one file is none of another, and has the same name in every run.
    """
    for place, each in enumerate(inputs):
        names: dict[str, str] = {}
        for triple in _read(each):
            if any(term[:2] == "_:" or "\\" in term for term in triple):
                s, p, o = (_renamed(term, names, place) for term in triple)
                yield s, p, o
            else:
                yield triple


def _renamed(term: str, names: dict[str, str], place: int) -> str:
    """Give a blank node a number of its own, and write what may be escaped or not in one way."""
    if term.startswith("_:"):
        return names.setdefault(term, f"_:f{place}b{len(names)}")
    return token_of(node_of(term)) if "\\" in term else term


def _read(given: Input) -> Iterator[Tokens]:
    name = given.format or _format_of(given)
    base = given.source.absolute().as_uri() if isinstance(given.source, Path) else None
    read: Callable[[Path | bytes, str, str | None], Iterator[Tokens]]
    read = _natively if name in _NATIVE else _by_rdflib
    try:
        yield from read(given.source, name, base)
    except (FormatError, OSError, SyntaxError, ValueError) as error:
        raise FormatError(f"cannot read {given.name} as {name}: {error}; mend it") from error


def _format_of(given: Input) -> str:
    extension = given.source.suffix[1:].lower() if isinstance(given.source, Path) else ""
    if extension not in _EXTENSIONS:
        known = ", ".join(f".{each}" for each in _EXTENSIONS)
        raise FormatError(
            f"the format of {given.name} is unknown: its name ends in none of {known}"
        )
    return _EXTENSIONS[extension]


def _natively(source: Path | bytes, name: str, base: str | None) -> Iterator[Tokens]:
    return parse(source, graph_format(name), base)


def _by_rdflib(source: Path | bytes, name: str, base: str | None) -> Iterator[Tokens]:
    content = source if isinstance(source, bytes) else source.read_bytes()
    dataset = Dataset()
    dataset.parse(data=content, format=name, publicID=base)
    for subject, predicate, value, _graph in dataset.quads():
        s, p, o = map(token_of, (subject, predicate, value))
        yield s, p, o
