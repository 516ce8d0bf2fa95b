"""A proof as text and as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph.reasoning.proofs import Proof, ProofStep
from graph.reasoning.vocabulary import Word

__all__ = ["as_json", "as_text", "json_lines", "shortened", "steps_of"]

_FIRST, _REST = f"<{Word.FIRST.iri}>", f"<{Word.REST.iri}>"
_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def shortened(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that writes terms shorter, by prefixes beside those of RDF and OWL.

    >>> shortened({"ex": "https://example.org/"})("<https://example.org/nato>")
    'ex:nato'
    """
    known = {f"<{space}": f"{prefix}:" for prefix, space in (_PREFIXES | dict(prefixes)).items()}

    def short(token: str) -> str:
        for space, prefix in known.items():
            if token.startswith(space):
                return prefix + token[len(space) : -1]
        return token

    return short


_short = shortened({})


def _nothing(_place: int) -> Iterable[str]:
    return ()


def as_text(
    proof: Proof,
    short: Callable[[str], str] = _short,
    notes: Callable[[int], Iterable[str]] = _nothing,
) -> str:
    """Return a proof as an indented tree, what is proved on top; what was shown is not repeated.

    ``short`` writes a term, and ``notes`` are lines to stand below the step at a place. RDF lists
    are written as Turtle writes them.
    """
    lists = _lists(proof, short)
    return "".join(f"{line}\n" for line in _lines(proof, lambda t: lists.get(t) or short(t), notes))


def _lines(
    proof: Proof, short: Callable[[str], str], notes: Callable[[int], Iterable[str]]
) -> Iterator[str]:
    shown: set[int] = set()
    waiting = [(len(proof.steps) - 1, 0)]
    while waiting:
        place, depth = waiting.pop()
        step = proof.steps[place]
        repeated = place in shown and step.premises
        how = step.rule if step.rule == "asserted" else f"by {step.rule}"
        seen = ", as above" if repeated else ""
        yield f"{'  ' * depth}{' '.join(map(short, step.triple))}   {how}{seen}"
        if not repeated:
            yield from (f"{'  ' * depth}    {note}" for note in notes(place))
            premises = [each for each in step.premises if not _links(proof.steps[each])]
            waiting.extend((premise, depth + 1) for premise in sorted(premises, reverse=True))
        shown.add(place)


def _links(step: ProofStep) -> bool:
    """Tell whether a triple is a part of a list without a name."""
    asserted = not step.premises and step.triple[0].startswith("_:")
    return asserted and step.triple[1] in (_FIRST, _REST)


def _lists(proof: Proof, short: Callable[[str], str]) -> dict[str, str]:
    """Return the lists that a proof speaks of, in words, by their blank nodes."""
    links = [step.triple for step in proof.steps if _links(step)]
    first = {s: o for s, p, o in links if p == _FIRST}
    rest = {s: o for s, p, o in links if p == _REST}
    return {node: f"( {' '.join(map(short, _members(node, first, rest)))} )" for node in first}


def _members(node: str, first: Mapping[str, str], rest: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    while node in first and node not in seen:
        yield first[node]
        seen.add(node)
        node = rest.get(node, "")


def as_json(proof: Proof) -> str:
    """Return a proof as a list of steps, each with the places of its premises in the list."""
    return "".join(json_lines(proof))


def json_lines(proof: Proof) -> Iterator[str]:
    """Yield a proof as JSON, a step a line."""
    yield '{"steps": ['
    for place, step in enumerate(steps_of(proof)):
        yield f"{',' if place else ''}\n{json.dumps(step, ensure_ascii=False)}"
    yield "\n]}\n"


def steps_of(proof: Proof) -> list[dict[str, Any]]:
    """Return the steps of a proof as JSON has them."""
    return [
        {"triple": step.triple, "rule": step.rule, "premises": step.premises}
        for step in proof.steps
    ]
