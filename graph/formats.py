"""The formats that Detente reads and writes, one row each."""

from dataclasses import dataclass

from graph.errors import FormatError

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "Format", "graph_format", "result_format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: its name on the command line, media type, file extension and reach."""

    name: str
    media_type: str
    extension: str
    dataset: bool = False
    """Whether it can hold named graphs."""


GRAPH_FORMATS = (
    Format("turtle", "text/turtle", "ttl"),
    Format("ntriples", "application/n-triples", "nt"),
    Format("nquads", "application/n-quads", "nq", dataset=True),
    Format("trig", "application/trig", "trig", dataset=True),
    Format("jsonld", "application/ld+json", "jsonld", dataset=True),
    Format("rdfxml", "application/rdf+xml", "rdf"),
)
"""Formats of triples and quads."""

RESULT_FORMATS = (
    Format("json", "application/sparql-results+json", "srj"),
    Format("xml", "application/sparql-results+xml", "srx"),
    Format("csv", "text/csv", "csv"),
    Format("tsv", "text/tab-separated-values", "tsv"),
)
"""Formats of SPARQL solutions and booleans."""


def graph_format(name: str) -> Format:
    """Return the graph format of that name or extension; raises FormatError."""
    return _find(name, GRAPH_FORMATS)


def result_format(name: str) -> Format:
    """Return the result format of that name or extension; raises FormatError."""
    return _find(name, RESULT_FORMATS)


def _find(name: str, formats: tuple[Format, ...]) -> Format:
    for candidate in formats:
        if name in (candidate.name, candidate.extension):
            return candidate
    known = ", ".join(candidate.name for candidate in formats)
    raise FormatError(f"unknown format {name!r}: choose one of {known}")
