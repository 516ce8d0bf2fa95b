"""The door to pySHACL: data and shapes in, results in words out."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyshacl import validate
from rdflib import RDF, SH, Graph
from rdflib.term import Node

__all__ = ["Result", "results"]


@dataclass(frozen=True, slots=True)
class Result:
    """A thing that does not have the shape that it must or should have."""

    thing: Node
    message: str
    value: Node | None
    warning: bool
    """Whether the shape says what should be so, and not what must be."""


def results(data: Graph, shapes: Graph) -> list[Result]:
    """Return where data do not conform to shapes, in an order that is always the same."""
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report: {report!r}")
    return sorted(_parsed(report), key=lambda result: (str(result.thing), result.message))


def _parsed(report: Graph) -> Iterator[Result]:
    for node in report.subjects(RDF.type, SH.ValidationResult):
        thing = report.value(node, SH.focusNode)
        if thing is not None:
            yield Result(
                thing,
                str(report.value(node, SH.resultMessage)),
                report.value(node, SH.value),
                report.value(node, SH.resultSeverity) != SH.Violation,
            )
