"""An explanation as text for people, as JSON for programs, as Turtle for the web of data."""

from collections.abc import Callable, Iterator
from io import BytesIO

import msgspec

from graph.dumping import prefixes
from graph.explaining.passages import Passage
from graph.explaining.steps import Explanation
from graph.formats import graph_format
from graph.names import Names
from graph.reasoning.proofs import Proof, ProofStep
from graph.reasoning.rendering import as_text as proof_as_text
from graph.reasoning.rendering import shortened
from graph.release import Release
from graph.store import convert

__all__ = ["as_json", "as_text", "as_turtle"]


def as_text(explanation: Explanation, release: Release) -> str:
    """Return an explanation as a tree, what is explained on top, the sentences at its ends."""
    steps = (ProofStep(step.triple, step.rule, step.premises) for step in explanation.steps)
    short = shortened({**prefixes(release.names), "": f"{release.names.base}id/"})
    return proof_as_text(Proof(tuple(steps)), short, _notes(explanation, release.names))


def _notes(explanation: Explanation, names: Names) -> Callable[[int], Iterator[str]]:
    def notes(place: int) -> Iterator[str]:
        step = explanation.steps[place]
        for graph in step.graphs if not step.passages else ():
            yield f"in {graph.removeprefix(names.base)}"
        for passage in step.passages:
            yield from _quoted(passage)

    return notes


def _quoted(passage: Passage) -> Iterator[str]:
    marks = "".join(passage.marks)
    under = f", footnote {marks}" if marks else ""
    where = f"characters {passage.start} to {passage.end} of “{passage.title}”{under}"
    yield f"“{passage.words}”, {where}, read by rule {passage.rule}"
    yield f"in the sentence “{passage.text}”"


def as_json(explanation: Explanation, _release: Release) -> str:
    """Return an explanation as a list of steps, each with the places of its premises in it."""
    steps = msgspec.json.encode({"steps": explanation.steps})
    return msgspec.json.format(steps, indent=1).decode() + "\n"


_CONSTRUCT = """
PREFIX det: <ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
CONSTRUCT { ?node ?p ?o } WHERE {
  { VALUES ?node { %s } }
  UNION { VALUES ?statement { %s } GRAPH <graph/proofs> { ?statement prov:wasGeneratedBy ?node } }
  UNION {
    VALUES ?statement { %s }
    ?statement det:evidence|(det:evidence/oa:hasTarget)|(det:evidence/det:sentence)
      |(det:evidence/oa:hasTarget/oa:hasSelector) ?node
  }
  GRAPH ?anywhere { ?node ?p ?o }
}"""


def as_turtle(explanation: Explanation, release: Release) -> str:
    """Return the descriptions of all that an explanation names, as the release has them."""
    values = " ".join(f"<{iri}>" for iri in explanation.descriptions)
    query = _CONSTRUCT.replace("%s", values)
    found = release.store.query(query, base=release.names.base)
    told = found.serialise(graph_format("ntriples")) + explanation.own.encode()
    lines = set(told.splitlines(keepends=True))
    out = BytesIO()
    convert(sorted(lines), out, graph_format("turtle"), prefixes(release.names))
    return out.getvalue().decode()
